/** Which side of the change a sentence gives a value to: "from 183 ns to 61 ns", "61 ns instead of 183 ns", "8 ms before". */
import { type Reading, textAfter, textBefore } from './reading.ts'

export type SideName = 'baseline' | 'candidate'

interface Cue {
  side: SideName
  /** Where the cue ends; the one nearest to the numeral counts. */
  end: number
}

const BASELINE_ADJACENT =
  /(?:\bfrom|\binstead of|\brather than|\bdown from|\bup from|\bcompared (?:with|to)|\bagainst|\bvs\.?|\bversus|\bwhere it was|\bit (?:was|took|used|needed)|\bused to (?:be|take|need|use|allocate)|\bhad been|\bwhich (?:was|took)|\(was|,\s*was|,\s*not)\s*(?:about|around|roughly|nearly|~|≈|the)?\s*$/i
const CANDIDATE_ADJACENT = /(?:→|->|\bbecomes?|\bbecame|\bnow(?:\s+\p{L}+){0,3}|\bdown to)\s*(?:about|around|roughly|nearly|~|≈)?\s*$/iu
/** A present tense tells the new value where nothing else tells the side. */
const CANDIDATE_WEAK = /\b(?:takes|needs|reaches|uses|makes)\s*(?:just|only|about|around|roughly|nearly|~|≈)?\s*$/i
const BASELINE_NEAR =
  /\b(?:on main|main(?=\s+(?:takes|took|needs|needed|has|had|uses|used|reaches|is|was)\b)|(?:the )?baseline|before(?=[,:])|beforehand|previously|formerly|the old \p{L}+|originally|at the base|without (?:it|the change|this change))\b/giu
const CANDIDATE_NEAR =
  /\b(?:this (?:change|branch|pull request|patch)|(?:with|on|by) the (?:change|patch|branch)|the (?:new|patched) \p{L}+|candidate|after(?=[,:])|afterwards|with it|since then|today)\b/giu
/** How far such words reach. */
const NEAR = 70
const BASELINE_RIGHT =
  /^[\s,(]*(?:(?:a|per|each|for|of)\s+\p{L}+\s+|\p{L}+\s+){0,2}?(?:before(?=\s*(?:$|[,.;:)(]|and\b|to\b|for\b|in\b|on\b|at\b|→|this|the\s+(?:change|patch)|it\b))|previously|formerly|earlier|beforehand|originally|on\s+main|on\s+the\s+(?:base|baseline|old)|at\s+the\s+base|with\s+the\s+old|without\s+(?:it|the\s+change))/iu
const CANDIDATE_RIGHT =
  /^[\s,(]*(?:(?:a|per|each|for|of)\s+\p{L}+\s+|\p{L}+\s+){0,2}?(?:after(?:wards)?(?=\s*(?:$|[,.;:)(]|and\b|for\b|in\b|on\b|at\b|this|the\s+(?:change|patch|merge)|it\b))|now\b|today\b|with\s+(?:this|the)\s+(?:change|patch|new)|on\s+(?:this|the)\s+branch|with\s+it\b|instead\s+of|rather\s+than|down\s+from|up\s+from|compared\s+(?:with|to)|against\b|versus\b|vs\b)/iu
const CANDIDATE_COMMA = /^\s*,\s*(?:down|up)\s+from\b/i

/** The side that the words around a value give it; null where they give none. */
export function sideSaid(reading: Reading, index: number): SideName | null {
  const before = textBefore(reading, index)
  const after = textAfter(reading, index)
  if (BASELINE_RIGHT.test(after)) return 'baseline'
  if (CANDIDATE_RIGHT.test(after) || CANDIDATE_COMMA.test(after)) return 'candidate'
  if (/^\s*→/.test(after)) return 'baseline'
  const arrow = inPair(reading, index)
  if (arrow !== null) return arrow
  const cues: Cue[] = [
    ...adjacent(before, BASELINE_ADJACENT, 'baseline'),
    ...adjacent(before, CANDIDATE_ADJACENT, 'candidate'),
    ...near(before, BASELINE_NEAR, 'baseline'),
    ...near(before, CANDIDATE_NEAR, 'candidate'),
  ]
  const [nearest] = cues.sort((a, b) => b.end - a.end)
  return nearest?.side ?? (CANDIDATE_WEAK.test(before) ? 'candidate' : null)
}

function adjacent(text: string, pattern: RegExp, side: SideName): Cue[] {
  const match = pattern.exec(text)
  return match === null ? [] : [{ side, end: match.index }]
}

function near(text: string, pattern: RegExp, side: SideName): Cue[] {
  return [...text.matchAll(pattern)]
    .filter((match) => text.length - match.index <= NEAR && !/[;.]/.test(text.slice(match.index)))
    .map((match) => ({ side, end: match.index }))
}

const JOINED = /^\s*(?:to|→|->)\s*(?:about|around|roughly|nearly|~|≈)?\s*$/i

/** "X to Y", "X → Y" in one unit: X before, Y after. */
function inPair(reading: Reading, index: number): SideName | null {
  const [previous, numeral, next] = [reading.numerals[index - 1], reading.numerals[index], reading.numerals[index + 1]]
  if (numeral === undefined) return null
  if (next !== undefined && next.dimension === numeral.dimension && JOINED.test(reading.text.slice(numeral.end, next.start)))
    return 'baseline'
  if (previous !== undefined && previous.dimension === numeral.dimension && JOINED.test(reading.text.slice(previous.end, numeral.start))) {
    return 'candidate'
  }
  return null
}

const BASELINE_HEAD = /\b(?:before|main|master|base|baseline|old|previous|without)\b/i
const CANDIDATE_HEAD = /\b(?:after|this (?:change|branch|pull request|pr)|new|candidate|head|patched|with|pull[- ]\d+)\b/i

/** The side of a table's column by its head; null for other columns. */
export function sideOfColumn(head: string | null): SideName | null {
  if (head === null || (/\b(?:change|difference|delta|ratio)\b(?! )/i.test(head) && !/this change/i.test(head))) return null
  const [old, now] = [BASELINE_HEAD.test(head), CANDIDATE_HEAD.test(head)]
  return old === now ? null : old ? 'baseline' : 'candidate'
}

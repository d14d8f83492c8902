import { bracketOrder } from './bracket-sides.ts'
import { isConfigured, isMeasured } from './metric.ts'
import type { Quantity } from './quantity.ts'
import type { SideNames } from './side.ts'
import { subjectOf } from './subject.ts'

/** Two figures of a sentence that are the two sides of one thing. */
export interface Pair {
  before: Quantity
  after: Quantity
  subject: string
}

/** "from 184 ms to 99 ms", "2.2 MB → 1.1 MB", "1.4 s, down from 3.1 s", "was 12 s, now 8 s": neighbours whose joining words say which was first. */
export function pairsIn(text: string, all: readonly Quantity[], names: SideNames): Pair[] {
  const found: Pair[] = []
  for (let i = 0; i + 1 < all.length; i++) {
    const [a, b] = [all[i], all[i + 1]]
    if (a === undefined || b === undefined) break
    const lead = text.slice(Math.max(found.at(-1)?.after.end ?? 0, a.start - 200), a.start)
    const order = bracketOrder(text, a, b, names) ?? orderOf(text.slice(a.end, b.start), lead)
    if (order === null) continue
    const subject = subjectOf(lead) || subjectOf(lead.replace(/[:,]?\s*(?:from)?\s*$/, ''))
    const [first, second] = order === 'old-new' ? [a, b] : [b, a]
    const [before, after] = withUnits(first, second)
    if (isConfigured(subject) || !comparable(before, after, subject, arrow.test(text.slice(a.end, b.start)))) continue
    found.push({ before, after, subject })
    i++
  }
  return found
}

const hedge = '(?:about|around|roughly|approximately|approx\\.?|ca\\.?|just|only|under|over|almost|nearly|an?|some|~|≈)'
const arrow = /^[^\w.;]{0,6}(?:->|→|=>|⇒|-->|⟶|➡️?)[^\w.;]{0,6}$/
const downTo =
  /^\)?[^.;\d]{0,50}\b(?:down|up|went|goes|go|drops?|dropped|fell|falls|rises?|rose|grew|grows|shrinks?|shrank|reduced|increased|decreased|improve[sd]?|cut|lowered|raised)\b[^.;\d]{0,24}\bto\b[^.;\d]{0,14}$/i
const fromWord = new RegExp(`\\bfrom\\s{1,4}(?:${hedge}\\s{0,3}){0,2}$`, 'i')
/** "ranging from 5 to 12 ms", "takes from 3 s to 5 s": no change. */
const range =
  /\b(?:rang(?:e|es|ing)|var(?:y|ies|ying)|anywhere|spans?|between|scal(?:e|es|ing)|sweep|takes?|took|depending|across|batch(?:es)?|payloads?|inputs?|sizes)\b[^.;]{0,40}\bfrom\s/i
const toWord = new RegExp(`^\\s{0,3}(?:\\([^()]{0,40}\\)\\s{0,3})?(?:down |up )?to\\s{1,4}(?:${hedge}\\s{0,3}){0,2}$`, 'i')
const newOld = new RegExp(
  `^[^.;\\d]{0,40}(?:\\b(?:down|up|improved|reduced) from|\\binstead of|\\brather than|\\b(?:was|were) (?:previously|before)|,? previously|,? formerly|\\(was)\\s{0,4}(?:${hedge}\\s{0,3}){0,2}$`,
  'i',
)
const wasNow = new RegExp(
  `^[^.;\\d]{0,30}[,;]\\s{0,3}(?:but |and )?(?:it )?(?:is |are |takes |needs )?now(?: (?:is|are|takes|needs|at|only|just)){0,3}\\s{0,4}(?:${hedge}\\s{0,3}){0,2}$`,
  'i',
)

function orderOf(between: string, lead: string): 'old-new' | 'new-old' | null {
  if (arrow.test(between) || downTo.test(between)) return 'old-new'
  if (fromWord.test(lead) && toWord.test(between)) return range.test(lead) ? null : 'old-new'
  if (newOld.test(between)) return 'new-old'
  return /\b(?:was|were|took|used to|needed|previously)\b/i.test(lead) && wasNow.test(between) ? 'old-new' : null
}

/** "from ~75 to 30 ms": the first takes the second's unit. */
function withUnits(before: Quantity, after: Quantity): [Quantity, Quantity] {
  return [before.unit === '' ? { ...before, unit: after.unit } : before, after.unit === '' ? { ...after, unit: before.unit } : after]
}

/** A version, a year or a count has no unit; such a pair counts only when a known metric stands before it. */
function comparable(before: Quantity, after: Quantity, subject: string, joined: boolean): boolean {
  if (before.unit === '') return isMeasured(subject)
  if ((before.unit === '%') !== (after.unit === '%') || /^[x×X]$/.test(before.unit)) return false
  return !/^[kKMG]$/.test(before.unit) || joined || isMeasured(subject)
}

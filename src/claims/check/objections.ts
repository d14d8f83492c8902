/** What speaks against a numeral standing for a fact where it stands. */
import { namesSubject, otherSubject } from './about.ts'
import { contradiction, wrongKind } from './direction.ts'
import type { Fact } from './fact.ts'
import type { Reading } from './reading.ts'
import { surroundings, tokensIn } from './reading.ts'
import { sideOfColumn, sideSaid } from './sides.ts'
import { labelTokens, stem } from './subjects.ts'
import { reasonOf, unearned } from './verdict.ts'
import { directionWords } from './wording.ts'

export interface Objection {
  code: 'subject' | 'row' | 'column' | 'side' | 'direction' | 'verdict' | 'unit' | 'noun' | 'level'
  message: string
  /** The graver, the less the fact is the one that was meant. */
  weight: number
}

const fold = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim()

/** Every objection to reading the numeral at `index` as `fact`; empty where nothing speaks against it. */
export function objectionsTo(reading: Reading, index: number, fact: Fact): Objection[] {
  return [
    nounObjection,
    quantityObjection,
    statedObjection,
    shareObjection,
    levelObjection,
    rowObjection,
    subjectObjection,
    sideObjection,
    kindObjection,
    directionObjection,
    verdictObjection,
    supportObjection,
  ].flatMap((check) => check(reading, index, fact) ?? [])
}

type Check = (reading: Reading, index: number, fact: Fact) => Objection | null

const shown = (reading: Reading, index: number): string => reading.numerals[index]?.text ?? ''

const SYNONYMS: Readonly<Record<string, string>> = {
  insertion: 'added',
  deletion: 'removed',
  process: 'run',
  trial: 'run',
  repetition: 'run',
  repeat: 'run',
  sample: 'run',
}
const RUN_NOUN = /^(?:run|process|trial|repetition|repeat|sample)$/

/** "4 files" is not the ledger's 4 tests; "ten runs" is a number of runs and of nothing else. */
const nounObjection: Check = (reading, index, fact) => {
  const numeral = reading.numerals[index]
  if (numeral === undefined || numeral.dimension !== '' || reading.passage.kind === 'cell') return null
  const ofRuns = numeral.nouns.some((noun) => RUN_NOUN.test(noun)) || /\bn\s*=\s*$/i.test(reading.text.slice(0, numeral.start))
  if (fact.kind === 'runs') {
    return ofRuns ? null : { code: 'noun', weight: 4, message: `"${numeral.text}" does not count runs` }
  }
  if (fact.kind !== 'count' && fact.kind !== 'stated' && fact.kind !== 'value') return null
  if (numeral.nouns.length === 0) return null
  const wanted = new Set([
    ...fact.subject.tokens,
    ...(fact.claim?.renderings ?? []).flatMap((r) =>
      r.text
        .toLowerCase()
        .split(/[\s\u00a0]+/)
        .map(stem),
    ),
  ])
  const named = numeral.nouns.some((noun) => wanted.has(stem(noun)) || wanted.has(stem(SYNONYMS[noun] ?? noun)))
  return named ? null : { code: 'noun', weight: 4, message: `the ledger's ${fact.low} counts ${fact.subject.text}` }
}

/** "33 % of the old time" is a share, "66 % less" a change. */
const shareObjection: Check = (reading, index, fact) => {
  const numeral = reading.numerals[index]
  if (numeral === undefined || numeral.dimension !== '%' || fact.comparison === null) return null
  const after = reading.text.slice(numeral.end, numeral.end + 48)
  const isShare = /^\s*(?:of|as\s+(?:much|many|long))\b/i.test(after)
  if (isShare === (fact.kind === 'share')) return null
  if (isShare ? fact.kind === 'value' : false) return null
  return {
    code: 'direction',
    weight: 2,
    message: isShare
      ? `${numeral.text} is the change, not what is left`
      : `${numeral.text} is what is left, not the change: write "${numeral.text} of the old"`,
  }
}

const levelObjection: Check = (reading, index, fact) => {
  const numeral = reading.numerals[index]
  if (fact.kind !== 'level' || numeral === undefined) return null
  const around = reading.text.slice(Math.max(0, numeral.start - 24), numeral.end + 28)
  return /interval|confidence|\bCI\b/i.test(around) ? null : { code: 'level', weight: 5, message: 'only an interval has a level' }
}

const NOUN_OF: readonly (readonly [RegExp, string])[] = [
  [/^\s*(?:less|more|the|of the old)\s+time\b|^\s*as\s+long\b/i, 'time'],
  [/^\s*(?:less|more|the|as\s+much)\s+memory\b/i, 'data'],
  [/^\s*(?:fewer|more|as\s+many)\s+(?:good\s+)?tokens\s+(?:a|per)\s+second\b/i, 'rate:token'],
  [/^\s*(?:fewer|more|as\s+many)\s+(?:good\s+)?requests\s+(?:a|per)\s+second\b/i, 'rate:request'],
]

/** What somebody states of something else is not said with "less" or "more", unless it was stated so. */
const statedObjection: Check = (reading, index, fact) => {
  if (fact.comparison !== null || fact.kind !== 'stated' || fact.dimension === '') return null
  const saysWay = (text: string) => directionWords(text, 0, text.length).length > 0
  if (fact.claim?.renderings.some((rendering) => saysWay(rendering.text)) === true) return null
  const { right } = surroundings(reading, index)
  const behind = directionWords(reading.text, right.start, Math.min(right.end, right.start + 12))
  return behind.length === 0
    ? null
    : { code: 'direction', weight: 3, message: `${shown(reading, index)} is stated of "${fact.subject.text}"` }
}

/** "50 % less time" is not said of requests a second. */
const quantityObjection: Check = (reading, index, fact) => {
  const { dimension } = fact.subject
  if (fact.comparison === null || dimension === null || fact.kind === 'value' || fact.kind === 'difference') return null
  const last = reading.numerals[fact.kind === 'interval' ? index + 1 : index]
  const after = reading.text.slice(last?.end ?? 0)
  const said = NOUN_OF.find(([pattern]) => pattern.test(after))
  if (said === undefined || said[1] === dimension) return null
  return { code: 'unit', weight: 2, message: `${shown(reading, index)} is a change of "${fact.subject.text}", which is not measured so` }
}

const rowObjection: Check = (reading, index, fact) => {
  const { row, column, kind } = reading.passage
  if (kind !== 'cell' || row === null || fact.comparison === null) return null
  const label = fold(row.label)
  const named = reading.known.subjects.find((subject) => fold(subject.text) === label)
  if (named !== undefined && named !== fact.subject) {
    return { code: 'row', weight: 2, message: `${shown(reading, index)} belongs to the row "${fact.subject.text}"` }
  }
  const side = sideOfColumn(column)
  if (side === null || fact.kind === 'runs') return null
  if (fact.side === null) return { code: 'column', weight: 2, message: `the column "${column}" holds values of one side` }
  if (fact.side !== side)
    return {
      code: 'column',
      weight: 2,
      message: `${shown(reading, index)} is the value ${fact.side === 'baseline' ? 'before' : 'after'} the change`,
    }
  return null
}

const subjectObjection: Check = (reading, index, fact) => {
  const other = otherSubject(reading, index, fact)
  if (other === null) return null
  return {
    code: 'subject',
    weight: 2,
    message: `${shown(reading, index)} is the ledger's "${fact.subject.text}", and the words here are about "${other.text}"`,
  }
}

const sideObjection: Check = (reading, index, fact) => {
  if (fact.side === null || fact.kind !== 'value' || fact.direction === 'same' || reading.passage.kind === 'cell') return null
  const own = fact.comparison === null ? undefined : reading.known.sides.get(fact.comparison)
  if (own !== undefined && own.baseline === own.candidate) return null
  const said = sideSaid(reading, index)
  if (said === null || said === fact.side) return null
  return {
    code: 'side',
    weight: 2,
    message: `${shown(reading, index)} is the value ${fact.side === 'baseline' ? 'before' : 'after'} the change, and is said to be the one ${said === 'baseline' ? 'before' : 'after'}`,
  }
}

const kindObjection: Check = (reading, index, fact) => {
  const why = wrongKind(reading, index, fact)
  return why === null ? null : { code: 'direction', weight: 2, message: `${shown(reading, index)} is a ${fact.kind} in the ledger; ${why}` }
}

const directionObjection: Check = (reading, index, fact) => {
  const known = fact.direction === null && fact.comparison !== null ? { ...fact, direction: directionOf(reading, fact.comparison) } : fact
  const word = contradiction(reading, index, known)
  if (word === null) return null
  const way = known.direction === 'same' ? 'nothing changed' : `it is ${known.direction} after the change`
  return { code: 'direction', weight: 2, message: `${word} contradicts the ledger: of "${fact.subject.text}" ${way}` }
}

function directionOf(reading: Reading, id: string): Fact['direction'] {
  const sides = reading.known.sides.get(id)
  if (sides === undefined) return null
  return sides.baseline === sides.candidate ? 'same' : sides.candidate < sides.baseline ? 'less' : 'more'
}

const verdictObjection: Check = (reading, index, fact) => {
  const comparison = fact.comparison === null ? undefined : reading.known.comparisons.get(fact.comparison)
  const words = unearned(reading, index, fact)
  if (words === null || comparison === undefined) return null
  return {
    code: 'verdict',
    weight: 1,
    message: `"${words}" is a verdict, and ${reasonOf(comparison)}: give both values and their plain difference`,
  }
}

/** A fact that the entry does not state in this block must be named here. */
const supportObjection: Check = (reading, index, fact) => {
  const { blocks, kind, row } = reading.passage
  const { ledger, comparisons } = reading.known
  if (fact.kind === 'level' || fact.kind === 'runs') return null
  const own = ledger.claims.filter((claim) => (fact.comparison === null ? claim === fact.claim : claim.comparison === fact.comparison))
  const isHere = (rendering: { block: string; row: string | null }) =>
    blocks.includes(rendering.block) && (fact.comparison !== null || rendering.row === (kind === 'cell' ? row?.label : null))
  if (own.some((claim) => claim.renderings.some(isHere))) return null
  const alone = fact.comparison !== null && comparisons.size <= 1
  if (alone || (fact.comparison === null ? sharesWords(reading, index, fact) : namesSubject(reading, fact))) return null
  return { code: 'subject', weight: 3, message: `${shown(reading, index)} is the ledger's "${fact.subject.text}"; nothing here says so` }
}

/** The sentence or row has the words that tell this claim's subject from all others. */
function sharesWords(reading: Reading, index: number, fact: Fact): boolean {
  const { sentence } = surroundings(reading, index)
  const tokens = tokensIn(reading, sentence.start, sentence.end).union(labelTokens(reading.passage.row?.label ?? ''))
  const others = reading.known.subjects.filter((subject) => subject !== fact.subject)
  const telling = [...fact.subject.tokens].filter((token) => !others.some((other) => other.tokens.has(token)))
  return telling.length > 0 ? telling.some((token) => tokens.has(token)) : fact.subject.tokens.isSubsetOf(tokens)
}

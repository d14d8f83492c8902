/** The stretches of text in which the subject of a numeral is looked for, the nearest first. */
import type { Subject } from './fact.ts'
import { inside, type Reading, surroundings } from './reading.ts'
import type { Span } from './sentences.ts'

/** What a stretch of text names. */
export interface Scope {
  /** Labels that stand there word for word. */
  mentions: ReadonlySet<Subject>
  /** Words outside of such labels. */
  tokens: ReadonlySet<string>
}

/** What begins a phrase that belongs to the numeral before it: "61 ns for Get". */
const BELONGS_LEFT = /^\s*(?:(?:less time |more time |as long )?(?:for|of|on|in|at|with|by|per)\b|\()/i
/** So many numerals, or sentences, back a subject is looked for. */
const FARTHEST = 8

const PRONOUN = /^["“(\s]*(?:It|That|This|They|These|Both|Its|Their)\b/

function scopeOf(reading: Reading, span: Span): Scope {
  const mentions = inside(reading.mentions, span.start, span.end)
  const words = inside(reading.words(), span.start, span.end)
  const outside = words.filter((word) => !mentions.some((mention) => mention.start <= word.start && word.end <= mention.end))
  return { mentions: new Set(mentions.map((mention) => mention.subject)), tokens: new Set(outside.map((word) => word.token)) }
}

/** The subject that a row's label names: as it is written, else in any case: "Time" may be a row, and "time" a comparison without one. */
export function subjectNamed(subjects: readonly Subject[], label: string): Subject | undefined {
  const fold = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim()
  return subjects.find(({ text }) => text === label) ?? subjects.find(({ text }) => fold(text) === fold(label))
}

function rowScope(reading: Reading, label: string): Scope {
  const named = subjectNamed(reading.known.subjects, label)
  return named === undefined ? { mentions: new Set(), tokens: reading.rowTokens() } : { mentions: new Set([named]), tokens: new Set() }
}

/** Scopes inside the numeral's own clause and what comes before it in the sentence; for cells, the row's label. */
export function nearScopes(reading: Reading, index: number, counts: boolean): Scope[] {
  const { passage, text, numerals } = reading
  const { sentence, left, right } = surroundings(reading, index)
  if (passage.kind === 'cell' && passage.row !== null) {
    const row = rowScope(reading, passage.row.label)
    return counts ? [scopeOf(reading, right), row] : [row]
  }
  const [first, last] = counts ? [index, index] : groupOf(reading, index)
  const end = counts ? right : surroundings(reading, last).right
  const scopes: Scope[] = []
  if (counts || BELONGS_LEFT.test(text.slice(end.start, end.end)))
    scopes.push(scopeOf(reading, { start: end.start, end: phraseEnd(reading, end) }))
  const before = counts ? left : surroundings(reading, first).left
  scopes.push(scopeOf(reading, ownPart(text, before, (numerals[first - 1]?.end ?? 0) > sentence.start)))
  for (let i = first - 1; i >= Math.max(0, first - FARTHEST) && (numerals[i]?.start ?? 0) >= sentence.start; i--)
    scopes.push(scopeOf(reading, surroundings(reading, i).left))
  return scopes
}

/** The rest of the sentence, then the sentences before where this one begins with a pronoun. */
export function farScopes(reading: Reading, index: number): Scope[] {
  if (reading.passage.kind === 'cell') return []
  const { sentence } = surroundings(reading, index)
  const rest = scopeOf(reading, { start: reading.numerals[index]?.end ?? 0, end: sentence.end })
  if (!PRONOUN.test(reading.text.slice(sentence.start, sentence.end))) return [rest]
  const earlier = reading.sentences
    .filter((span) => span.end <= sentence.start)
    .slice(-FARTHEST)
    .reverse()
  return [rest, ...earlier.map((span) => scopeOf(reading, span))]
}

const JOINED =
  /^\s*(?:(?:before|on main|now|after|each)?,?\s*(?:and|to|→|->|or)|before,|instead of|rather than|against|versus|vs\.?|,?\s*(?:down|up) from|where it was|\()\s*$/i

/** Between two numerals of one breath stands no more than a few words. */
const WIDEST = 60

/** Numerals that are said in one breath: "61 ns instead of 183 ns". Indices of the first and the last. */
function groupOf(reading: Reading, index: number): [number, number] {
  const joined = (i: number) => {
    const [a, b] = [reading.numerals[i], reading.numerals[i + 1]]
    if (a === undefined || b === undefined || a.dimension !== b.dimension || b.start - a.end > WIDEST) return false
    return JOINED.test(reading.text.slice(a.end, b.start))
  }
  let [first, last] = [index, index]
  while (index - first < FARTHEST && joined(first - 1)) first--
  while (last - index < FARTHEST && joined(last)) last++
  return [first, last]
}

/** Up to the next comma, bracket or "and" that begins another thought; a comma inside a label ends nothing. */
function phraseEnd(reading: Reading, span: Span): number {
  const bracket = /^\s*\([^()]*\)/.exec(reading.text.slice(span.start, span.end))
  if (bracket !== null) return span.start + bracket[0].length
  for (const stop of reading.text.slice(span.start, span.end).matchAll(/[,;:()]|\s(?:and|while|but|whereas)\s/g)) {
    const at = span.start + stop.index
    if (!reading.mentions.some((mention) => mention.start < at && at < mention.end)) return at
  }
  return span.end
}

/** Between two numerals, the words that belong to the second one. */
function ownPart(text: string, left: Span, follows: boolean): Span {
  const between = text.slice(left.start, left.end)
  if (!follows || !BELONGS_LEFT.test(between)) return left
  const cut = Math.max(between.lastIndexOf(','), between.lastIndexOf(';'), between.lastIndexOf(' and '), between.lastIndexOf(' while '))
  return { start: cut < 0 ? left.end : left.start + cut, end: left.end }
}

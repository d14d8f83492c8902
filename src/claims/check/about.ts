/** Whether the words around a numeral are about the subject its fact belongs to, or about another one. */
import type { Fact, Subject } from './fact.ts'
import { type Reading, surroundings, tokensIn } from './reading.ts'
import type { Span } from './sentences.ts'
import { labelTokens } from './subjects.ts'

/** What begins a phrase that belongs to the numeral before it: "61 ns for Get". */
const BELONGS_LEFT = /^\s*(?:less time |more time |as long )?(?:for|of|on|in|at|with|by|per)\b/i
const PRONOUN = /^["“(\s]*(?:It|That|This|They|These|Both|Its|Their)\b/

/** The scopes in which a numeral's subject is looked for, the nearest first. */
function scopesOf(reading: Reading, index: number, counts: boolean): Set<string>[] {
  const { passage, text, numerals } = reading
  const { sentence, left, right } = surroundings(reading, index)
  const scopes: Set<string>[] = []
  const add = (span: Span) => scopes.push(tokensIn(reading, span.start, span.end))
  if (passage.kind === 'cell' && passage.row !== null) {
    if (counts) add(right)
    scopes.push(labelTokens(passage.row.label))
    return scopes
  }
  const after = text.slice(right.start, right.end)
  if (counts || BELONGS_LEFT.test(after)) add({ start: right.start, end: right.start + clauseLength(after) })
  add(ownPart(text, left, numerals[index - 1] !== undefined && (numerals[index - 1]?.end ?? 0) > sentence.start))
  for (let i = index - 1; i >= 0; i--) {
    const earlier = surroundings(reading, i)
    if ((numerals[i]?.start ?? 0) < sentence.start) break
    add(earlier.left)
  }
  return scopes
}

/** Up to the next comma, bracket or "and" that begins another thought. */
function clauseLength(after: string): number {
  const stop = /[,;:()]|\s(?:and|while|but|whereas)\s/.exec(after)
  return stop === null ? after.length : stop.index
}

/** Between two numerals, the words that belong to the second one. */
function ownPart(text: string, left: Span, follows: boolean): Span {
  const between = text.slice(left.start, left.end)
  if (!follows || !BELONGS_LEFT.test(between)) return left
  const cut = Math.max(between.lastIndexOf(','), between.lastIndexOf(';'), between.lastIndexOf(' and '), between.lastIndexOf(' while '))
  return { start: cut < 0 ? left.end : left.start + cut, end: left.end }
}

/** The subject that the words around a numeral name instead of the fact's own; null where nothing speaks against it. */
export function otherSubject(reading: Reading, index: number, fact: Fact): Subject | null {
  const own = fact.subject
  if (own.tokens.size === 0) return null
  const numeral = reading.numerals[index]
  const counts = own.dimension === null && numeral?.dimension === ''
  const near = scopesOf(reading, index, counts)
  const far = farScopes(reading, index)
  for (const other of reading.known.subjects) {
    if (other === own) continue
    const rival = rivalTokens(fact, other)
    if (rival !== null && speaksOf(other, own, rival, near, far)) return other
  }
  return null
}

/** The tokens that must all be there for a text to speak of `other` and not of the fact's subject; null for no rivals. */
function rivalTokens(fact: Fact, other: Subject): Set<string> | null {
  const only = other.tokens.difference(fact.subject.tokens)
  if (only.size === 0) return null
  const ofComparison = fact.comparison !== null
  const alike = ofComparison
    ? other.dimension !== null && (fact.kind !== 'value' || other.dimension === fact.subject.dimension)
    : other.dimension === null
  if (alike) return only
  return other.dimension === null || !ofComparison ? null : new Set(other.tokens)
}

function speaksOf(
  other: Subject,
  own: Subject,
  rival: ReadonlySet<string>,
  near: readonly Set<string>[],
  far: readonly Set<string>[],
): boolean {
  const ownOnly = own.tokens.difference(other.tokens)
  let supported = false
  for (const [i, scope] of [...near, ...far].entries()) {
    const named = rival.isSubsetOf(scope)
    if (ownOnly.size > 0 ? !ownOnly.isDisjointFrom(scope) : !named && !own.tokens.isDisjointFrom(scope)) return false
    if (named && (i < near.length || !supported)) return true
    if (!own.tokens.isDisjointFrom(scope)) supported = true
  }
  return false
}

/** The rest of the sentence, then the sentences before where this one begins with a pronoun. */
function farScopes(reading: Reading, index: number): Set<string>[] {
  if (reading.passage.kind === 'cell') return []
  const { sentence } = surroundings(reading, index)
  const numeral = reading.numerals[index]
  const scopes = [tokensIn(reading, numeral?.end ?? 0, sentence.end)]
  if (!PRONOUN.test(reading.text.slice(sentence.start, sentence.end))) return scopes
  const earlier = reading.sentences.filter((span) => span.end <= sentence.start).reverse()
  return [...scopes, ...earlier.map((span) => tokensIn(reading, span.start, span.end))]
}

/** Whether anything nearby names the fact's subject: its sentence, its paragraph, its row. */
export function namesSubject(reading: Reading, fact: Fact): boolean {
  const { passage, words, known } = reading
  const tokens = new Set([...words.map((word) => word.token), ...(passage.row === null ? [] : labelTokens(passage.row.label))])
  const own = fact.subject.tokens
  const rivals = known.subjects.filter((subject) => subject !== fact.subject && subject.dimension !== null)
  const telling = [...own].filter((token) => !rivals.some((rival) => rival.tokens.has(token)))
  const wanted = telling.length > 0 ? telling : [...own]
  return wanted.some((token) => tokens.has(token))
}

/** Whether the words around a numeral are about the subject its fact belongs to, or about another one. */
import type { Fact, Subject } from './fact.ts'
import type { Reading } from './reading.ts'
import { farScopes, nearScopes, type Scope } from './scopes.ts'
import { labelTokens } from './subjects.ts'

/** The subject that the words around a numeral name instead of the fact's own; null where nothing speaks against it. */
export function otherSubject(reading: Reading, index: number, fact: Fact): Subject | null {
  const own = fact.subject
  if (own.tokens.size === 0) return null
  const counts = own.dimension === null && reading.numerals[index]?.dimension === ''
  const near = nearScopes(reading, index, counts)
  const far = farScopes(reading, index)
  for (const other of reading.known.subjects) {
    if (other === own) continue
    const rival = rivalTokens(fact, other)
    if (rival !== null && speaksOf(other, own, rival, near, far)) return other
  }
  return null
}

/** "84 % less time" is said of every time, not of the row that has "time" in its label. */
const TIME = labelTokens('time')

/** The tokens that must all be there for a text to speak of `other` and not of the fact's subject; null for no rivals. */
function rivalTokens(fact: Fact, other: Subject): ReadonlySet<string> | null {
  const more = other.tokens.difference(fact.subject.tokens)
  const only = other.dimension === 'time' && fact.subject.dimension === 'time' ? more.difference(TIME) : more
  const ofComparison = fact.comparison !== null
  if (!ofComparison) return other.dimension === null && only.size > 0 ? only : null
  if (other.dimension === null) return null
  const alike = fact.kind !== 'value' || other.dimension === fact.subject.dimension
  // A label inside the fact's own, of another dimension, has no such figure: "Get" of "Get: memory allocated" has no bytes.
  if (!alike && only.size === 0) return null
  // "X" alone is no name for the figure of "X: system CPU time" where X has a time of its own.
  if (fact.kind === 'value' && alike && fact.subject.text.startsWith(`${other.text}: `)) return other.tokens
  return alike ? only : other.tokens
}

function speaksOf(other: Subject, own: Subject, rival: ReadonlySet<string>, near: readonly Scope[], far: readonly Scope[]): boolean {
  const ownOnly = own.tokens.difference(other.tokens)
  let supported = false
  for (const [i, { mentions, tokens }] of [...near, ...far].entries()) {
    if (mentions.has(own)) return false
    const named = mentions.has(other) || (rival.size > 0 && rival.isSubsetOf(tokens))
    const touched = !own.tokens.isDisjointFrom(tokens)
    const supports = mentions.has(other) ? ownOnly.size > 0 && ownOnly.isSubsetOf(tokens) : !ownOnly.isDisjointFrom(tokens)
    if (supports || (ownOnly.size === 0 && !named && touched)) return false
    if (named && (i < near.length || !supported)) return true
    if (touched) supported = true
  }
  return false
}

/** Whether anything nearby names the fact's subject: its sentence, its paragraph, its row. */
export function namesSubject(reading: Reading, fact: Fact): boolean {
  const { known } = reading
  if (reading.mentions.some((mention) => mention.subject === fact.subject)) return true
  const tokens = reading.tokens()
  const own = fact.subject.tokens
  const rivals = known.subjects.filter((subject) => subject !== fact.subject && subject.dimension !== null)
  const telling = [...own].filter((token) => !rivals.some((rival) => rival.tokens.has(token)))
  const wanted = telling.length > 0 ? telling : [...own]
  return wanted.some((token) => tokens.has(token))
}

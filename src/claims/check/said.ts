/** Numbers that a source of the ledger says in words: "71 % of CPU time". They are stated, not measured. */

import type { Ledger } from '../../model.ts'
import { findNumerals } from '../numerals.ts'
import type { Numeral } from './numeral.ts'
import { type Reading, surroundings, tokensIn } from './reading.ts'
import { sentencesIn, spanAt } from './sentences.ts'
import { stem, textTokens } from './subjects.ts'

export interface Said {
  source: string
  numeral: Numeral
  /** Words of its sentence. */
  words: ReadonlySet<string>
}

const isWord = (token: string): boolean => /^\p{L}{3,}/u.test(token)

/** Every numeral in the texts of a ledger's sources. */
export function saidIn(ledger: Ledger): Said[] {
  return ledger.sources.flatMap((source) => {
    if (source.text === null) return []
    const text = source.text.replace(/[\u00a0\u2009\u202f]/g, ' ')
    const sentences = sentencesIn(text)
    const tokens = textTokens(text)
    return findNumerals(text).map((numeral) => {
      const sentence = spanAt(sentences, numeral.start)
      const words = tokens.filter((word) => word.start >= sentence.start && word.end <= sentence.end && isWord(word.token))
      return { source: source.id, numeral, words: new Set(words.map((word) => word.token)) }
    })
  })
}

/** The source that says this numeral about the same thing: the same noun counted, or two words of the sentence in common. */
export function sayingSource(reading: Reading, index: number, said: readonly Said[]): string | null {
  const numeral = reading.numerals[index]
  if (numeral === undefined) return null
  const near = said.filter(({ numeral: other }) => {
    const distance = Math.abs(other.value * other.factor - numeral.value * numeral.factor)
    return other.dimension === numeral.dimension && distance <= numeral.tolerance * numeral.factor * (1 + 1e-9)
  })
  if (near.length === 0) return null
  const { sentence } = surroundings(reading, index)
  const tokens = new Set([...tokensIn(reading, sentence.start, sentence.end)].filter(isWord))
  const found = near.find(({ numeral: other, words }) => {
    const sameNoun = numeral.nouns.some((noun) => other.nouns.some((theirs) => stem(noun) === stem(theirs)))
    return numeral.dimension === '' && numeral.nouns.length > 0 ? sameNoun : tokens.intersection(words).size >= 2
  })
  return found?.source ?? null
}

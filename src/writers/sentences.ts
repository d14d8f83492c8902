/** Prose into sentences; marks of Markdown inline code are kept, and never cut in two. */

const ABBREVIATION = /(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|resp|no|fig|eq|ca|dr|mr|ms|st)|\b[A-Z])\.$/i

/**
 * Splits a paragraph of Markdown into sentences. A sentence ends at `.`, `!` or `?` before a space and a capital, a
 * digit, a quotation mark or code; not after an abbreviation, not inside `code`.
 */
export function sentencesOf(paragraph: string): string[] {
  const sentences: string[] = []
  let start = 0
  let code = false
  for (let i = 0; i < paragraph.length; i++) {
    const character = paragraph[i]
    if (character === '`') code = !code
    if (code || (character !== '.' && character !== '!' && character !== '?')) continue
    const rest = paragraph.slice(i + 1)
    const next = /^["')\]]*\s+(\S)/.exec(rest)
    if (rest.trim() !== '' && (next === null || !/[\p{Lu}\d"'`([*_]/u.test(next[1] ?? ''))) continue
    const end = i + 1 + (/^["')\]]*/.exec(rest)?.[0].length ?? 0)
    const sentence = paragraph.slice(start, end).trim()
    if (ABBREVIATION.test(sentence) && rest.trim() !== '') continue
    if (sentence !== '') sentences.push(sentence)
    start = end
  }
  const tail = paragraph.slice(start).trim()
  if (tail !== '') sentences.push(tail)
  return sentences
}

/** How many words a text has, code included. */
export function wordCount(text: string): number {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
}

/** The first sentences that fit into `words` words; none where the first is too long already. */
export function openingWithin(sentences: readonly string[], words: number): string[] {
  return wordCount(sentences[0] ?? '') > words ? [] : opening(sentences, words)
}

/** The first sentences that fit into `words` words; at least one, unless it alone is more than twice too long. */
export function opening(sentences: readonly string[], words: number): string[] {
  const taken: string[] = []
  let sum = 0
  for (const sentence of sentences) {
    const length = wordCount(sentence)
    if (taken.length > 0 ? sum + length > words : length > 2 * words) break
    taken.push(sentence)
    sum += length
  }
  return taken
}

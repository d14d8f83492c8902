/** One sentence: its words with markup blanked, and where they stand. */
export interface Sentence {
  text: string
  /** Offset of the first character in the whole text. */
  start: number
}

/** Splits prose into sentences and list items. A dot ends one only before a space, and not in `e.g.` or `vs.`. */
export function sentencesOf(text: string, start: number): Sentence[] {
  const found: Sentence[] = []
  const push = (from: number, to: number): void => {
    if (text.slice(from, to).trim() !== '') found.push({ text: text.slice(from, to), start: start + from })
  }
  let from = 0
  for (const match of text.matchAll(boundary)) {
    const end = match.index + match[0].length
    push(from, end)
    from = end
  }
  push(from, text.length)
  return found
}

const boundary = /(?<!\b(?:e\.g|i\.e|vs|ca|approx|avg|cf|etc))[.!?]+(?=\s)|\n(?=[ \t]*(?:[-*+•]|\d{1,2}[.)])[ \t])|\n[ \t]*\n/g

/** The answers of a function of one word, remembered: a file repeats its keys and units in every row. */
export function remember<Answer>(work: (word: string) => Answer, most = 1000): (word: string) => Answer {
  const known = new Map<string, Answer>()
  return (word) => {
    const answer = known.get(word)
    if (answer !== undefined || known.has(word)) return answer as Answer
    const fresh = work(word)
    // Names may differ in every row; then nothing more is kept.
    if (known.size < most) known.set(word, fresh)
    return fresh
  }
}

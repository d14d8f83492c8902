/**
 * The answers of a function of one word, remembered: a file repeats its keys and units in every row. At most `most` of
 * them, then it begins anew. Words are strangers', and a server runs for months: long ones are not kept, and of the
 * others a copy, since a piece of a text keeps all of the text in memory.
 */
export function remember<Answer>(work: (word: string) => Answer, most = 1000): (word: string) => Answer {
  const known = new Map<string, Answer>()
  return (word) => {
    const answer = known.get(word)
    if (answer !== undefined || known.has(word)) return answer as Answer
    if (word.length > longest) return work(word)
    if (known.size >= most) known.clear()
    const own = `${word} `.slice(0, -1)
    const fresh = work(own)
    known.set(own, fresh)
    return fresh
  }
}

/** The answer for what was asked about last, remembered: the figures of a row are looked at one after the other. */
export function rememberLast<Of, Answer>(work: (of: Of) => Answer): (of: Of) => Answer {
  let last: { of: Of; answer: Answer } | null = null
  return (of) => {
    if (last?.of !== of) last = { of, answer: work(of) }
    return last.answer
  }
}

/** The answer for the key of a column, remembered by where it stands: rows of a file have the same keys in the same order. */
export function rememberColumn<Answer>(work: (key: string) => Answer): (key: string, column: number) => Answer {
  const keys: string[] = []
  const answers: Answer[] = []
  return (key, column) => {
    if (keys[column] !== key) {
      keys[column] = key
      answers[column] = work(key)
    }
    return answers[column] as Answer
  }
}

/** Characters. No tool has a key or unit that is longer. */
const longest = 200

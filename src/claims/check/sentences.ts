/** Where sentences begin and end in flattened text. */

export interface Span {
  start: number
  end: number
}

/** A one for every character of a text that lies in one of the spans: who asks at each place needs no search among them. */
export function covered(text: string, spans: readonly Span[], also: Uint8Array = new Uint8Array(text.length)): Uint8Array {
  const mask = also.slice()
  for (const { start, end } of spans) mask.fill(1, start, end)
  return mask
}

const ABBREVIATIONS = new Set('e.g i.e etc vs cf approx resp nos fig eq ca dr mr mrs al'.split(' '))

/** The last word before a full stop, lower case. */
function wordBefore(text: string, stop: number): string {
  let start = stop
  while (start > 0 && /[\p{L}.]/u.test(text[start - 1] ?? '')) start--
  return text.slice(start, stop).toLowerCase()
}

function endsHere(text: string, at: number): number | null {
  const character = text[at]
  if (character === '·') return at + 1
  if (character !== '.' && character !== '!' && character !== '?') return null
  let next = at + 1
  while (/["'”’»)\]]/.test(text[next] ?? '')) next++
  if (next < text.length && !/\s/.test(text[next] ?? '')) return null
  const after = text.slice(next).trimStart()
  // An ellipsis before a word is part of it: "...timeseries".
  if (text.slice(at - 2, at + 1) === '...' && /^$|\s/.test(text[at - 3] ?? '')) return null
  if (character === '.') {
    const word = wordBefore(text, at)
    if (after !== '' && (ABBREVIATIONS.has(word) || (word.length === 1 && /^\p{Lu}/u.test(text.slice(at - 1))))) return null
  }
  return next
}

/** Sentences in their order; together they cover the text. A `·` between facts ends one too. */
export function sentencesIn(text: string): Span[] {
  const spans: Span[] = []
  let start = 0
  for (let at = 0; at < text.length; at++) {
    const end = endsHere(text, at)
    if (end === null) continue
    spans.push({ start, end })
    start = end
    at = end - 1
  }
  if (text.slice(start).trim() !== '') spans.push({ start, end: text.length })
  return spans
}

/** The span that holds an offset. */
export function spanAt(spans: readonly Span[], offset: number): Span {
  return spans.findLast((span) => span.start <= offset) ?? { start: 0, end: offset }
}

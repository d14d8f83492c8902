import type { Quantity } from './quantity.ts'

/** Settings that a sentence names with their number: "at batch size 8", "with 16 threads", "RPS 4". */
const setting =
  /\b(?:(?:batch(?:[ -]size)?|bs|concurrency|rps|qps|threads?|clients?|workers?|connections?|seq(?:uence)?(?:[ -]?len(?:gth)?)?|isl|osl|context(?:[ -]length)?|tp|dp|ep)(?: of| ?[=:] ?| )?\d[\d,.]{0,9}[kKM]?\b(?! ?(?:[num]?s|%|x)\b)|\d[\d,]{0,9}[kKM]? (?:threads?|clients?|workers?|connections?|users?|gpus?|cores?|nodes?)\b|\b(?:at|for) \d[\d,.]{0,9} ?[KMG]i?B\b(?!\/))/gi

/** A word with a number right behind a figure, in brackets: the machine or the case, "(A100)", "(bs 8)". */
const inBrackets = /^\s?\((?!n\b|v\d|#|±)([^()%±]{0,20}\b[A-Za-z]{1,8}[ -]?\d{1,5}[A-Za-z]{0,4}\b[^()%±]{0,16})\)/

/** "120 ms total", "12 ms per request": how much of the work. */
const share =
  /^ (total|in total|overall|combined|each|apiece|per (?:request|call|query|token|iteration|op|operation|step|frame|row|file|layer|page|test))\b/i

/** The settings that a text gives more than one number: those tell its figures apart. */
export function settingsThatVary(text: string): Set<string> {
  const said = Map.groupBy(
    [...text.matchAll(setting)].map(([words]) => words),
    wordOf,
  )
  return new Set([...said].flatMap(([word, all]) => (new Set(all.map(numberOf)).size > 1 ? [word] : [])))
}

const numberOf = (words: string): string => /\d[\d,.]*(?: ?[KMG]i?B|[kKM])?/.exec(words)?.[0] ?? ''
const wordOf = (words: string): string =>
  words
    .toLowerCase()
    .replace(/[kmg]i?b$/, 'bytes')
    .replace(/\d[\d,.]*[km]?|\bof\b|[:=]|\bsize\b/g, '')
    .trim()
    .replace(/s$/, '')

/** Under which circumstances a sentence says that a figure was measured; figures under different ones are no pair. */
export function circumstances(text: string, q: Quantity, varying: ReadonlySet<string>): string {
  return [settingBefore(text, q, varying), behind(text, q)].filter((word) => word !== '').join(', ')
}

/** The setting last named before a figure, if it varies. */
export function settingBefore(text: string, { start }: { start: number }, varying: ReadonlySet<string>): string {
  if (varying.size === 0) return ''
  return [...text.slice(0, start).matchAll(setting)].findLast(([words]) => varying.has(wordOf(words)))?.[0] ?? ''
}

/** What stands right behind a figure and says of which case it is: "(A100)", "per request". */
export function behind(text: string, q: { end: number }): string {
  const rest = text.slice(q.end, q.end + 60)
  return [inBrackets.exec(rest)?.[1] ?? '', share.exec(rest)?.[1] ?? ''].filter((word) => word !== '').join(', ')
}

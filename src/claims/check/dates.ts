/** Dates as people write them, read as `YYYY-MM-DD`. */
import { monthOf } from './names.ts'
import type { Span } from './sentences.ts'
import type { Token } from './tokens.ts'

export interface DateText extends Span {
  /** `YYYY-MM-DD`, or `YYYY-MM` where no day is named. */
  date: string
}

const two = (value: number): string => String(value).padStart(2, '0')
const ISO = /^(\d{4}-\d\d-\d\d)(?:T|$)/

/** `2026-10-14`, `14 October 2026`, `October 14, 2026`, `October 2026`. */
export function datesIn(tokens: readonly Token[]): DateText[] {
  const dates: DateText[] = []
  tokens.forEach((token, at) => {
    const iso = ISO.exec(token.core)
    if (iso?.[1] !== undefined) dates.push({ start: token.start, end: token.end, date: iso[1] })
    const month = monthOf(token.word)
    if (month === null || !/^\p{Lu}/u.test(token.core)) return
    const [before, next, after] = [tokens[at - 1], tokens[at + 1], tokens[at + 2]]
    const day = (word: Token | undefined) => /^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word?.core ?? '')?.[1]
    const isYear = (word: Token | undefined): word is Token => /^\d{4}$/.test(word?.core ?? '')
    const [dayBefore, dayAfter] = [day(before), day(next)]
    if (isYear(next)) {
      const date = dayBefore === undefined ? '' : `-${two(Number(dayBefore))}`
      dates.push({
        start: date === '' ? token.start : (before?.start ?? token.start),
        end: next.end,
        date: `${next.core}-${two(month)}${date}`,
      })
    } else if (dayAfter !== undefined && isYear(after)) {
      dates.push({ start: token.start, end: after.end, date: `${after.core}-${two(month)}-${two(Number(dayAfter))}` })
    }
  })
  return dates
}

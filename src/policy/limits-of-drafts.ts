/** How many drafts a showcase takes, for the App: a page per merge buries those who have to read them. */
import type { Config } from '../config.ts'
import type { Permit } from './consent.ts'

/** Whether one more draft may be opened; `open` are there now, `today` were opened in the last 24 hours. */
export function mayOpenDraft({ open, today, limits }: { open: number; today: number; limits: Config['limits'] }): Permit {
  const { openDrafts, perDay } = limits
  const drafts = (count: number, verb: readonly [string, string]) => (count === 1 ? `1 draft ${verb[0]}` : `${count} drafts ${verb[1]}`)
  const where = 'in its .github/casewright.yml'
  if (open >= openDrafts) {
    const why = `${drafts(open, ['is', 'are'])} open in the showcase, which takes ${openDrafts}.`
    return { allowed: false, code: 'open-drafts', why: `${why} Merge or close one, or raise limits.open-drafts ${where}.` }
  }
  if (today >= perDay) {
    const why = `${drafts(today, ['was', 'were'])} opened in the showcase within a day, and it takes ${perDay}.`
    return { allowed: false, code: 'per-day', why: `${why} It goes on tomorrow; limits.per-day ${where} raises this.` }
  }
  return { allowed: true }
}

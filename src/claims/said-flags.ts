/** What texts say of their own figures, with the text that says it: taken back, doubted, a sample, another change's. */
import { withChanges } from '../benchmarks/found-figure.ts'
import type { Flag, Omission, Reading } from '../model.ts'

/** Figures of a text, or the doubts of somebody else's message, by the provisional name of the source. */
export interface Stated {
  source: string
  reading: Reading
}

/** A flag of a text: whose words it is about, and whether the author of the change wrote them. */
export interface SaidFlag extends Flag {
  source: string
  by: 'author' | 'other'
}

/** What somebody else wrote of the figures: nobody but the author takes them back, so that all of it is doubt. */
export interface Doubts {
  source: string
  flags: readonly Flag[]
}

/**
 * Texts of the author, in the order in which they were written, without the sides of figures that are not of this
 * change: behind words that set them apart, and before a later comment that takes figures back and has none above
 * those words. Why they are gone stands in the omissions.
 */
export function withoutForeign(stated: readonly Stated[]): { stated: Stated[]; omissions: Omission[] } {
  const omissions: Omission[] = []
  const leave = (source: string, why: string): void => {
    const what = source === 'description' ? 'Figures of the description' : 'Figures of a comment'
    if (!omissions.some((one) => one.what === what && one.why === why)) omissions.push({ what, why })
  }
  const later = stated.map(({ reading }) => reading.flags.some((flag) => flag.code === 'withdrawn' && !hasFiguresAbove(reading, flag)))
  const kept = stated.map(({ source, reading }, i): Stated => {
    if (later.slice(i + 1).includes(true)) {
      if (hasSides(reading)) leave(source, 'a later comment of the author takes figures back')
      return { source, reading: withoutSides(reading, () => true) }
    }
    if (reading.flags.some(({ code }) => code === 'withdrawn') && reading.measurements.length > 0)
      leave(source, 'its own words take figures back')
    const { apart = [] } = reading
    const within = (line: number) => apart.find(({ from, to }) => line >= from && line <= to)
    for (const { code } of new Set(reading.measurements.flatMap((m) => (m.side === 'unknown' ? [] : (within(m.locator.line ?? 0) ?? [])))))
      leave(source, APART[code])
    if (reading.flags.some(({ code }) => code === 'sides-unknown')) leave(source, 'no label says which of them are before and after')
    return { source, reading: apart.length === 0 ? reading : withoutSides(reading, (line) => within(line) !== undefined) }
  })
  return { stated: kept, omissions }
}

const APART = {
  'sample-output': 'its own words call them a sample of output',
  'other-change': 'its own words say that they are of another change',
} as const

function hasFiguresAbove({ measurements }: Reading, { locator }: Flag): boolean {
  return measurements.some((m) => m.role === 'result' && (m.locator.line ?? 0) < (locator?.line ?? 0))
}

function hasSides({ measurements }: Reading): boolean {
  return measurements.some((m) => m.side !== 'unknown')
}

function withoutSides(reading: Reading, gone: (line: number) => boolean): Reading {
  const measurements = reading.measurements.map((m): typeof m =>
    m.side !== 'unknown' && gone(m.locator.line ?? 0) ? withChanges(m, { side: 'unknown' as const }) : m,
  )
  return { ...reading, measurements }
}

/** The flags of all texts, those of others as doubts. */
export function saidFlags(stated: readonly Stated[], doubts: readonly Doubts[]): SaidFlag[] {
  const doubted = (flag: Flag): Flag[] =>
    flag.code === 'disputed' || flag.code === 'withdrawn' ? [{ ...flagOf(flag), code: 'disputed' }] : []
  return [
    ...stated.flatMap(({ source, reading }) => reading.flags.map((flag): SaidFlag => ({ ...flagOf(flag), source, by: 'author' }))),
    ...doubts.flatMap(({ source, flags }) => flags.flatMap(doubted).map((flag): SaidFlag => ({ ...flagOf(flag), source, by: 'other' }))),
  ]
}

/** A reader's flag may hold its place in a getter. */
function flagOf({ code, message, locator }: Flag): Flag {
  return { code, message, locator }
}

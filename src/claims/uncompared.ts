/** Why figures that were measured stand in no row: the sides differ, all of one side failed, nothing has its counterpart. */
import type { Compared } from '../benchmarks/comparison.ts'
import type { Evidence, LedgerMeasurement, Reading } from '../model.ts'

interface UncomparedInput {
  evidence: Evidence
  /** In the order of `evidence.benchmarks`. */
  readings: readonly Reading[]
  comparisons: readonly Compared[]
  measurements: readonly LedgerMeasurement[]
}

/** More reasons than these say no more. */
const MOST = 3

/** Sentences, the weightiest first; empty where no benchmark file has anything to say. */
export function uncomparedOf({ evidence, readings, comparisons, measurements }: UncomparedInput): string[] {
  const failed = evidence.benchmarks.flatMap(({ side }, i) =>
    (readings[i]?.flags ?? []).flatMap((flag) => {
      if (flag.code !== 'all-failed') return []
      const [what = flag.message] = flag.message.replace(/[.]$/, '').split(':')
      return [side === 'unknown' ? `${what}.` : `In the files of the ${side}, ${what.slice(0, 1).toLowerCase()}${what.slice(1)}.`]
    }),
  )
  // The first reason is what blocks; behind it stands what a reader should know besides.
  const differing = comparisons.flatMap(({ verdict, reasons }) => (verdict === 'not-comparable' ? reasons.slice(0, 1) : []))
  const found = [...new Set([...failed, ...differing])].slice(0, MOST)
  if (found.length > 0) return found
  const alone = measurements.some(({ file, role }) => file !== null && role === 'result')
  return alone ? ['No figure of the files has its counterpart on the other side.'] : []
}

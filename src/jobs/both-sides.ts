/** What a person who names files of a side means: that they are compared. */
import { KnownError } from '../errors.ts'
import type { Evidence, Reading, Side } from '../model.ts'

/** Throws a KnownError where files of one side are named without the other's. */
export function requireBothSides({ baseline, candidate }: { baseline: readonly string[]; candidate: readonly string[] }): void {
  if ((baseline.length === 0) !== (candidate.length === 0))
    throw new KnownError(`--${baseline.length === 0 ? 'baseline' : 'candidate'} is missing: a comparison needs the files of both sides.`)
}

/** Throws a KnownError where no file of one of `sides` gives a figure: an entry would leave out in silence what it was to be about. */
export function requireFigures(sides: readonly Side[], { benchmarks }: Evidence, readings: readonly Reading[]): void {
  for (const side of sides) {
    const read = benchmarks.flatMap((file, index) => (file.side === side ? [{ file, reading: readings[index] }] : []))
    // That all of it failed is a result, and the page says so.
    const isMeasured = ({ measurements, flags }: Reading) => measurements.length > 0 || flags.some(({ code }) => code === 'all-failed')
    if (read.some(({ reading }) => reading !== undefined && isMeasured(reading))) continue
    const why = read.slice(0, most).map(({ file, reading }) => {
      const [problem] = reading?.problems ?? []
      return `${file.path}: ${problem?.message ?? 'the reader found none.'}`
    })
    throw new KnownError(`No figure in the files of --${side}. ${why.join(' ')}`.trimEnd())
  }
}

/** More files than this say the same. */
const most = 3

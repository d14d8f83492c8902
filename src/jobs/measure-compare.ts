import { compare } from '../benchmarks/compare.ts'
import type { Compared, CompareResult, GeometricMean, SideFigures } from '../benchmarks/comparison.ts'
import { sideEnvironment } from '../benchmarks/environments.ts'
import { convert } from '../benchmarks/units.ts'
import { type Comparison, comparisonSchema, type MeasureAnswer, type Measurement, type Side } from '../model.ts'
import type { MeasuredFile } from './measure.ts'

/** What is known of the comparisons beside what `--json` answers. */
export interface ComparisonRemarks {
  /** Ids of the comparisons that may have a verdict in words. */
  primary: ReadonlySet<string>
  geometricMeans: GeometricMean[]
  /** By id: what the ratio is the ratio of. */
  compared: ReadonlyMap<string, ComparedFigures>
  /** A sentence each, for all comparisons together. */
  notes: string[]
}

/** One side: what was compared, in its own unit, and how far its runs reach; null for one figure. */
interface ComparedSide {
  centre: number
  runs: { low: number; high: number } | null
  unit: string
}

interface ComparedFigures {
  statistic: string
  baseline: ComparedSide
  candidate: ComparedSide
}

type FileComparisons = Pick<MeasureAnswer, 'comparisons' | 'unmatched'> & { remarks: ComparisonRemarks }

/** Sides that the caller names are compared across files; sides that a file or text names, within it. */
export function compareFiles(files: readonly MeasuredFile[]): FileComparisons {
  const sided = files.filter(({ side }) => side !== 'unknown')
  const alone = files.filter((file) => file.side === 'unknown' && namesSide(file))
  const groups = [...(sided.length === 0 ? [] : [sided]), ...alone.map((file) => [file])]
  const results = groups.map((group, index) => compareGroup(group, `${index + 1}.`))
  const compared = results.flatMap(({ comparisons }) => comparisons)
  const ids = new Map(compared.map(({ id }, index) => [id, `c${index + 1}`]))
  const idOf = (id: string) => ids.get(id) ?? id
  const measurements = new Map(files.flatMap((file) => file.measurements.map((m) => [m.id, m] as const)))
  return {
    comparisons: compared.map((one) => answerOf(one, idOf(one.id))),
    unmatched: results.flatMap(({ unmatched }) => unmatched),
    remarks: {
      compared: new Map(compared.flatMap((one) => figuresOf(one, measurements).map((figures) => [idOf(one.id), figures] as const))),
      primary: new Set(compared.flatMap(({ id, primary }) => (primary ? [idOf(id)] : []))),
      geometricMeans: results.flatMap(({ geometricMeans }) => geometricMeans.map((mean) => ({ ...mean, of: mean.of.map(idOf) }))),
      notes: [
        ...new Set([
          ...failed(files),
          ...shared(compared),
          ...results.flatMap(({ notes }) => notes.map(({ message, advice }) => `${message} ${advice}`.trimEnd())),
          ...tests(compared),
        ]),
      ],
    },
  }
}

/** What `compare` compared, each side in the unit it is written in; nothing where the units measure different things. */
function figuresOf({ statistic, sides, unit, ...one }: Compared, measurements: ReadonlyMap<string, Measurement>): ComparedFigures[] {
  if (sides === null) return []
  const side = (figures: SideFigures, ids: readonly string[]): ComparedSide => {
    const written = ids.flatMap((id) => measurements.get(id)?.unit ?? [])[0] ?? unit
    const scale = (value: number) => convert(value, unit, written) ?? value
    const runs = figures.reach && { low: scale(figures.reach.low), high: scale(figures.reach.high) }
    return { centre: scale(figures.centre), runs, unit: written }
  }
  return [{ statistic, baseline: side(sides.baseline, one.baseline), candidate: side(sides.candidate, one.candidate) }]
}

/** Files of a side in which nothing succeeded have no figures: without a word, the comparison would only be short. */
function failed(files: readonly MeasuredFile[]): string[] {
  const all = files.flatMap(({ side, flags }) =>
    flags.filter(({ code }) => code === 'all-failed').map(({ message }) => ({ side, message })),
  )
  return [...Map.groupBy(all, ({ side, message }) => JSON.stringify([side, message])).values()].flatMap((same) => {
    const [first] = same
    if (first === undefined || first.side === 'unknown') return []
    const often = same.length === 1 ? '' : ` (${same.length} times)`
    return [`The ${first.side} failed${often}: ${first.message}`]
  })
}

/** Whether tests passed, `measure` cannot know: that is said once, and not as a reason of every verdict. */
const untested = 'W18'

function answerOf({ warnings, reasons, ...one }: Compared, id: string): Comparison {
  const unknown = new Set(warnings.filter(({ code }) => code === untested).map(({ message }) => message))
  return comparisonSchema.parse({ ...one, id, reasons: reasons.filter((reason) => !unknown.has(reason)) })
}

/** What weakens figures and is the same for all of them, or for some: said once under the table, and not only in `--json`. */
function shared(compared: readonly Compared[]): string[] {
  const timed = compared.filter(({ tier, verdict }) => tier !== 'X' && verdict !== 'not-comparable')
  const of = Map.groupBy(
    timed.flatMap(({ warnings }) => warnings).filter(({ code }) => SHARED.has(code)),
    ({ message }) => message,
  )
  const remarks = [...of].map(([message, list]) =>
    list.length === timed.length ? message : `${message} (${list.length} of ${timed.length} rows)`,
  )
  const runs = timed.some(({ sides }) => sides !== null && (sides.baseline.reach ?? sides.candidate.reach) !== null)
  const single = timed.length > 0 && !runs && timed.every(({ tier }) => tier === 'D' || tier === 'E')
  const places = new Set(timed.flatMap(({ reasons }) => reasons.filter((reason) => reason.startsWith('Nothing says which machine'))))
  return [
    ...(runs ? ['A figure of several runs is their median, with the lowest and highest beside it.'] : []),
    ...(single ? ['There is one run a side: how much runs differ is not known, and no difference here is a finding.'] : []),
    ...remarks,
    ...places,
  ]
}

/** One process, a shared runner, best of several. */
const SHARED = new Set(['W02', 'W06', 'W11'])

function tests(compared: readonly Compared[]): string[] {
  return compared.some(({ warnings }) => warnings.some(({ code }) => code === untested))
    ? ['Whether the tests of the measured commits passed is not known here: a draft asks for it.']
    : []
}

function namesSide({ measurements }: MeasuredFile): boolean {
  return measurements.some(({ role, side }) => role === 'result' && side !== 'unknown')
}

function compareGroup(files: readonly MeasuredFile[], prefix: string): CompareResult {
  const measurements = files.flatMap((file) => file.measurements)
  const sources = new Map(files.flatMap(({ file, measurements }) => measurements.map(({ id }) => [id, file] as const)))
  const formats = new Map(
    files.flatMap(({ format, measurements }) => (format === null ? [] : measurements.map(({ id }) => [id, format] as const))),
  )
  const environments = { baseline: environmentOf(files, 'baseline'), candidate: environmentOf(files, 'candidate') }
  return compare({ measurements, sources, formats, environments, prefix })
}

/** A file that holds both sides speaks for both. */
function environmentOf(files: readonly MeasuredFile[], side: Side) {
  return sideEnvironment(files.filter((file) => file.side === side || file.side === 'unknown').map(({ environment }) => environment))
}

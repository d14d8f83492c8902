import { compare } from '../benchmarks/compare.ts'
import type { Compared, CompareResult, GeometricMean } from '../benchmarks/comparison.ts'
import { sideEnvironment } from '../benchmarks/environments.ts'
import { type Comparison, comparisonSchema, type MeasureAnswer, type Side } from '../model.ts'
import type { MeasuredFile } from './measure.ts'

/** What is known of the comparisons beside what `--json` answers. */
export interface ComparisonRemarks {
  /** Ids of the comparisons that may have a verdict in words. */
  primary: ReadonlySet<string>
  geometricMeans: GeometricMean[]
  /** A sentence each, for all comparisons together. */
  notes: string[]
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
  return {
    comparisons: compared.map((one) => answerOf(one, idOf(one.id))),
    unmatched: results.flatMap(({ unmatched }) => unmatched),
    remarks: {
      primary: new Set(compared.flatMap(({ id, primary }) => (primary ? [idOf(id)] : []))),
      geometricMeans: results.flatMap(({ geometricMeans }) => geometricMeans.map((mean) => ({ ...mean, of: mean.of.map(idOf) }))),
      notes: [
        ...new Set([
          ...shared(compared),
          ...results.flatMap(({ notes }) => notes.map(({ message, advice }) => `${message} ${advice}`.trimEnd())),
          ...tests(compared),
        ]),
      ],
    },
  }
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
  const runs = timed.some(({ baseline, candidate }) => baseline.length > 1 || candidate.length > 1)
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

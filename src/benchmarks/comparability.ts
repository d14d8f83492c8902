/**
 * The gate before any statistics (BENCHMARK-FORMATS §9.2.8): the two sides must have measured the same thing in the same
 * place. What is known to differ blocks and says what; what is not known does not block and is said.
 */
import type { Environment, Measurement, Side } from '../model.ts'
import type { CodedReason } from './comparison.ts'
import { compareEnvironments } from './environments.ts'
import { countsFailures, isLoadGenerator, isQuietOnSuccess, wholeOfSuccess, workloadRule } from './metrics.ts'
import type { Pair } from './pair.ts'
import { byteUnitsDiffer, convert } from './units.ts'

export interface Gate {
  /** Why the sides are not comparable; empty when they are. */
  blocks: string[]
  /** What a reader should know and does not block. */
  remarks: string[]
  warnings: CodedReason[]
}

interface GateInput {
  measurements: readonly Measurement[]
  environments?: { baseline: Environment; candidate: Environment } | undefined
  formats?: ReadonlyMap<string, string> | undefined
}

/** Prepares the gate of one call: what holds for all pairs is worked out once. */
export function gateOf({ measurements, environments, formats }: GateInput): (pair: Pair) => Gate {
  const place = compareEnvironments(environments)
  const workload = measurements.filter((m) => m.role === 'workload' && m.side !== 'unknown')
  const failures = measurements.filter((m) => saysFailures(m.metric, m.unit) && m.side !== 'unknown')
  return (pair) => {
    const concerns = (m: Measurement) => agrees(m.benchmark, pair.benchmark) && agrees(m.condition, pair.condition)
    const formatOf = (side: readonly Measurement[]) => [
      ...new Set(side.map((m) => formats?.get(m.id)).filter((name) => name !== undefined)),
    ]
    const tool = formatOf([...pair.baseline, ...pair.candidate])
    const load = tool.some(isLoadGenerator)
    const own = saysFailures(pair.metric, pair.baseline[0]?.unit ?? '')
    const failed = own ? nothing : failureReasons(failures.filter(concerns), tool.some(isQuietOnSuccess))
    const asked = workloadReasons(workload.filter(concerns))
    return {
      blocks: [
        ...tools(formatOf(pair.baseline), formatOf(pair.candidate)),
        ...units(pair, formats),
        // What failed is why requests are missing, and comes before how many there were.
        ...failed.blocks,
        ...(load ? [] : samples(pair)),
        ...asked.blocks,
        ...place.blocks,
      ],
      remarks: [...byteRemarks(pair), ...(load ? samples(pair) : []), ...asked.remarks, ...failed.remarks, ...place.remarks],
      warnings: place.warnings,
    }
  }
}

const nothing = { blocks: [], remarks: [] }

function saysFailures(metric: string, unit: string): boolean {
  return countsFailures(metric) || wholeOfSuccess(metric, unit) !== null
}

/** A figure without a name of its own concerns all. */
function agrees(own: string, other: string): boolean {
  return own === '' || other === '' || own === other
}

function tools(baseline: readonly string[], candidate: readonly string[]): string[] {
  const same = baseline.length === 0 || candidate.length === 0 || baseline.join() === candidate.join()
  return same ? [] : [`Different tools measured the sides: ${baseline.join(', ')} and ${candidate.join(', ')}.`]
}

function units({ baseline, candidate }: Pair, formats: ReadonlyMap<string, string> | undefined): string[] {
  const [from, to] = [baseline[0], candidate[0]]
  if (!from || !to || convert(1, to.unit, from.unit, formats?.get(from.id)) !== null) return []
  return [`The units measure different things: ${from.unit || 'none'} and ${to.unit || 'none'}.`]
}

function byteRemarks({ baseline, candidate }: Pair): string[] {
  const [from, to] = [baseline[0]?.unit ?? '', candidate[0]?.unit ?? '']
  return byteUnitsDiffer(from, to) ? [`${from} and ${to} are read as powers of 1000, 1024 with an i.`] : []
}

/**
 * Another number of requests or documents is another workload; iterations are the harness's own choice. Load generators
 * send for a time: how many requests that were is part of the result, and only said.
 */
function samples({ baseline, candidate }: Pair): string[] {
  const counts = (side: readonly Measurement[]) =>
    new Set(
      side
        .filter((m) => m.sampleKind === 'request' || m.sampleKind === 'document')
        .map((m) => m.samples)
        .filter((n) => n !== null),
    )
  const [before, after] = [counts(baseline), counts(candidate)]
  if (before.size === 0 || after.size === 0 || sameValues(before, after)) return []
  const kind = baseline[0]?.sampleKind ?? 'sample'
  return [`The number of ${kind}s differs: ${list(before)} and ${list(after)}.`]
}

function workloadReasons(figures: readonly Measurement[]): { blocks: string[]; remarks: string[] } {
  const blocks: string[] = []
  const remarks: string[] = []
  for (const ofMetric of Map.groupBy(figures, (m) => JSON.stringify([m.metric, m.statistic, m.unit])).values()) {
    const [first] = ofMetric
    const [before, after] = [valuesOf(ofMetric, 'baseline'), valuesOf(ofMetric, 'candidate')]
    if (!first || before.size === 0 || after.size === 0 || sameValues(before, after)) continue
    const rule = workloadRule(first.metric, first.unit)
    const said = `The workload differs in ${first.metric}: ${list(before)} and ${list(after)}.`
    if (rule === 'equal' || (rule === 'close' && !close(before, after))) blocks.push(said)
    else if (rule === 'close') remarks.push(said)
  }
  return { blocks, remarks }
}

/** Some tools print failures only when there were any: `quiet` takes none for 0. */
function failureReasons(figures: readonly Measurement[], quiet: boolean): { blocks: string[]; remarks: string[] } {
  const blocks: string[] = []
  const remarks: string[] = []
  for (const ofMetric of Map.groupBy(figures, ({ metric, unit }) => JSON.stringify([metric, unit])).values()) {
    const { metric = '', unit = '' } = ofMetric[0] ?? {}
    const [before, after] = [valuesOf(ofMetric, 'baseline'), valuesOf(ofMetric, 'candidate')]
    const whole = wholeOfSuccess(metric, unit)
    for (const side of quiet && whole === null ? [before, after] : []) if (side.size === 0) side.add(0)
    // Of a share that succeeded, what is missing failed.
    const worstOf = (side: ReadonlySet<number>) => Math.max(0, ...[...side].map((value) => (whole === null ? value : whole - value)))
    const [worst, worstAfter] = [worstOf(before), worstOf(after)]
    if (before.size === 0 || after.size === 0 || (worst === 0 && worstAfter === 0)) continue
    const said = `${metric}: ${reach(before, unit)} and ${reach(after, unit)}`
    if (worst === 0 || worstAfter === 0) blocks.push(`Only one side had failures (${said}); what failed is not in the other figures.`)
    else if (!sameValues(before, after)) blocks.push(`The sides failed differently often (${said}).`)
    else remarks.push(`Both sides had failures (${said}).`)
  }
  return { blocks, remarks }
}

function valuesOf(figures: readonly Measurement[], side: Side): Set<number> {
  return new Set(figures.filter((m) => m.side === side).map((m) => m.value))
}

function sameValues(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  return a.size === b.size && [...a].every((value) => b.has(value))
}

/** Within a twentieth of one another. */
function close(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  const all = [...a, ...b]
  return Math.max(...all) <= 1.05 * Math.min(...all)
}

/** From the lowest to the highest, a share in percent: nobody reads 0.13333333333333333. */
function reach(values: ReadonlySet<number>, unit: string): string {
  const share = unit === 'ratio'
  const word = (value: number) => String(Number((share ? 100 * value : value).toPrecision(3 + (share ? 0 : 3))))
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return `${word(low)}${low === high ? '' : ` to ${word(high)}`}${share || unit === '%' ? ' %' : ''}`
}

function list(values: ReadonlySet<number>): string {
  return [...values].toSorted((a, b) => a - b).join(', ')
}

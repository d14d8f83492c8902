import type { Spread } from '../../model.ts'
import type { Document } from '../document/document.ts'
import { asText, at, fieldsOf, finite, finiteList, has, inWords, isListOf, items, type JsonNode, listOf } from '../document/node.ts'
import { entryOf } from '../entry-of.ts'
import type { Findings, Late, Measured, Ran } from '../findings.ts'
import { condition } from '../labels.ts'
import { remember } from '../remember.ts'
import { judgeHomeMember } from './home-path.ts'
import { modeCondition, scoreOf, secondaryOf } from './jmh-metrics.ts'
import { isBeyond, judgeTail } from './requests.ts'
import { judgeIterations } from './slow-iterations.ts'

export function isJmhJson({ json }: Document): boolean {
  return Array.isArray(json?.value) && isListOf(json.value.slice(0, 20), (one) => has(one, 'benchmark', 'mode', 'primaryMetric'))
}

/** `-rf json`: one entry a benchmark, mode and set of parameters. */
export function readJmhJson(document: Document, found: Findings): void {
  if (document.json === null) return
  for (const result of items(document.json)) readResult(result, found)
}

const threads: Measured = { metric: 'threads', role: 'workload' }
const warmup: Measured = { metric: 'warmupIterations', role: 'workload' }

function readResult(result: JsonNode, found: Findings): void {
  const fields = fieldsOf(result.value)
  const mode = asText(fields.mode) ?? ''
  readPlace(result, found)
  found.member(result, 'threads', ranIn, threads)
  found.member(result, 'warmupIterations', ranIn, warmup)
  if (mode !== 'ss' && fields.warmupIterations === 0)
    found.flag(
      'no-warmup',
      `${asText(fields.benchmark) ?? ''} was measured without warm-up: the compiler's work is in its figures.`,
      at(result, 'warmupIterations'),
    )
  readPrimary(at(result, 'primaryMetric'), mode, found)
  const metrics = at(result, 'secondaryMetrics')
  // `name·p0.99` says once more what `scorePercentiles` says.
  for (const label in fieldsOf(metrics.value)) if (!isPercentile(label)) readScore(at(metrics, label), secondary, found)
}

const isPercentile = remember((label) => /p\d\.\d+$/.test(label))

function secondary(metric: JsonNode): Measured {
  const measured = secondaryOf(String(metric.key), unitOf(metric))
  if (measured.statistic !== 'sum') return { ...measured, ...scored(metric) }
  return { ...measured, ...samplesOf(metric).iterations, spread: spreadOf(fieldsOf(metric.value).scoreConfidence) }
}

/** What was run for a row within a result: results stand in the list that is the file. */
function ranIn(row: JsonNode): Ran {
  let result = row
  while (result.parent?.parent) result = result.parent
  const { benchmark, mode, params } = fieldsOf(result.value)
  const parameters = [...parametersOf(params), ['mode', modeCondition(asText(mode) ?? '')] as const]
  return { benchmark: asText(benchmark) ?? '', condition: condition(parameters) }
}

function parametersOf(params: unknown): [string, string | null][] {
  return Object.entries(fieldsOf(params)).map(([key, value]) => [key, inWords(value)])
}

function unitOf(metric: JsonNode): string {
  return asText(fieldsOf(metric.value).scoreUnit) ?? ''
}

function readPlace(result: JsonNode, found: Findings): void {
  const { jmhVersion, jdkVersion, vmName, vmVersion } = fieldsOf(result.value)
  found.environment('jmh', inWords(jmhVersion))
  found.environment('java', inWords(jdkVersion))
  found.environment('jvm', `${asText(vmName) ?? ''} ${asText(vmVersion) ?? ''}`)
  judgeHomeMember(result, 'jvm', found)
}

/** What the figures of a metric are, made once for all results of one mode and unit: there are four modes and few units. */
const columnsOf = remember(
  (mode) =>
    remember((unit) => {
      const score = scoreOf(mode, unit)
      const error: Measured = { ...score, statistic: 'half-width of the 99.9 % interval', better: 'unknown', role: 'derived' }
      return {
        score: (metric: JsonNode): Measured => ({ ...score, ...scored(metric) }),
        error,
        percentile: remember((key): Measured => ({ ...score, statistic: statisticOf(key) }), 50),
      }
    }, 50),
  10,
)

const percentiles: Record<string, string> = { '0.0': 'min', '50.0': 'median', '100.0': 'max' }

function statisticOf(key: string): string {
  return entryOf(percentiles, key) ?? `p${Number(key)}`
}

function readPrimary(metric: JsonNode, mode: string, found: Findings): void {
  const columns = columnsOf(mode)(unitOf(metric))
  const fields = fieldsOf(metric.value)
  readScore(metric, columns.score, found)
  const [value, error] = [finite(fields.score), finite(fields.scoreError)]
  if (error !== null) found.member(metric, 'scoreError', ranIn, columns.error)
  else if (value !== null)
    found.flag('single-run', `${nameOf(metric)} has a score without an error: there is one sample.`, at(metric, 'score'))
  const shown = at(metric, 'scorePercentiles')
  const values = fieldsOf(shown.value)
  // Only of single calls there are percentiles that stand on too few of them.
  const samples = mode === 'sample' ? (samplesOf(metric).iterations.samples ?? null) : null
  for (const key in values) {
    const measured = columns.percentile(key)
    const { statistic = '' } = measured
    if (typeof values[key] !== 'number' || !isShown(statistic, mode, samples)) continue
    found.member(shown, key, ranCounted, measured)
    if (isBeyond(statistic, samples)) judgeTail(statistic, samples, at(shown, key), found)
  }
  if (mode === 'sample') judgeIterations(nameOf(metric), value, finite(values['50.0']), at(metric, 'score'), found)
}

/** Percentiles are of iterations, also where the runs are processes. */
function ranCounted(percentiles: JsonNode): Ran {
  const { parent } = percentiles
  return { ...ranIn(percentiles), ...(parent && samplesOf(parent).iterations) }
}

/** Of a secondary metric the score is read and nothing else. */
function readScore(metric: JsonNode, measured: Late<Measured>, found: Findings): void {
  const fields = fieldsOf(metric.value)
  const [value, error] = [finite(fields.score), finite(fields.scoreError)]
  found.member(metric, 'score', ranIn, measured)
  if (error !== null && value !== null && error > value)
    found.flag(
      'error-exceeds-score',
      `The error of ${nameOf(metric)} is larger than its score: the score says nothing.`,
      at(metric, 'scoreError'),
    )
}

function scored(metric: JsonNode): Pick<Measured, 'samples' | 'sampleKind' | 'values' | 'spread'> {
  return { ...samplesOf(metric).runs, spread: spreadOf(fieldsOf(metric.value).scoreConfidence) }
}

function nameOf(row: JsonNode): string {
  const { benchmark, condition } = ranIn(row)
  return [benchmark, condition].filter(Boolean).join(', ')
}

/** Percentiles of a few iterations are only their extremes, and those of single calls need enough of them. */
function isShown(statistic: string, mode: string, samples: number | null): boolean {
  if (!statistic.startsWith('p')) return true
  const percent = Number(statistic.slice(1))
  return mode === 'sample' && (percent <= 99.9 || (samples ?? 0) * (100 - percent) >= 100)
}

type Samples = Pick<Measured, 'samples' | 'sampleKind' | 'values'>

/** Forks are processes, and with several of them their means are the runs; else the iterations of the one fork. */
function samplesOf(metric: JsonNode): { runs: Samples; iterations: Samples } {
  const { rawDataHistogram, rawData } = fieldsOf(metric.value)
  const counted = countOf(rawDataHistogram)
  if (counted > 0) return both({ samples: counted, sampleKind: 'iteration' })
  const forks = listOf(rawData).map((fork) => finiteList(fork) ?? [])
  const [first] = forks
  if (first === undefined || forks.some((fork) => fork.length === 0)) return both({})
  if (forks.length === 1) return both({ samples: first.length, sampleKind: 'iteration', values: first })
  const means = forks.map((fork) => fork.reduce((sum, value) => sum + value, 0) / fork.length)
  return {
    runs: { samples: means.length, sampleKind: 'process', values: means },
    iterations: { samples: forks.reduce((sum, fork) => sum + fork.length, 0), sampleKind: 'iteration' },
  }
}

/** A histogram is a list of pairs, of a time and how often it was, for each iteration of each fork. */
function countOf(histogram: unknown): number {
  let counted = 0
  for (const fork of listOf(histogram))
    for (const iteration of listOf(fork)) for (const pair of listOf(iteration)) counted += finite(listOf(pair)[1]) ?? 0
  return counted
}

function both(runs: Samples): { runs: Samples; iterations: Samples } {
  const { values: _, ...iterations } = runs
  return { runs, iterations }
}

function spreadOf(confidence: unknown): Spread | null {
  const [low, high] = [finite(listOf(confidence)[0]), finite(listOf(confidence)[1])]
  return low === null || high === null ? null : { kind: 'interval', low, high, level: 0.999 }
}

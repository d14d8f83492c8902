import type { Spread } from '../../model.ts'
import type { Document } from '../document/document.ts'
import { at, entries, has, isListOf, items, type JsonNode, number, numbers, text, words } from '../document/node.ts'
import { entryOf } from '../entry-of.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition } from '../labels.ts'
import { judgeHomePath } from './home-path.ts'
import { modeCondition, scoreOf, secondaryOf } from './jmh-metrics.ts'
import { judgeTail } from './requests.ts'
import { judgeIterations } from './slow-iterations.ts'

export function isJmhJson({ json }: Document): boolean {
  return Array.isArray(json?.value) && isListOf(json.value.slice(0, 20), (one) => has(one, 'benchmark', 'mode', 'primaryMetric'))
}

/** `-rf json`: one entry a benchmark, mode and set of parameters. */
export function readJmhJson(document: Document, found: Findings): void {
  if (document.json === null) return
  for (const result of items(document.json)) readResult(result, found)
}

function readResult(result: JsonNode, found: Findings): void {
  const benchmark = text(at(result, 'benchmark')) ?? ''
  const mode = text(at(result, 'mode')) ?? ''
  const parameters = entries(at(result, 'params')).map(([key, value]) => [key, words(value)] as const)
  const identity = { benchmark, condition: condition([...parameters, ['mode', modeCondition(mode)]]) }
  readPlace(result, found)
  for (const key of ['threads', 'warmupIterations']) found.json(at(result, key), { ...identity, metric: key, role: 'workload' })
  if (mode !== 'ss' && at(result, 'warmupIterations').value === 0)
    found.flag(
      'no-warmup',
      `${benchmark} was measured without warm-up: the compiler's work is in its figures.`,
      at(result, 'warmupIterations'),
    )
  const primary = at(result, 'primaryMetric')
  readMetric(primary, { ...identity, ...scoreOf(mode, text(at(primary, 'scoreUnit')) ?? '') }, mode, found)
  for (const [label, metric] of entries(at(result, 'secondaryMetrics'))) {
    // `name·p0.99` says once more what `scorePercentiles` says.
    if (!/p\d\.\d+$/.test(label)) readMetric(metric, { ...identity, ...secondaryOf(label, text(at(metric, 'scoreUnit')) ?? '') }, '', found)
  }
}

function readPlace(result: JsonNode, found: Findings): void {
  found.environment('jmh', words(at(result, 'jmhVersion')))
  found.environment('java', words(at(result, 'jdkVersion')))
  found.environment('jvm', [text(at(result, 'vmName')), text(at(result, 'vmVersion'))].filter(Boolean).join(' '))
  judgeHomePath(text(at(result, 'jvm')), at(result, 'jvm'), found)
}

const percentiles: Record<string, string> = { '0.0': 'min', '50.0': 'median', '100.0': 'max' }

/** The mode is empty for a secondary metric: of those the score is read and nothing else. */
function readMetric(metric: JsonNode, figure: Figure, mode: string, found: Findings): void {
  const score = at(metric, 'score')
  const [value, error] = [number(score), number(at(metric, 'scoreError'))]
  const { runs, iterations } = samplesOf(metric)
  const name = [figure.benchmark, figure.condition].filter(Boolean).join(', ')
  found.json(score, { ...figure, ...runs, spread: spreadOf(metric) })
  if (error !== null && value !== null && error > value)
    found.flag('error-exceeds-score', `The error of ${name} is larger than its score: the score says nothing.`, at(metric, 'scoreError'))
  if (mode === '') return
  if (error !== null)
    found.json(at(metric, 'scoreError'), { ...figure, statistic: 'half-width of the 99.9 % interval', better: 'unknown', role: 'derived' })
  else if (value !== null) found.flag('single-run', `${name} has a score without an error: there is one sample.`, score)
  for (const [key, node] of entries(at(metric, 'scorePercentiles'))) {
    const statistic = entryOf(percentiles, key) ?? `p${Number(key)}`
    if (typeof node.value !== 'number' || !isShown(statistic, mode, iterations.samples ?? null)) continue
    found.json(node, { ...figure, statistic, ...iterations })
    judgeTail(statistic, iterations.samples ?? null, node, found)
  }
  if (mode === 'sample') judgeIterations(name, value, number(at(metric, 'scorePercentiles', '50.0')), score, found)
}

/** Percentiles of a few iterations are only their extremes, and those of single calls need enough of them. */
function isShown(statistic: string, mode: string, samples: number | null): boolean {
  if (!statistic.startsWith('p')) return true
  const percent = Number(statistic.slice(1))
  return mode === 'sample' && (percent <= 99.9 || (samples ?? 0) * (100 - percent) >= 100)
}

type Samples = Pick<Figure, 'samples' | 'sampleKind' | 'values'>

/** Forks are processes, and with several of them their means are the runs; else the iterations of the one fork. */
function samplesOf(metric: JsonNode): { runs: Samples; iterations: Samples } {
  const histogram = items(at(metric, 'rawDataHistogram')).flatMap(items).flatMap(items)
  const counted = histogram.reduce((sum, pair) => sum + (number(at(pair, 1)) ?? 0), 0)
  if (counted > 0) return both({ samples: counted, sampleKind: 'iteration' })
  const forks = items(at(metric, 'rawData')).map((fork) => numbers(fork) ?? [])
  const [first] = forks
  if (first === undefined || forks.some((fork) => fork.length === 0)) return both({})
  if (forks.length === 1) return both({ samples: first.length, sampleKind: 'iteration', values: first })
  const means = forks.map((fork) => fork.reduce((sum, value) => sum + value, 0) / fork.length)
  return {
    runs: { samples: means.length, sampleKind: 'process', values: means },
    iterations: { samples: forks.flat().length, sampleKind: 'iteration' },
  }
}

function both(runs: Samples): { runs: Samples; iterations: Samples } {
  const { values: _, ...iterations } = runs
  return { runs, iterations }
}

function spreadOf(metric: JsonNode): Spread | null {
  const [low, high] = [number(at(metric, 'scoreConfidence', 0)), number(at(metric, 'scoreConfidence', 1))]
  return low === null || high === null ? null : { kind: 'interval', low, high, level: 0.999 }
}

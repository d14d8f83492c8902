import type { Spread } from '../../model.ts'
import type { Document } from '../document/document.ts'
import { at, entries, has, isListOf, isObject, type JsonNode, number } from '../document/node.ts'
import { entryOf } from '../entry-of.ts'
import type { Figure, Findings } from '../findings.ts'

/** Nanoseconds an iteration, whatever criterion prints. */
const time: Figure = { metric: 'time', unit: 'ns', better: 'lower' }

/** Criterion 0.2 wrote `Mean`, `StdDev`; later versions write `mean`, `std_dev`. */
const statistics: Record<string, string> = { mean: 'mean', median: 'median', slope: 'slope', stddev: 'stddev', medianabsdev: 'mad' }

function statisticOf(key: string): string | null {
  return entryOf(statistics, key.toLowerCase().replaceAll('_', '')) ?? null
}

export function isEstimates(value: unknown): boolean {
  if (!isObject(value)) return false
  const mean = value.mean ?? value.Mean
  return has(mean, 'point_estimate', 'confidence_interval')
}

export function isSample(value: unknown): boolean {
  return (
    has(value, 'iters', 'times') &&
    isListOf(value.iters, Number.isFinite) &&
    isListOf(value.times, Number.isFinite) &&
    value.iters.length === value.times.length
  )
}

/** The estimates of a run, or of the change against the run before: those have no deviations and are no times. */
export function readEstimates(document: Document, found: Findings): void {
  if (document.json === null) return
  const estimates = entries(document.json)
  const isChange = !estimates.some(([key]) => statisticOf(key) === 'stddev')
  const benchmark = nameOf(document)
  if (isChange) {
    found.flag('derived-value', 'This file holds relative changes (0.01 is 1 %), not times.', at(document.json))
    for (const [key, node] of estimates) {
      const statistic = statisticOf(key)
      if (statistic === null) continue
      found.json(at(node, 'point_estimate'), {
        benchmark,
        metric: 'time',
        statistic: `${statistic} change`,
        unit: 'ratio',
        better: 'lower',
        role: 'derived',
        spread: intervalOf(node),
      })
    }
    return
  }
  const values = timesBeside(document)
  const samples: Pick<Figure, 'samples' | 'sampleKind'> = values === null ? {} : { samples: values.length, sampleKind: 'iteration' }
  for (const [key, node] of estimates) {
    const statistic = statisticOf(key)
    // Flat sampling has no slope: null by design.
    if (statistic === null || node.value === null) continue
    const role = statistic === 'stddev' || statistic === 'mad' ? 'derived' : 'result'
    const shared: Figure = { ...time, ...samples, benchmark, role }
    found.json(at(node, 'point_estimate'), {
      ...shared,
      statistic,
      spread: intervalOf(node),
      ...(statistic === 'mean' && values && { values }),
    })
    for (const bound of ['lower', 'upper'])
      found.json(at(node, 'confidence_interval', `${bound}_bound`), {
        ...shared,
        statistic: `${statistic} ${bound} bound`,
        role: 'derived',
      })
  }
}

function intervalOf(estimate: JsonNode): Spread | null {
  const interval = at(estimate, 'confidence_interval')
  const [low, high, level] = ['lower_bound', 'upper_bound', 'confidence_level'].map((key) => number(at(interval, key)))
  if (low == null || high == null) return null
  return level == null ? { kind: 'interval', low, high } : { kind: 'interval', low, high, level }
}

/** From `benchmark.json` beside the file, else from the folders: target/criterion/GROUP/FUNCTION/VALUE/new/estimates.json. */
function nameOf(document: Document): string {
  const identity = parseBeside(document, 'benchmark.json')
  if (has(identity, 'full_id') && typeof identity.full_id === 'string') return identity.full_id
  const folders = document.path.split('/')
  const start = folders.lastIndexOf('criterion')
  return start < 0 ? '' : folders.slice(start + 1, -2).join('/')
}

/** The single samples of `sample.json` beside the estimates, per iteration. */
function timesBeside(document: Document): number[] | null {
  const sample = parseBeside(document, 'sample.json')
  if (!isSample(sample) || !has(sample, 'iters', 'times')) return null
  const [iterations, times] = [sample.iters as number[], sample.times as number[]]
  return iterations.every((count) => count > 0) ? times.map((total, index) => total / (iterations[index] ?? 1)) : null
}

function parseBeside(document: Document, name: string): unknown {
  try {
    return JSON.parse(document.siblings(name) ?? 'null')
  } catch {
    return null
  }
}

/**
 * Samples are totals over a growing number of iterations: what is written are totals, and only per iteration do they
 * mean anything. So they are aggregates, never compared; `estimates.json` beside them has what is.
 */
export function readSample(document: Document, found: Findings): void {
  if (document.json === null) return
  const benchmark = nameOf(document)
  const times = at(document.json, 'times')
  const iterations = at(document.json, 'iters')
  const shared = { benchmark, statistic: 'first sample', samples: (times.value as number[]).length, sampleKind: 'iteration' } as const
  found.json(at(iterations, 0), {
    ...shared,
    metric: 'iterations',
    unit: 'iterations',
    role: 'workload',
    values: iterations.value as number[],
  })
  found.json(at(times, 0), {
    ...shared,
    metric: 'total time',
    unit: 'ns',
    better: 'lower',
    role: 'aggregate',
    values: times.value as number[],
  })
}

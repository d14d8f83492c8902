import { at, entries, isObject, type JsonNode, number } from '../document/node.ts'
import { entryOf } from '../entry-of.ts'
import type { Figure, Findings } from '../findings.ts'
import { statisticName } from '../labels.ts'
import { errorFigure, judgeOha, latency, statusFigure, summaryFigures } from './oha-metrics.ts'
import { judgeMean, judgeTail } from './requests.ts'

/** One result. Its `metrics` say once more, rounded, what `summary` and `latencyPercentiles` say. */
export function readOhaResult(result: JsonNode, found: Findings): void {
  const counts = (key: string) => entries(at(result, key)).map(([name, place]) => ({ name, count: number(place) ?? 0, place }))
  const [statuses, errors] = [counts('statusCodeDistribution'), counts('errorDistribution')]
  const { responses, served } = judgeOha(
    {
      statuses: statuses.map(({ name, ...rest }) => ({ code: name, ...rest })),
      errors: errors.map(({ name, ...rest }) => ({ error: name, ...rest })),
    },
    found,
  )
  const sampled = responses > 0 ? ({ samples: responses, sampleKind: 'request' } as const) : {}
  for (const [key, node] of entries(at(result, 'summary'))) {
    const figure = entryOf(summaryFigures, key)
    if (figure === undefined || (!served && (figure.role !== 'workload' || key === 'sizePerRequest'))) continue
    found.json(node, { ...figure, ...(figure.role === undefined ? sampled : {}) })
  }
  for (const { name, place } of statuses) found.json(place, statusFigure(name))
  for (const { name, place } of errors) found.json(place, errorFigure(name))
  if (served) readTimes(result, sampled, found)
}

const percentiles: Readonly<Record<string, Figure>> = {
  latencyPercentiles: latency,
  firstBytePercentiles: { metric: 'first byte', better: 'lower' },
  latencyPercentilesSuccessful: { ...latency, condition: '2xx only' },
  latencyPercentilesNotSuccessful: { ...latency, condition: '4xx and 5xx only' },
}

const statistics: Readonly<Record<string, string>> = { average: 'mean', fastest: 'min', slowest: 'max' }

function readTimes(result: JsonNode, sampled: Pick<Figure, 'samples' | 'sampleKind'>, found: Findings): void {
  for (const [list, figure] of Object.entries(percentiles)) {
    for (const [key, node] of entries(at(result, list))) {
      const statistic = statisticName(key)
      // Without answers of the kind all of them are null.
      if (statistic === null || node.value === null) continue
      const counted = figure.condition === undefined ? sampled : {}
      found.json(node, { ...figure, ...counted, statistic, unit: 's' })
      if (list === 'latencyPercentiles') judgeTail(statistic, counted.samples ?? null, node, found)
    }
  }
  for (const [metric, node] of entries(at(result, 'details'))) {
    for (const [key, value] of entries(node)) {
      const statistic = entryOf(statistics, key)
      if (statistic !== undefined && value.value !== null) found.json(value, { metric, statistic, unit: 's', better: 'lower' })
    }
  }
  judgeMean(
    'latency',
    number(at(result, 'summary', 'average')),
    number(at(result, 'latencyPercentiles', 'p50')),
    at(result, 'summary', 'average'),
    found,
  )
  readRates(result, found)
}

/** Rates over ten milliseconds each: their mean is not how many requests a second there were. */
function readRates(result: JsonNode, found: Findings): void {
  const rates = at(result, 'rps')
  if (!isObject(rates.value)) return
  for (const key of ['mean', 'stddev', 'min', 'max']) {
    const node = at(rates, key)
    if (node.value !== null)
      found.json(node, { metric: 'rate between completions', statistic: key, unit: 'req/s', better: 'higher', role: 'derived' })
  }
  const [mean, throughput] = [number(at(rates, 'mean')), number(at(result, 'summary', 'requestsPerSec'))]
  if (mean !== null && throughput !== null && Math.abs(mean / throughput - 1) > 0.05)
    found.flag(
      'derived-value',
      'rps.mean is a mean of rates between completions, not the throughput, which is requestsPerSec.',
      at(rates, 'mean'),
    )
}

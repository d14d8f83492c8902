import { at, entries, fieldsOf, finite, type JsonNode, number } from '../document/node.ts'
import { entryOf } from '../entry-of.ts'
import type { Findings, Measured, Ran } from '../findings.ts'
import { statisticName } from '../labels.ts'
import { remember } from '../remember.ts'
import { errorFigure, judgeOha, latency, statusFigure, summaryFigures } from './oha-metrics.ts'
import { isBeyond, judgeMean, judgeTail } from './requests.ts'

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
  const sampled: Ran = responses > 0 ? { samples: responses, sampleKind: 'request' } : {}
  const summary = at(result, 'summary')
  for (const key in fieldsOf(summary.value)) {
    const measured = entryOf(summaryFigures, key)
    if (measured === undefined || (!served && (measured.role !== 'workload' || key === 'sizePerRequest'))) continue
    found.member(summary, key, measured.role === undefined ? sampled : {}, measured)
  }
  for (const { name, place } of statuses) found.json(place, statusFigure(name))
  for (const { name, place } of errors) found.json(place, errorFigure(name))
  if (served) readTimes(result, sampled, found)
}

const firstByte: Measured = { metric: 'first byte', better: 'lower' }

const percentiles = [
  { list: 'latencyPercentiles', condition: undefined, measured: latency },
  { list: 'firstBytePercentiles', condition: undefined, measured: firstByte },
  { list: 'latencyPercentilesSuccessful', condition: '2xx only', measured: latency },
  { list: 'latencyPercentilesNotSuccessful', condition: '4xx and 5xx only', measured: latency },
].map(({ list, condition, measured }) => ({ list, condition, column: remember((key) => percentileOf(key, measured)) }))

function percentileOf(key: string, measured: Measured): Measured | null {
  const statistic = statisticName(key)
  return statistic === null ? null : { ...measured, statistic, unit: 's' }
}

/** Of a step before the request: dialling, looking up the name. */
const detail =
  (statistic: string) =>
  (step: JsonNode): Measured => ({ metric: String(step.key), statistic, unit: 's', better: 'lower' })
const details = { average: detail('mean'), fastest: detail('min'), slowest: detail('max') }
const detailOf = (key: string) => entryOf(details, key) ?? null
const isAbsent = (value: unknown) => value === null
const unsampled: Ran = {}

function readTimes(result: JsonNode, sampled: Ran, found: Findings): void {
  for (const { list, condition, column } of percentiles) {
    const node = at(result, list)
    const ran = condition === undefined ? sampled : { condition }
    const fields = fieldsOf(node.value)
    for (const key in fields) {
      const measured = column(key)
      // Without answers of the kind all of them are null.
      if (measured === null || fields[key] === null) continue
      found.member(node, key, ran, measured)
      const { statistic = '' } = measured
      const samples = ran.samples ?? null
      if (list === 'latencyPercentiles' && isBeyond(statistic, samples)) judgeTail(statistic, samples, at(node, key), found)
    }
  }
  const steps = at(result, 'details')
  for (const step in fieldsOf(steps.value)) found.members(at(steps, step), unsampled, detailOf, isAbsent)
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
const rates = ['mean', 'stddev', 'min', 'max'].map((statistic): [string, Measured] => [
  statistic,
  { metric: 'rate between completions', statistic, unit: 'req/s', better: 'higher', role: 'derived' },
])

function readRates(result: JsonNode, found: Findings): void {
  const node = at(result, 'rps')
  const fields = fieldsOf(node.value)
  for (const [key, measured] of rates) if (fields[key] !== null) found.member(node, key, {}, measured)
  const [mean, throughput] = [finite(fields.mean), number(at(result, 'summary', 'requestsPerSec'))]
  if (mean !== null && throughput !== null && Math.abs(mean / throughput - 1) > 0.05)
    found.flag(
      'derived-value',
      'rps.mean is a mean of rates between completions, not the throughput, which is requestsPerSec.',
      at(node, 'mean'),
    )
}

/** The JSON of GenAI-Perf and AIPerf: metrics by name, each `{ unit, avg, p50, …, std }`, with `count` where the version knows it. */
import { asText, fieldsOf, finite, isObject, type JsonNode, keysOf } from '../document/node.ts'
import type { Figure, Findings, Late, Measured } from '../findings.ts'
import { statisticName } from '../labels.ts'
import { remember, rememberLast } from '../remember.ts'
import {
  isMissing,
  isMoment,
  isWorkload,
  judgeStatistics,
  labelledMetric,
  measuredOf,
  type NvidiaRun,
  type NvidiaStatistics,
  nvidiaFigure,
  samplesOf,
} from './nvidia-metrics.ts'

/** Whether a value is one metric; of a mean that is NaN the percentiles still count. */
function isMetric(value: unknown): value is NvidiaStatistics {
  if (!isObject(value) || typeof value.unit !== 'string' || value.avg === undefined) return false
  for (const name in value) if (finite(value[name]) !== null) return true
  return false
}

/** Whether an object has a metric. */
export function hasNvidiaMetric(value: unknown): boolean {
  const fields = fieldsOf(value)
  return keysOf(value).some((key) => isMetric(fields[key]))
}

/** Writes down the metrics of a run. One that is null was not asked for, or did not occur. */
export function readNvidiaMetrics(metrics: JsonNode, run: NvidiaRun, found: Findings): void {
  // The statistics of a metric are looked at one after the other.
  const figureOf = rememberLast(({ value, key }: JsonNode): Figure => {
    const statistics = fieldsOf(value)
    return nvidiaFigure(nameOf(key, statistics), asText(statistics.unit) ?? '', { ...run, requests: requestsOf(statistics, run) })
  })
  const measuredAs = remember((name): Late<Measured> | null =>
    statisticName(name) === null ? null : (row) => measuredOf(figureOf(row), name, fieldsOf(row.value)),
  )
  const mean = measuredAs('avg') ?? { metric: '' }

  function readMetric(row: JsonNode, statistics: NvidiaStatistics): void {
    const metric = nameOf(row.key, statistics)
    if (isMoment(metric)) return
    flagBroken(row, statistics, found)
    const average = finite(statistics.avg)
    if (isWorkload(metric)) {
      if (average !== null) found.member(row, 'avg', figureOf, mean)
    } else if (average === null || average > 0 || !isMissing(figureOf(row), row, found)) {
      found.members(row, figureOf, measuredAs, isAbsent)
      judgeStatistics(metric, samplesOf(metric, requestsOf(statistics, run)), statistics, row, found)
    }
  }

  const fields = fieldsOf(metrics.value)
  for (const key of keysOf(fields)) {
    const value = fields[key]
    if (isMetric(value)) readMetric({ value, parent: metrics, key }, value)
  }
}

/** The first generation of AIPerf has short tags for keys, and the name beside them. */
function nameOf(key: string | number, { header }: NvidiaStatistics): string {
  return typeof header === 'string' ? labelledMetric(header).metric : String(key)
}

/** How many requests a metric summarises. Version 1.3 counts 1 for figures of the whole run. */
function requestsOf(statistics: NvidiaStatistics, { requests }: NvidiaRun): number | null {
  const counted = finite(statistics.count)
  return counted !== null && hasPercentile(statistics) ? counted : requests
}

function hasPercentile(statistics: NvidiaStatistics): boolean {
  for (const name in statistics) if (finite(statistics[name]) !== null && percentile.test(name)) return true
  return false
}

const percentile = /^p\d/

/** null stands for what a version does not work out; NaN for what went wrong. */
const isAbsent = (value: unknown) => typeof value !== 'number'

function flagBroken(row: JsonNode, statistics: NvidiaStatistics, found: Findings): void {
  for (const name in statistics) {
    const value = statistics[name]
    if (typeof value === 'number' && !Number.isFinite(value)) found.member(row, name, {}, { metric: name })
  }
}

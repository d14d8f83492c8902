import { at, entries, everyRecord, fieldsOf, finite, has, isObject, items, type JsonNode, records, text } from '../document/node.ts'
import type { Findings, Measured } from '../findings.ts'
import { statisticName } from '../labels.ts'
import { remember, rememberLast } from '../remember.ts'
import { containsOf, type K6Columns, type K6Kind, type K6Metric, k6Columns, splitTags } from './k6-metrics.ts'
import { flagUnit, isShown, judgeRun, type K6Row, k6Row, measuredOf, ranOf } from './k6-run.ts'

/** Whether every record of a file is a summary. */
export function isSummary(json: JsonNode | null): boolean {
  return everyRecord(json, (run) => isLegacy(run) || isMachineReadable(run))
}

/** Metrics of which every run has one. */
const own = ['iterations', 'iteration_duration', 'http_reqs', 'http_req_duration', 'vus', 'data_received', 'data_sent']

function isLegacy({ metrics }: Fields): boolean {
  return isObject(metrics) && own.some((name) => kindOf(metrics[name]) !== null)
}

function isMachineReadable(run: Fields): boolean {
  return has(run, 'metadata', 'results') && has(run.metadata, 'k6Version') && Array.isArray(fieldsOf(run.results).metrics)
}

type Fields = Readonly<Record<string, unknown>>

/** Reads the summaries of a file; several are runs of one test. */
export function readSummaries(json: JsonNode, found: Findings): void {
  const runs = records(json)
  if (runs.length > 1) found.flag('duplicate-runs-in-file', 'The file holds several summaries: each counts as a run.')
  for (const run of runs) {
    const layout = isMachineReadable(fieldsOf(run.value)) ? listed(run) : named(run)
    readMetrics(layout, found)
    readLength(run, found)
    flagThresholds(layout, found)
    found.environment('k6', text(at(run, 'metadata', 'k6Version')))
  }
}

/** The metrics of a run: what each is called, and where its values are. */
interface Layout {
  readonly metrics: readonly JsonNode[]
  readonly nameOf: (metric: JsonNode) => string
  readonly valuesOf: (metric: JsonNode) => JsonNode
  readonly metricOf: (values: JsonNode) => JsonNode
}

/** `handleSummary` (values of their own, with type and content) and `--summary-export` (values in the metric, without). */
function named(run: JsonNode): Layout {
  const metrics = at(run, 'metrics')
  return {
    metrics: entries(metrics).map(([, metric]) => metric),
    nameOf: ({ key }) => String(key),
    valuesOf: (metric) => (has(metric.value, 'values') ? at(metric, 'values') : metric),
    metricOf: (values) => (values.parent === metrics || values.parent === null ? values : values.parent),
  }
}

/** k6 2: a list of metrics, and the checks' own beside it. */
function listed(run: JsonNode): Layout {
  const lists = [at(run, 'results', 'checks', 'metrics'), at(run, 'results', 'metrics')]
  return {
    metrics: lists.flatMap(items),
    nameOf: (metric) => text(at(metric, 'name')) ?? '',
    valuesOf: (metric) => at(metric, 'values'),
    metricOf: (values) => values.parent ?? values,
  }
}

/** What a value is, is said when somebody looks at it: a file may have a hundred thousand metrics. */
function readMetrics({ metrics, nameOf, valuesOf, metricOf }: Layout, found: Findings): void {
  const run = judgeRun((name, ...keys) => {
    const metric = metrics.find((one) => nameOf(one) === name && kindOf(one.value) !== null)
    const place = metric && keys.map((key) => at(valuesOf(metric), key)).find(({ value }) => value !== undefined)
    return place && { number: finite(place.value), place }
  }, found)
  const rowAt = rememberLast((values: JsonNode) => {
    const metric = metricOf(values)
    return k6Row(k6Metric(nameOf(metric), metric.value), numbersOf(values))
  })
  const ranUnder = (key: string) => (values: JsonNode) => ranOf(rowAt(values), key, run)
  const [ran, ranRate] = [ranUnder(''), ranUnder('rate')]
  const measuredUnder = remember((key) => (values: JsonNode) => measuredOf(rowAt(values), key) ?? { metric: key })
  for (const metric of metrics) {
    const kind = kindOf(metric.value)
    if (kind === null) continue
    const values = valuesOf(metric)
    const columns = columnsOf(kind, nameOf(metric))
    let isFirst = kind === 'trend'
    for (const key in fieldsOf(values.value)) {
      if (key === 'thresholds' || columns(key) === null) continue
      const measured = measuredUnder(key)
      if (!run.served && !isShown(measured(values), run)) continue
      found.member(values, key, kind === 'counter' && key === 'rate' ? ranRate : ran, measured)
      if (isFirst) flagUnit(k6Metric(nameOf(metric), metric.value), at(values, key), found)
      isFirst = false
    }
  }
}

/** Which keys of a metric hold figures: that its kind decides, not its name, but where it counts failures. */
function columnsOf(kind: K6Kind, full: string): K6Columns {
  return kind === 'rate' && (full === failures || full.startsWith(`${failures}{`)) ? failed : columns[kind]
}

const failures = 'http_req_failed'
const failed = k6Columns({ kind: 'rate', contains: 'default', name: failures })
const columns: Readonly<Record<K6Kind, K6Columns>> = {
  trend: k6Columns({ kind: 'trend', contains: 'default', name: '' }),
  counter: k6Columns({ kind: 'counter', contains: 'default', name: '' }),
  rate: k6Columns({ kind: 'rate', contains: 'default', name: '' }),
  gauge: k6Columns({ kind: 'gauge', contains: 'default', name: '' }),
}

function numbersOf({ value }: JsonNode): K6Row['values'] {
  return (key) => finite(fieldsOf(value)[key])
}

function k6Metric(full: string, metric: unknown): K6Metric {
  const { contains } = fieldsOf(metric)
  const { name, condition } = splitTags(full)
  const content = contains === 'time' || contains === 'data' || contains === 'default' ? contains : containsOf(name)
  return { name, condition, kind: kindOf(metric) ?? 'gauge', contains: content }
}

/** The type that a metric states, else that its keys show. */
function kindOf(metric: unknown): K6Kind | null {
  if (!isObject(metric)) return null
  const { type } = metric
  if (type === 'trend' || type === 'counter' || type === 'rate' || type === 'gauge') return type
  if (has(metric, 'passes', 'fails')) return 'rate'
  if (has(metric, 'count', 'rate')) return 'counter'
  if (has(metric, 'value')) return 'gauge'
  return Object.keys(metric).some((key) => key === 'med' || statisticName(key) !== null) ? 'trend' : null
}

const inMilliseconds: Measured = { metric: 'duration', unit: 'ms', role: 'workload' }
const inSeconds: Measured = { metric: 'duration', unit: 's', role: 'workload' }

/** How long the run took; k6 ends it, unless the iterations do. */
function readLength(run: JsonNode, found: Findings): void {
  found.member(at(run, 'state'), 'testRunDurationMs', {}, inMilliseconds)
  found.member(at(run, 'config'), 'duration', {}, inSeconds)
}

/** A crossed threshold says `ok: false` in `handleSummary`, and `true` in `--summary-export`: there it means "crossed". */
function flagThresholds({ metrics, nameOf }: Layout, found: Findings): void {
  for (const metric of metrics) {
    const thresholds = fieldsOf(fieldsOf(metric.value).thresholds)
    for (const threshold in thresholds) {
      const said = thresholds[threshold]
      const crossed = isObject(said) ? said.ok === false : said === true
      if (!crossed) continue
      const place = at(metric, 'thresholds', threshold)
      found.flag(
        'declared-invalid',
        `k6 calls the run failed: threshold "${threshold}" of ${nameOf(metric)} was crossed.`,
        isObject(said) ? at(place, 'ok') : place,
      )
    }
  }
}

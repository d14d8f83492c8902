import { at, entries, everyRecord, fieldsOf, finite, has, isObject, items, type JsonNode, records, text } from '../document/node.ts'
import type { Findings, Measured } from '../findings.ts'
import { statisticName } from '../labels.ts'
import { containsOf, type K6Kind, splitTags } from './k6-metrics.ts'
import { type K6Entry, type K6Layout, writeRun } from './k6-run.ts'

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
  const layout: K6Layout<Entry> = {
    keys: ({ values }) => Object.keys(fieldsOf(values.value)).filter((key) => key !== 'thresholds'),
    number: ({ values }, key) => finite(fieldsOf(values.value)[key]),
    place: ({ values }, key) => at(values, key),
    write: ({ values }, key, ran, measured) => found.member(values, key, ran, measured),
  }
  for (const run of runs) {
    const metrics = entries(at(run, 'metrics'))
    writeRun(isMachineReadable(fieldsOf(run.value)) ? listed(run) : named(metrics), layout, found)
    readLength(run, found)
    flagThresholds(metrics, found)
    found.environment('k6', text(at(run, 'metadata', 'k6Version')))
  }
}

interface Entry extends K6Entry {
  readonly values: JsonNode
}

/** `handleSummary` (values of their own, with type and content) and `--summary-export` (values in the metric, without). */
function named(metrics: readonly [string, JsonNode][]): Entry[] {
  return metrics.flatMap(([full, metric]) => entryOf(full, metric, has(metric.value, 'values') ? at(metric, 'values') : metric))
}

/** k6 2: a list of metrics, and the checks' own beside it. */
function listed(run: JsonNode): Entry[] {
  const lists = [at(run, 'results', 'checks', 'metrics'), at(run, 'results', 'metrics')]
  return lists.flatMap(items).flatMap((metric) => entryOf(text(at(metric, 'name')) ?? '', metric, at(metric, 'values')))
}

function entryOf(full: string, metric: JsonNode, values: JsonNode): Entry | [] {
  const kind = kindOf(metric.value)
  if (kind === null) return []
  const { name, condition } = splitTags(full)
  const { contains } = fieldsOf(metric.value)
  const content = contains === 'time' || contains === 'data' || contains === 'default' ? contains : containsOf(name)
  return { metric: { name, condition, kind, contains: content }, values }
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
function flagThresholds(metrics: readonly [string, JsonNode][], found: Findings): void {
  for (const [name, metric] of metrics) {
    const thresholds = fieldsOf(fieldsOf(metric.value).thresholds)
    for (const threshold in thresholds) {
      const said = thresholds[threshold]
      const crossed = isObject(said) ? said.ok === false : said === true
      if (!crossed) continue
      const place = at(metric, 'thresholds', threshold)
      found.flag(
        'declared-invalid',
        `k6 calls the run failed: threshold "${threshold}" of ${name} was crossed.`,
        isObject(said) ? at(place, 'ok') : place,
      )
    }
  }
}

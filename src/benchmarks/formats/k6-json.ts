import { at, entries, everyRecord, has, isObject, items, type JsonNode, number, records, root, text } from '../document/node.ts'
import type { Findings } from '../findings.ts'
import { statisticName } from '../labels.ts'
import { containsOf, type K6Kind, splitTags } from './k6-metrics.ts'
import { type K6Entry, writeRun } from './k6-run.ts'

/** Whether every record of a file is a summary. */
export function isSummary(json: JsonNode | null): boolean {
  return everyRecord(json, (run) => isLegacy(root(run)) || isMachineReadable(root(run)))
}

/** Metrics of which every run has one. */
const own = ['iterations', 'iteration_duration', 'http_reqs', 'http_req_duration', 'vus', 'data_received', 'data_sent']

function isLegacy(run: JsonNode): boolean {
  const metrics = at(run, 'metrics')
  return isObject(metrics.value) && own.some((name) => kindOf(at(metrics, name)) !== null)
}

function isMachineReadable(run: JsonNode): boolean {
  return (
    has(run.value, 'metadata', 'results') &&
    has(at(run, 'metadata').value, 'k6Version') &&
    Array.isArray(at(run, 'results', 'metrics').value)
  )
}

/** Reads the summaries of a file; several are runs of one test. */
export function readSummaries(json: JsonNode, found: Findings): void {
  const runs = records(json)
  if (runs.length > 1) found.flag('duplicate-runs-in-file', 'The file holds several summaries: each counts as a run.')
  for (const run of runs) {
    writeRun(isMachineReadable(run) ? listed(run, found) : named(run, found), found)
    readLength(run, found)
    flagThresholds(run, found)
    found.environment('k6', text(at(run, 'metadata', 'k6Version')))
  }
}

/** `handleSummary` (values of their own, with type and content) and `--summary-export` (values in the metric, without). */
function named(run: JsonNode, found: Findings): K6Entry[] {
  return entries(at(run, 'metrics')).flatMap(([full, node]) => {
    const kind = kindOf(node)
    const values = has(node.value, 'values') ? at(node, 'values') : node
    return kind === null ? [] : [entry(full, kind, text(at(node, 'contains')), values, found)]
  })
}

/** k6 2: a list of metrics, and the checks' own beside it. */
function listed(run: JsonNode, found: Findings): K6Entry[] {
  const lists = [at(run, 'results', 'checks', 'metrics'), at(run, 'results', 'metrics')]
  return lists.flatMap(items).flatMap((node) => {
    const kind = kindOf(node)
    return kind === null ? [] : [entry(text(at(node, 'name')) ?? '', kind, text(at(node, 'contains')), at(node, 'values'), found)]
  })
}

function entry(full: string, kind: K6Kind, contains: string | null, values: JsonNode, found: Findings): K6Entry {
  const { name, condition } = splitTags(full)
  const content = contains === 'time' || contains === 'data' || contains === 'default' ? contains : containsOf(name)
  const own = entries(values).filter(([key]) => key !== 'thresholds')
  return {
    metric: { name, condition, kind, contains: content },
    values: own.map(([key, node]) => ({ key, number: number(node), place: node, write: (figure) => found.json(node, figure) })),
  }
}

/** The type that a metric states, else that its keys show. */
function kindOf(metric: JsonNode): K6Kind | null {
  const type = text(at(metric, 'type'))
  if (type === 'trend' || type === 'counter' || type === 'rate' || type === 'gauge') return type
  const { value } = metric
  if (!isObject(value)) return null
  if (has(value, 'passes', 'fails')) return 'rate'
  if (has(value, 'count', 'rate')) return 'counter'
  if (has(value, 'value')) return 'gauge'
  return Object.keys(value).some((key) => key === 'med' || statisticName(key) !== null) ? 'trend' : null
}

/** How long the run took; k6 ends it, unless the iterations do. */
function readLength(run: JsonNode, found: Findings): void {
  found.json(at(run, 'state', 'testRunDurationMs'), { metric: 'duration', unit: 'ms', role: 'workload' })
  found.json(at(run, 'config', 'duration'), { metric: 'duration', unit: 's', role: 'workload' })
}

/** A crossed threshold says `ok: false` in `handleSummary`, and `true` in `--summary-export`: there it means "crossed". */
function flagThresholds(run: JsonNode, found: Findings): void {
  for (const [name, metric] of entries(at(run, 'metrics'))) {
    for (const [threshold, node] of entries(at(metric, 'thresholds'))) {
      const crossed = isObject(node.value) ? node.value.ok === false : node.value === true
      if (crossed)
        found.flag(
          'declared-invalid',
          `k6 calls the run failed: threshold "${threshold}" of ${name} was crossed.`,
          isObject(node.value) ? at(node, 'ok') : node,
        )
    }
  }
}

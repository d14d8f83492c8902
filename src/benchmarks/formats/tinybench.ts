import { at, has, isListOf, items, type JsonNode, root, text } from '../document/node.ts'
import type { Findings } from '../findings.ts'
import type { Reader } from '../reader.ts'
import { readTinybenchStatistics } from './tinybench-statistics.ts'

/** https://github.com/tinylibs/tinybench: the results of a Bench's tasks, written with JSON.stringify. */
export const tinybench: Reader = {
  name: 'tinybench',
  title: 'tinybench',
  docs: 'JSON of the tasks’ results, `{ results: [{ name, state, latency, throughput … }] }` or the bare list.',
  primary: ['latency'],
  detect: ({ json }) => resultsOf(json) !== null,
  parse({ json }, found) {
    for (const result of resultsOf(json) ?? []) readTask(result, found)
    const first = (resultsOf(json) ?? [])[0] ?? root(null)
    found.environment(text(at(first, 'runtime')) ?? 'runtime', text(at(first, 'runtimeVersion')))
  },
}

function resultsOf(json: JsonNode | null): JsonNode[] | null {
  if (json === null) return null
  const list = Array.isArray(json.value) ? json : at(json, 'results')
  const isResults =
    isListOf(list.value, (result) => has(result, 'state')) && list.value.some((result) => has(result, 'latency', 'throughput', 'period'))
  return isResults ? items(list) : null
}

function readTask(task: JsonNode, found: Findings): void {
  const benchmark = text(at(task, 'name')) ?? ''
  const state = text(at(task, 'state'))
  if (!has(task.value, 'latency', 'throughput')) {
    const error = text(at(task, 'error')) ?? text(at(task, 'error', 'message'))
    found.flag(
      'skipped-or-errored-row',
      `Task "${benchmark}" has no figures: ${[state, error].filter(Boolean).join(', ')}.`,
      at(task, 'state'),
    )
    return
  }
  readTinybenchStatistics(benchmark, task, found)
}

import { at, has, isListOf, items, type JsonNode, listOf, root, text } from '../document/node.ts'
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
    const results = resultsOf(json) ?? root(null)
    for (const result of items(results)) readTask(result, found)
    const first = at(results, 0)
    found.environment(text(at(first, 'runtime')) ?? 'runtime', text(at(first, 'runtimeVersion')))
  },
}

/** The list of the tasks; the first ones may have failed. */
function resultsOf(json: JsonNode | null): JsonNode | null {
  if (json === null) return null
  const list = Array.isArray(json.value) ? json : at(json, 'results')
  const isResults =
    isListOf(listOf(list.value).slice(0, 20), (result) => has(result, 'state')) &&
    listOf(list.value).some((result) => has(result, 'latency', 'throughput', 'period'))
  return isResults ? list : null
}

function readTask(task: JsonNode, found: Findings): void {
  const benchmark = text(at(task, 'name')) ?? ''
  if (!has(task.value, 'latency', 'throughput')) {
    const error = text(at(task, 'error')) ?? text(at(task, 'error', 'message'))
    const why = [text(at(task, 'state')), error].filter(Boolean).join(', ')
    found.flag('skipped-or-errored-row', `Task "${benchmark}" has no figures: ${why}.`, at(task, 'state'))
    return
  }
  readTinybenchStatistics(benchmark, task, found)
}

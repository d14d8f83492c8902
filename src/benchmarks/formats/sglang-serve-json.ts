import type { Side } from '../../model.ts'
import type { Document } from '../document/document.ts'
import { at, entries, items, type JsonNode, number, records, text, words } from '../document/node.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition } from '../labels.ts'
import { sideOf } from '../prose/side.ts'
import { modelName } from './model-name.ts'
import { judgeSglangRun, sglangFigure } from './sglang-serve-metrics.ts'

/** The tool appends a line for each run, so that one file often holds several. */
export function readSglangRecords(document: Document, found: Findings): void {
  const runs = records(document.json)
  const varied = variedKeys(runs)
  const conditions = runs.map((run) => conditionOf(run, varied))
  for (const group of Map.groupBy(runs, (_, index) => conditions[index]).values()) judgeRepeats(group, found)
  for (const [index, run] of runs.entries()) readRun(run, conditions[index] ?? '', document.path, found)
  for (const run of runs.slice(0, 1)) readEnvironment(run, varied, found)
}

/** Settings that every run has, and that set figures apart even between files. */
const settings = ['request_rate', 'max_concurrency']

/** Settings whose values differ within the file. */
function variedKeys(runs: readonly JsonNode[]): string[] {
  const values = new Map<string, Set<string>>()
  for (const [key, node] of runs.flatMap(entries)) {
    const said = words(node)
    if (said === null || settings.includes(key) || isOutcome(key)) continue
    values.set(key, (values.get(key) ?? new Set()).add(said))
  }
  return [...values].flatMap(([key, set]) => (set.size > 1 ? [key] : []))
}

function isOutcome(key: string): boolean {
  const figure = sglangFigure(key)
  return figure !== null && (figure.role !== 'workload' || key === 'completed' || key.startsWith('total_'))
}

function conditionOf(run: JsonNode, varied: readonly string[]): string {
  const parts = [...settings, ...varied].map((key) => [key, key === 'request_rate' ? rateOf(run) : words(at(run, key))] as const)
  return condition(parts.filter(([key, value]) => key !== 'tag' || sideOf(value ?? '').side === 'unknown'))
}

/** Infinity, or the largest number where a library rewrote it: every request at once. */
function rateOf(run: JsonNode): string | null {
  const { value } = at(run, 'request_rate')
  return typeof value === 'number' && value > 1e300 ? 'inf' : words(at(run, 'request_rate'))
}

function judgeRepeats(runs: readonly JsonNode[], found: Findings): void {
  const [first, ...others] = runs
  if (first === undefined || others.length === 0) return
  found.flag('duplicate-runs-in-file', 'The file holds several runs with the same settings: each counts as a run.')
  const ttft = (run: JsonNode) => number(at(run, 'median_ttft_ms')) ?? 0
  const fastest = Math.min(...others.map(ttft))
  if (fastest > 0 && ttft(first) > 2 * fastest)
    found.flag(
      'cold-run',
      'The first run took over twice as long to the first token as a later one: it was cold.',
      at(first, 'median_ttft_ms'),
    )
}

function readRun(run: JsonNode, where: string, path: string, found: Findings): void {
  const tag = text(at(run, 'tag'))
  const side: Side = tag === null ? 'unknown' : sideOf(tag).side
  const completed = number(at(run, 'completed'))
  const value = (key: string) => number(at(run, key))
  const means = judgeSglangRun({ failed: failuresOf(run, completed, path), value, place: (key) => at(run, key) }, found)
  if (means === null) return
  for (const [key, node] of entries(run)) {
    const figure = sglangFigure(key)
    // null stands for what was not asked for (a limit, speculative decoding).
    if (figure === null || node.value === null || (key === 'request_rate' && rateOf(run) === 'inf') || !means(key)) continue
    found.json(node, { ...figure, ...requestsOf(figure, completed), ...spreadOf(run, figure), condition: where, side })
  }
}

/** Of `--output-details` the errors; else by the number of prompts in the tool's own file name: `sglang_0307_10_sharegpt.jsonl`. */
function failuresOf(run: JsonNode, completed: number | null, path: string): number | null {
  const errors = at(run, 'errors')
  if (Array.isArray(errors.value)) return items(errors).filter((error) => (text(error) ?? '') !== '').length
  const prompts = Number(/(?:^|\/)[^/]*_\d{4}_(\d+)_[^/]*\.jsonl?$/.exec(path)?.[1] ?? Number.NaN)
  return completed !== null && prompts >= completed ? prompts - completed : null
}

/** Times per token and between chunks summarise others than requests; how many, the file does not say. */
function requestsOf({ metric, role }: Figure, requests: number | null): Pick<Figure, 'samples' | 'sampleKind'> {
  const other = metric === 'tpot' || metric === 'itl' || role === 'workload'
  return other || requests === null ? {} : { samples: requests, sampleKind: 'request' }
}

function spreadOf(run: JsonNode, { metric, statistic }: Figure): Pick<Figure, 'spread'> {
  const deviation = statistic === 'mean' ? number(at(run, `std_${metric}_ms`)) : null
  return deviation === null ? {} : { spread: { kind: 'standard-deviation', value: deviation } }
}

/** The backend is the server that was measured: SGLang's client measures others too. */
function readEnvironment(run: JsonNode, varied: readonly string[], found: Findings): void {
  const backend = text(at(run, 'backend'))
  if (!varied.includes('backend')) found.environment('engine', backend)
  if (backend !== null && !backend.startsWith('sglang'))
    found.flag('tool-not-engine', `SGLang's client measured a server of ${backend}: these are no figures of SGLang.`, at(run, 'backend'))
  const server = at(run, 'server_info')
  found.environment('model', modelName(text(at(server, 'model_path')), at(server, 'model_path'), found))
  found.environment('sglang', text(at(server, 'version')))
  found.environment('tensor_parallel', words(at(server, 'tp_size')))
  for (const key of ['dtype', 'quantization', 'kv_cache_dtype', 'device', 'attention_backend'])
    found.environment(key, text(at(server, key)))
  if (!varied.includes('dataset_name')) found.environment('dataset', text(at(run, 'dataset_name')))
}

import { toNumber } from '../cells.ts'
import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import { entryOf } from '../entry-of.ts'
import type { Figure, Findings } from '../findings.ts'
import { labelAbove } from '../label-above.ts'
import { statisticName } from '../labels.ts'
import { lineAbove } from './line-above.ts'
import { modelName } from './model-name.ts'
import { judgeRequests } from './requests.ts'
import { trtllmFigures as figures, judgeDistribution, judgeIssueRate, ofRequests } from './trtllm-metrics.ts'

/** One printed report: its rows by name, and the line above it. */
interface Report {
  rows: { name: string; value: string; line: Line }[]
  above: Line | null
}

/** What a printed name measures, in lower case and without what stands in brackets; the wording of every version. */
const names: Record<string, Figure> = {
  'request throughput': figures.requestThroughput,
  // In 0.12 to 0.16 the tokens of the output alone.
  'token throughput': figures.outputThroughput,
  'total output throughput': figures.outputThroughput,
  'total token throughput': figures.totalThroughput,
  'per user output throughput': figures.perUser,
  'per gpu output throughput': figures.perGpu,
  'per user output speed': figures.outputSpeed,
  'total latency': figures.totalLatency,
  'average request latency': { ...figures.requestLatency, statistic: 'mean' },
  'average time-to-first-token': { ...figures.ttft, statistic: 'mean' },
  'average time-per-output-token': { ...figures.tpot, statistic: 'mean' },
  'number of requests': figures.requests,
  'number of concurrent requests': figures.concurrency,
  'average input length': figures.inputLength,
  'average output length': figures.outputLength,
}

const breakdowns: Record<string, Figure> = {
  Latency: figures.requestLatency,
  TTFT: figures.ttft,
  TPOT: figures.tpot,
  GTPS: figures.generationSpeed,
  DAR: figures.acceptanceRate,
  AL: figures.acceptanceLength,
}

const environment: Record<string, string> = {
  'TensorRT-LLM Version': 'tensorrt_llm',
  'TensorRT LLM Version': 'tensorrt_llm',
  Dtype: 'dtype',
  'KV Cache Dtype': 'kv_cache_dtype',
  Quantization: 'quantization',
  'TP Size': 'tensor_parallel',
  'PP Size': 'pp_size',
  'EP Size': 'ep_size',
  'Max Runtime Batch Size': 'max_batch_size',
  'Max Runtime Tokens': 'max_num_tokens',
  'Scheduling Policy': 'scheduling_policy',
}

export function readTrtllmOutput(document: Document, found: Findings): void {
  for (const report of reportsOf(document)) readReport(report, found)
  // `NVIDIA H100 80GB HBM3, memory 79.65 GB, 2.62 GHz`
  for (const { text } of document.lines) found.environment('gpu', /^(\S[^,]{1,80}), memory [\d.]+ GB, [\d.]+ GHz$/.exec(text)?.[1] ?? null)
}

/** Engine, machine and requests are printed before the figures; a section that comes again begins another report. */
function reportsOf({ lines }: Document): Report[] {
  const reports: Report[] = []
  const seen = new Set<string>()
  for (const [index, line] of lines.entries()) {
    const section = /^= ([A-Z][A-Z +]{3,40}[A-Z])(?: \([^)]{0,40}\))?[ \t]*$/.exec(line.text)?.[1]
    if (section !== undefined) {
      if (seen.has(section)) seen.clear()
      if (seen.size === 0) reports.push({ rows: [], above: lineAbove(lines, index) })
      seen.add(section)
    }
    const row = rowOf(line)
    if (row !== null) reports.at(-1)?.rows.push(row)
  }
  return reports
}

function rowOf(line: Line): Report['rows'][number] | null {
  const colon = line.text.indexOf(':')
  const [name, value] = [line.text.slice(0, colon).trim(), line.text.slice(colon + 1).trim()]
  return colon > 0 && /^[A-Z[]/.test(name) && value !== '' ? { name, value, line } : null
}

function readReport({ rows, above }: Report, found: Findings): void {
  const label = labelAbove(above)
  const asked = rows.find(({ name }) => name === 'Number of requests')
  const requests = toNumber(asked?.value ?? '')
  if (!judgeRequests({ completed: requests, failed: 0, place: asked }, found)) return
  const seen = new Map<string, { value: number | null; line: Line; figure: Figure }>()
  for (const { name, value, line } of rows) {
    readSetting(name, value, line, found)
    const figure = figureOf(name)
    const key = `${figure?.metric} ${figure?.statistic}`
    if (figure === null || toNumber(value) === null || seen.has(key)) continue
    seen.set(key, { value: toNumber(value), line, figure })
    found.line(line, value, { ...ofRequests(figure, { requests, condition: label.condition }), side: label.side })
  }
  for (const { line, figure, value } of seen.values()) {
    if (figure.statistic !== 'p50') continue
    const mean = seen.get(`${figure.metric} mean`)?.value ?? null
    judgeDistribution({ figure, mean, median: value, place: { line } }, requests, found)
  }
}

/** `Average time-to-first-token [TTFT] (ms)`, `[TPOT] P50`: the unit is the last thing in brackets. */
function figureOf(name: string): Figure | null {
  const [, tag, word] = /^\[(\w{2,8})\] (\w{2,8})$/.exec(name) ?? []
  const statistic = statisticName(word ?? '')
  if (tag !== undefined) {
    const breakdown = entryOf(breakdowns, tag)
    return statistic === null || breakdown === undefined ? null : { ...breakdown, statistic }
  }
  const unit = /\(([^()]+)\)$/.exec(name)?.[1]
  const figure = entryOf(names, name.split(/ [[(]/)[0]?.toLowerCase() ?? '')
  if (figure === undefined) return null
  return unit === undefined || unit === 'tokens' ? figure : { ...figure, unit: unitOf(unit) }
}

/** `tps/user` and `tps/gpu` are tokens a second, which `tps` alone would not say. */
function unitOf(unit: string): string {
  return unit === 'seconds' ? 's' : unit.replace(/^tps\b/, 'tok/s')
}

function readSetting(name: string, value: string, line: Line, found: Findings): void {
  const setting = entryOf(environment, name)
  if (name === 'Model') found.environment('model', modelName(value, { line }, found))
  else if (name.startsWith('Issue Rate')) judgeIssueRate(toNumber(value), { line }, found)
  else if (value !== 'None' && setting !== undefined) found.environment(setting, value)
  else if ((name === 'Engine Directory' || name === 'Model Path') && /^(?:\/|~)/.test(value))
    found.flag('private-path', 'The text names paths of the machine: do not publish it as it is.', { line })
}

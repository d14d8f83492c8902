import { toNumber } from '../cells.ts'
import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import { entryOf } from '../entry-of.ts'
import type { Findings } from '../findings.ts'
import { labelAbove } from '../label-above.ts'
import { condition, statisticName } from '../labels.ts'
import { modelName } from './model-name.ts'
import { type ServingBlock, type ServingRow, servingBlocks } from './serving-block.ts'
import { judgeSglangRun, sglangFigure } from './sglang-serve-metrics.ts'

/** One block a run; the first row, "Backend", tells SGLang's from vLLM's. */
export function readSglangBlocks(document: Document, found: Findings): void {
  for (const block of servingBlocks(document)) {
    if (block.rows[0]?.name === 'Backend') readBlock(block, found)
  }
}

const keys: Record<string, string> = {
  'traffic request rate': 'request_rate',
  'max request concurrency': 'max_concurrency',
  // As SGLang spelt it until 2025.
  'max reqeust concurrency': 'max_concurrency',
  'successful requests': 'completed',
  'benchmark duration': 'duration',
  'total input tokens': 'total_input_tokens',
  'total generated tokens': 'total_output_tokens',
  'request throughput': 'request_throughput',
  'input token throughput': 'input_throughput',
  'output token throughput': 'output_throughput',
  'peak output token throughput': 'max_output_tokens_per_s',
  'peak concurrent requests': 'max_concurrent_requests',
  'total throughput': 'total_throughput',
  'total token throughput': 'total_throughput',
  concurrency: 'concurrency',
  'accept length': 'accept_length',
}

/** The key of the JSON for a printed name: "Mean E2E Latency" → mean_e2e_latency_ms. */
function keyOf({ name, unit }: ServingRow): string | null {
  if (unit === 'retokenized') return 'total_output_tokens_retokenized'
  const plain = name.toLowerCase()
  const [first = '', ...rest] = plain.split(' ')
  return (
    entryOf(keys, plain) ?? (unit === 'ms' && statisticName(first) !== null && rest.length > 0 ? `${first}_${rest.join('_')}_ms` : null)
  )
}

function readBlock({ rows, title, above, settings }: ServingBlock, found: Findings): void {
  const byKey = new Map(rows.flatMap((row) => (keyOf(row) === null ? [] : [[keyOf(row) ?? '', row] as const])))
  const value = (key: string) => toNumber(byKey.get(key)?.value ?? '')
  const place = (key: string) => ({ line: byKey.get(key)?.line ?? title })
  const completed = value('completed')
  const prompts = toNumber(settings.get('num_prompts') ?? '')
  readEnvironment(rows, settings, title, found)
  const means = judgeSglangRun({ failed: prompts === null || completed === null ? null : prompts - completed, value, place }, found)
  if (means === null) return
  const label = labelAbove(above)
  const asked = ['request_rate', 'max_concurrency'].map((key) => [key, byKey.get(key)?.value ?? null] as const)
  const where = { side: label.side, condition: label.condition || condition(asked) }
  for (const [key, row] of byKey) {
    const figure = sglangFigure(key)
    if (figure === null || toNumber(row.value) === null || !means(key)) continue
    const unknown = figure.role === 'workload' || figure.metric === 'tpot' || figure.metric === 'itl' || completed === null
    const samples = unknown ? {} : ({ samples: completed, sampleKind: 'request' } as const)
    const unit = row.unit === 'retokenized' ? 'tok' : row.unit || (figure.unit ?? '')
    found.line(row.line, row.value, { ...figure, unit, ...samples, ...where })
    if ((figure.role ?? 'result') === 'result' && /^0?\.\d{1,2}$/.test(row.value))
      found.flag('low-precision', `${row.name} has two digits: too few to show a small difference.`, { line: row.line, text: row.value })
  }
}

function readEnvironment(rows: readonly ServingRow[], settings: ReadonlyMap<string, string>, line: Line, found: Findings): void {
  const [backend] = rows
  found.environment('engine', backend?.value ?? null)
  if (backend !== undefined && !backend.value.startsWith('sglang'))
    found.flag('tool-not-engine', `SGLang's client measured a server of ${backend.value}: these are no figures of SGLang.`, {
      line: backend.line,
    })
  const said = (key: string) => (settings.get(key) === 'None' ? null : (settings.get(key) ?? null))
  found.environment('model', modelName(said('model'), { line }, found))
  found.environment('dataset', said('dataset_name'))
}

import { toNumber } from '../cells.ts'
import type { Document } from '../document/document.ts'
import { entryOf } from '../entry-of.ts'
import type { Findings } from '../findings.ts'
import { labelAbove } from '../label-above.ts'
import { statisticName } from '../labels.ts'
import { type ServingBlock, type ServingRow, servingBlocks } from './serving-block.ts'
import { judgeRun, meansMissing, serveFigure } from './vllm-serve-metrics.ts'

/** One block a run. Their order says nothing: the label above a block does. */
export function readServeBlocks(document: Document, found: Findings): void {
  for (const block of servingBlocks(document)) {
    if (block.rows[0]?.name !== 'Backend') readBlock(block, found)
  }
}

const keys: Record<string, string> = {
  'successful requests': 'completed',
  'failed requests': 'failed',
  'maximum request concurrency': 'max_concurrency',
  'request rate configured': 'request_rate',
  'benchmark duration': 'duration',
  'total input tokens': 'total_input_tokens',
  'total generated tokens': 'total_output_tokens',
  'request throughput': 'request_throughput',
  'request goodput': 'request_goodput',
  'input token throughput': 'input_throughput',
  'output token throughput': 'output_throughput',
  'peak output token throughput': 'max_output_tokens_per_s',
  'peak concurrent requests': 'max_concurrent_requests',
  'total token throughput': 'total_token_throughput',
  'acceptance rate': 'spec_decode_acceptance_rate',
  'acceptance length': 'spec_decode_acceptance_length',
}

/** The key of the JSON for a printed name: "Mean TTFT" → mean_ttft_ms. */
function keyOf({ name }: ServingRow): string | null {
  const plain = name.toLowerCase()
  const known = entryOf(keys, plain)
  if (known !== undefined) return known
  const [first = '', ...rest] = plain.split(' ')
  return statisticName(first) === null || rest.length === 0 ? null : `${first}_${rest.join('_')}_ms`
}

function readBlock(block: ServingBlock, found: Findings): void {
  const rows = new Map(block.rows.flatMap((row) => (keyOf(row) === null ? [] : [[keyOf(row) ?? '', row] as const])))
  const value = (key: string) => toNumber(rows.get(key)?.value ?? '')
  const place = (key: string) => ({ line: rows.get(key)?.line ?? block.title })
  const completed = value('completed')
  const prompts = toNumber(block.settings.get('num_prompts') ?? '')
  readSettings(block, found)
  if (!judgeRun({ completed, failed: value('failed'), prompts, value, place }, found)) return
  const label = labelAbove(block.above)
  for (const [key, row] of rows) {
    const figure = serveFigure(key)
    const number = toNumber(row.value)
    if (figure === null || number === null) continue
    if (number === 0 && meansMissing(key)) {
      found.flag('zero-means-missing', `${figure.metric} is 0: nothing of the kind was measured.`, { line: row.line })
      continue
    }
    const perToken = figure.metric === 'tpot' || figure.metric === 'itl'
    const samples =
      figure.role === 'workload' || perToken || completed === null ? {} : ({ samples: completed, sampleKind: 'request' } as const)
    found.line(row.line, row.value, { ...figure, unit: row.unit || (figure.unit ?? ''), ...samples, ...label })
    if (figure.role === 'result' && /^0?\.\d{1,2}$/.test(row.value))
      found.flag('low-precision', `${row.name} has two digits: too few to show a small difference.`, { line: row.line, text: row.value })
  }
}

function readSettings({ settings, title }: ServingBlock, found: Findings): void {
  for (const key of ['model', 'backend', 'dataset_name', 'request_rate', 'max_concurrency']) {
    const value = settings.get(key) ?? null
    found.environment(key, value === 'None' ? null : value)
  }
  if (settings.get('num_warmups') === '0') found.flag('no-warmup', 'The run had no warm-up requests.', { line: title })
}

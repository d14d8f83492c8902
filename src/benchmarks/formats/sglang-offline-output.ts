import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import { entryOf } from '../entry-of.ts'
import type { Findings } from '../findings.ts'
import { labelAbove } from '../label-above.ts'
import { condition, splitUnit } from '../labels.ts'
import { lineAbove } from './line-above.ts'
import { judgeRequests } from './requests.ts'
import { isNothing, offlineFigure } from './sglang-offline-metrics.ts'

const printed: Record<string, string> = {
  'successful requests': 'successful_requests',
  'benchmark duration': 'total_latency',
  'total input tokens': 'total_input_tokens',
  'total generated tokens': 'total_output_tokens',
  'last generation throughput': 'last_gen_throughput',
  'request throughput': 'request_throughput',
  'input token throughput': 'input_throughput',
  'output token throughput': 'output_throughput',
  'total token throughput': 'total_throughput',
}

/** Blocks and dictionaries, in the order of the text. */
export function readOfflineOutput({ lines }: Document, found: Findings): void {
  let block: { rows: Map<string, Line>; backend: string; above: Line | null } | null = null
  let backend: string | null = null
  const finish = () => {
    if (block !== null) readBlock(block.rows, block.backend, block.above, found)
    block = null
  }
  for (const [index, line] of lines.entries()) {
    if (line.text.includes('bench_offline_throughput')) backend = /--backend[= ](\w+)/.exec(line.text)?.[1] ?? 'engine'
    if (line.text.includes('= Offline Throughput Benchmark Result =')) {
      finish()
      block = { rows: new Map(), backend: '', above: lineAbove(lines, index) }
    } else if (block !== null && /^={10,}\s*$/.test(line.text)) finish()
    else if (block !== null) {
      const colon = line.text.lastIndexOf(':')
      const { name } = splitUnit(line.text.slice(0, Math.max(colon, 0)))
      if (name === 'Backend') block.backend = line.text.slice(colon + 1).trim()
      else if (entryOf(printed, name.toLowerCase()) !== undefined) block.rows.set(entryOf(printed, name.toLowerCase()) ?? '', line)
    } else if (line.text.startsWith("{'run_name': ")) readDictionary(line, backend, found)
  }
  finish()
}

function readBlock(rows: ReadonlyMap<string, Line>, backend: string, above: Line | null, found: Findings): void {
  const wordsOf = (line: Line | undefined) => line?.text.slice(line.text.lastIndexOf(':') + 1).trim() ?? ''
  const first = rows.get('successful_requests')
  const requests = first === undefined ? null : Number(wordsOf(first))
  if (!judgeRequests({ completed: requests, failed: 0, place: first && { line: first } }, found)) return
  const label = labelAbove(above)
  const where = { side: label.side, condition: label.condition || condition([['backend', backend]]) }
  for (const [key, line] of rows) {
    const figure = offlineFigure(key, requests)
    const value = wordsOf(line)
    if (figure !== null && !isNothing(key, Number(value))) found.line(line, value, { ...figure, ...where })
  }
}

/** `{'run_name': 'before', …}`: that name was the default, and says nothing of a side. */
function readDictionary(line: Line, backend: string | null, found: Findings): void {
  for (const [, key = '', value = ''] of line.text.matchAll(/'(\w{1,40})': ([\d.e+-]+)/g)) {
    const figure = offlineFigure(key === 'throughput' ? 'total_throughput' : key, null)
    if (figure !== null) found.line(line, value, { ...figure, condition: condition([['backend', backend]]) })
  }
}

/**
 * The block that vLLM's and SGLang's serving benchmarks print ("Serving Benchmark Result"): SGLang took it from vLLM.
 * The values have two decimals; names vary a little over the years.
 */
import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import { splitUnit } from '../labels.ts'
import { namespaceSettings } from './namespace-line.ts'

export interface ServingRow {
  /** Without the unit: "Mean TTFT", "Request throughput". */
  readonly name: string
  /** As in the brackets behind the name; empty without. */
  readonly unit: string
  readonly value: string
  readonly line: Line
}

export interface ServingBlock {
  readonly title: Line
  /** The last line with words above the block: "# main", "This PR", or the tool's own chatter. */
  readonly above: Line | null
  readonly rows: readonly ServingRow[]
  /** What the tool was started with: from the `Namespace(…)` line above, which is in no JSON. */
  readonly settings: ReadonlyMap<string, string>
}

const title = '==== Serving Benchmark Result ===='

export function servingBlocks(document: Document): ServingBlock[] {
  const blocks: ServingBlock[] = []
  let settings: ReadonlyMap<string, string> = new Map()
  let above: Line | null = null
  let rows: ServingRow[] | null = null
  for (const line of document.lines) {
    const row = rows === null ? null : readRow(line)
    if (line.text.includes(title)) {
      rows = []
      blocks.push({ title: line, above, rows, settings })
      above = null
    } else if (row !== null) rows?.push(row)
    else if (/^\s*={10,}\s*$/.test(line.text)) rows = null
    else if (line.text.includes('Namespace(')) settings = namespaceSettings(line.text) ?? settings
    else if (line.text.trim() !== '' && !/^\s*-{5,}/.test(line.text)) above = line
  }
  return blocks
}

function readRow(line: Line): ServingRow | null {
  const colon = line.text.lastIndexOf(':')
  if (colon <= 0) return null
  const value = line.text.slice(colon + 1).trim()
  return /^\S+$/.test(value) ? { ...splitUnit(line.text.slice(0, colon)), value, line } : null
}

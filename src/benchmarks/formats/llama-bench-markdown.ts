import { readCell } from '../cells.ts'
import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import { type PipeTable, readTables } from '../document/pipe-table.ts'
import type { Findings } from '../findings.ts'
import { labelAbove } from '../label-above.ts'
import { condition } from '../labels.ts'
import { throughput } from './llama-bench-test.ts'

/** Only parameters that are not the default have a column; the last one is always the rate. */
export function isLlamaTable({ header }: PipeTable): boolean {
  return header[0] === 'model' && header.includes('test') && header.at(-1) === 't/s'
}

/** Tables of one text often repeat their rows for another device: what stands above is part of their identity. */
export function readLlamaTables({ lines }: Document, found: Findings): void {
  for (const table of readTables(lines).filter(isLlamaTable)) readTable(table, labelOf(table, lines), found)
  for (const { text } of lines) {
    found.environment('commit', /^build: (\w{6,40}) \(\d+\)$/.exec(text.trim())?.[1] ?? null)
    found.environment('gpu', /^\s*Device \d+: ([^,]+),/.exec(text)?.[1] ?? /^ggml_vulkan: \d+ = ([^|(]+)/.exec(text)?.[1] ?? null)
  }
}

/** The nearest line above that is not the tool's own chatter about devices. */
function labelOf({ rows }: PipeTable, lines: readonly Line[]): ReturnType<typeof labelAbove> {
  const first = rows[0]?.line.number ?? 0
  const above = lines.findLast(({ number, text }) => number < first - 2 && /[\p{L}\p{N}]/u.test(text) && !isChatter(text))
  return labelAbove(above ?? null)
}

function isChatter(text: string): boolean {
  return /^(?:ggml_|load_|llama_|register_|build: |\s*Device \d+:|\s*```|\s*\|)/.test(text)
}

function readTable({ header, rows }: PipeTable, { side, condition: heading }: ReturnType<typeof labelAbove>, found: Findings): void {
  const parameters = header.filter((name) => !['model', 'size', 'params', 'test', 't/s'].includes(name))
  const cell = (cells: readonly string[], name: string) => cells[header.indexOf(name)] ?? ''
  const varied = parameters.filter((name) => new Set(rows.map(({ cells }) => cell(cells, name))).size > 1)
  for (const name of parameters.filter((name) => !varied.includes(name))) found.environment(name, cell(rows[0]?.cells ?? [], name))
  for (const { cells, line } of rows) {
    if (cells.length !== header.length) {
      found.flag('malformed-row', 'The row has another number of cells than the header: it is not read.', { line })
      continue
    }
    // "pp 512" until 2023, "pp512" since.
    const test = cell(cells, 'test').replaceAll(/\b(pp|tg) (?=\d)/g, '$1')
    const figure = /^[\d.]+(?: ± [\d.]+)?$/.exec(cell(cells, 't/s'))?.[0]
    if (figure === undefined) {
      found.flag('not-a-number', `No rate in "${cell(cells, 't/s')}" for ${test}.`, { line })
      continue
    }
    const deviation = readCell(figure)?.plusMinus?.value
    found.line(line, figure, {
      ...throughput(test),
      benchmark: cell(cells, 'model'),
      condition: [heading, test, condition(varied.map((name) => [name, cell(cells, name)]))].filter((part) => part !== '').join(', '),
      spread: deviation === undefined ? null : { kind: 'standard-deviation', value: deviation },
      side,
    })
  }
}

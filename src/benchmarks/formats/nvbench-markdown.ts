/** The tables that NVBench prints: a heading for the benchmark, one for the device, units in the cells. */
import { readCell } from '../cells.ts'
import type { Document } from '../document/document.ts'
import { type PipeTable, readTables } from '../document/pipe-table.ts'
import { entryOf } from '../entry-of.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition } from '../labels.ts'
import { noiseOf } from './nvbench-metrics.ts'

export function readNvbenchTables({ lines }: Document, found: Findings): void {
  const tables = new Map(
    readTables(lines).flatMap((table) => (table.header.includes('Noise') ? [[table.rows[0]?.line, table] as const] : [])),
  )
  const devices = new Set<string>()
  let benchmark = ''
  let device = ''
  for (const line of lines) {
    benchmark = /^## (?!#)(.+)$/.exec(line.text)?.[1]?.trim() ?? benchmark
    const [, id, name] = /^### \[(\d+)\] (.+)$/.exec(line.text) ?? []
    device = id ?? device
    if (name !== undefined) devices.add(name.trim())
    const table = tables.get(line)
    if (table !== undefined) readTable(table, { benchmark, device }, found)
  }
  found.environment('gpu', [...devices].join(', '))
  const skipped = lines.find(({ text }) => /^(?:Skip|Fail):\s/.test(text))
  if (skipped !== undefined) found.flag('skipped-or-errored-row', `Not everything was measured: ${skipped.text.trim()}`, { line: skipped })
}

const time = { statistic: 'mean', better: 'lower' } as const
const derived = { role: 'derived' } as const

const known: Readonly<Record<string, Omit<Figure, 'metric'>>> = {
  'GPU Time': time,
  'CPU Time': time,
  'Batch GPU': time,
  'Elem/s': { ...derived, better: 'higher' },
  'GlobalMem BW': { ...derived, better: 'higher' },
  BWUtil: derived,
  BWPeak: derived,
}

function readTable({ header, rows }: PipeTable, { benchmark, device }: { benchmark: string; device: string }, found: Findings): void {
  const noise = noiseOf(benchmark, found)
  const counted = header.indexOf('Samples')
  const axes = header.flatMap((name, index) => (index < counted && entryOf(known, name) === undefined ? [{ name, index }] : []))
  for (const { cells, line } of rows) {
    const cellOf = (index: number) => cells[index] ?? ''
    const values = axes.map(({ name, index }) => [name, cellOf(index).replace(/^2\^\d+ = +/, '')] as const)
    const shared = { benchmark, condition: condition([['Device', device], ...values]) }
    for (const [index, name] of header.entries()) {
      const figure = entryOf(known, name)
      if (figure === undefined || cellOf(index) === '') continue
      const samples = countOf(cellOf(name === 'Batch GPU' ? batchColumn(header, index) : counted))
      const variation = header[index + 1] === 'Noise' ? readCell(cellOf(index + 1)) : null
      const unit = readCell(cellOf(index))?.unit ?? ''
      found.line(line, cellOf(index), {
        ...shared,
        ...figure,
        metric: name,
        unit: name === 'Elem/s' ? `${unit}elem/s` : unit,
        samples,
        sampleKind: samples === null ? null : 'iteration',
        spread: variation === null ? null : { kind: 'relative-standard-deviation', value: variation.value / 100 },
      })
      if (name === 'GPU Time' && variation !== null) noise.add(variation.value / 100, { line, text: cellOf(index + 1) })
    }
  }
  noise.say()
}

/** The batch has its own count: beside it, left in new versions and right in old ones. */
function batchColumn(header: readonly string[], index: number): number {
  return header[index - 1] === 'Samples' ? index - 1 : header.indexOf('Batch')
}

/** `27393x` */
function countOf(cell: string): number | null {
  const count = readCell(cell)?.value ?? null
  return count !== null && Number.isInteger(count) ? count : null
}

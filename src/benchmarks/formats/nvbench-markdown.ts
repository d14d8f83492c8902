/** The tables that NVBench prints: a heading for the benchmark, one for the device, units in the cells. */
import { readCell } from '../cells.ts'
import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import { type PipeTable, readTables } from '../document/pipe-table.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition } from '../labels.ts'
import { noiseOf } from './nvbench-metrics.ts'

export function readNvbenchTables({ lines }: Document, found: Findings): void {
  const devices = new Set<string>()
  for (const table of readTables(lines).filter(({ header }) => header.includes('Noise'))) {
    const above = lines.filter(({ number }) => number < (table.rows[0]?.line.number ?? 0))
    const benchmark = nearest(above, /^## (?!#)(.+)$/)?.[1] ?? ''
    const device = nearest(above, /^### \[(\d+)\] (.+)$/)
    if (device?.[2] !== undefined) devices.add(device[2].trim())
    readTable(table, { benchmark: benchmark.trim(), device: device?.[1] ?? '' }, found)
  }
  found.environment('gpu', [...devices].join(', '))
  const skipped = lines.find(({ text }) => /^(?:Skip|Fail):\s/.test(text))
  if (skipped !== undefined) found.flag('skipped-or-errored-row', `Not everything was measured: ${skipped.text.trim()}`, { line: skipped })
}

function nearest(lines: readonly Line[], pattern: RegExp): RegExpExecArray | null {
  return lines.map(({ text }) => pattern.exec(text)).findLast((match) => match !== null) ?? null
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
  const axes = header.slice(0, Math.max(header.indexOf('Samples'), 0)).filter((name) => known[name] === undefined)
  for (const { cells, line } of rows) {
    const cellOf = (index: number) => cells[index] ?? ''
    const values = axes.map((name) => [name, cellOf(header.indexOf(name)).replace(/^2\^\d+ = /, '')] as const)
    const shared = { benchmark, condition: condition([['Device', device], ...values]) }
    for (const [index, name] of header.entries()) {
      const figure = known[name]
      if (figure === undefined || cellOf(index) === '') continue
      const samples = countOf(cellOf(samplesColumn(header, index)))
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
function samplesColumn(header: readonly string[], index: number): number {
  if (header[index] !== 'Batch GPU') return header.indexOf('Samples')
  return header[index - 1] === 'Samples' ? index - 1 : header.indexOf('Batch')
}

/** `27393x` */
function countOf(cell: string): number | null {
  const count = readCell(cell)?.value ?? null
  return count !== null && Number.isInteger(count) ? count : null
}

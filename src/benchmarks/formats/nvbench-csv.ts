/**
 * NVBench's CSV: one table for all benchmarks. A column is known by its name and by what stands left of it: both
 * columns called `Noise` belong to the time before them, `Samples` and `Batch` count the launches of one timing.
 */
import { toNumber } from '../cells.ts'
import { readCsv } from '../document/csv.ts'
import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition, splitUnit } from '../labels.ts'
import { noiseOf, nvbenchFigure, type Timing } from './nvbench-metrics.ts'

type Column =
  | { kind: 'own' }
  | { kind: 'axis'; name: string }
  | { kind: 'samples'; timing: Timing }
  | { kind: 'figure'; figure: Figure; timing: Timing }

export function readNvbenchCsv(document: Document, found: Findings): void {
  for (const { header, rows, ragged } of readCsv(document)) {
    for (const { line } of ragged)
      found.flag('malformed-row', 'The row has another number of cells than the header: it is not read.', { line })
    const columns = columnsOf(header)
    const at = (cells: readonly string[], name: string) => cells[header.indexOf(name)] ?? ''
    found.environment('gpu', [...new Set(rows.map(({ cells }) => at(cells, 'Device Name')))].join(', '))
    for (const [benchmark, own] of Map.groupBy(rows, ({ cells }) => at(cells, 'Benchmark'))) {
      const noise = noiseOf(benchmark, found)
      for (const { cells, line } of own) {
        const axes = columns.flatMap((column, index) => (column.kind === 'axis' ? [[column.name, cells[index] ?? ''] as const] : []))
        const where = condition([['Device', at(cells, 'Device')], ...axes])
        if (at(cells, 'Skipped') === 'Yes') found.flag('skipped-or-errored-row', `${benchmark} (${where}) was skipped.`, { line })
        else readRow({ columns, cells, line }, { benchmark, condition: where }, noise, found)
      }
      noise.say()
    }
  }
}

const own = new Set(['Benchmark', 'Device', 'Device Name', 'Skipped'])

function columnsOf(header: readonly string[]): Column[] {
  return header.map((label, index): Column => {
    const left = header.slice(0, index)
    const before = header[index - 1] ?? ''
    if (own.has(label) || label.endsWith(' (pow2)')) return { kind: 'own' }
    if (label === 'Samples') return { kind: 'samples', timing: left.includes('Samples') ? 'batch' : 'cold' }
    if (label === 'Batch' && before === 'Batch GPU (sec)') return { kind: 'samples', timing: 'batch' }
    const { name, unit } = splitUnit(label)
    const timing = name === 'Batch GPU' ? 'batch' : 'cold'
    if (label === 'Noise') return noiseColumn(left)
    if (name === 'GPU Time' || name === 'CPU Time' || name === 'Batch GPU')
      return { kind: 'figure', timing, figure: { metric: name, statistic: 'mean', unit: 's', better: 'lower' } }
    const hint = /^BW(?:Util|Peak)$/.test(label) ? 'percentage' : hints[unit]
    const figure = hint === undefined ? null : nvbenchFigure({ tag: name, name, hint })
    return figure === null ? { kind: 'axis', name: label } : { kind: 'figure', timing: 'cold', figure }
  })
}

function noiseColumn(left: readonly string[]): Column {
  const time = left.findLast((label) => / Time \(sec\)$/.test(label)) ?? 'GPU Time'
  return {
    kind: 'figure',
    timing: 'cold',
    figure: { metric: time.replace(' (sec)', ''), statistic: 'cv', unit: 'ratio', role: 'derived' },
  }
}

/** What the printer writes in brackets behind the name, for each hint. */
const hints: Readonly<Record<string, string>> = {
  sec: 'duration',
  'elem/sec': 'item_rate',
  'bytes/sec': 'byte_rate',
  bytes: 'bytes',
}

interface Row {
  columns: readonly Column[]
  cells: readonly string[]
  line: Line
}

function readRow({ columns, cells, line }: Row, shared: Omit<Figure, 'metric'>, noise: ReturnType<typeof noiseOf>, found: Findings): void {
  const numberAt = (index: number) => (index < 0 ? null : toNumber(cells[index] ?? ''))
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? ''
    if (column.kind !== 'figure' || cell === '' || cell === 'inf') continue
    const { figure, timing } = column
    const samples = numberAt(columns.findIndex((one) => one.kind === 'samples' && one.timing === timing))
    const beside = columns.findIndex((one) => one.kind === 'figure' && one.figure.metric === figure.metric && one.figure.statistic === 'cv')
    const variation = figure.statistic === 'mean' ? numberAt(beside) : null
    const measurement = found.line(line, cell, {
      ...shared,
      ...figure,
      samples,
      sampleKind: samples === null ? null : 'iteration',
      spread: variation === null ? null : { kind: 'relative-standard-deviation', value: variation },
    })
    if (figure.statistic === 'cv' && figure.metric === 'GPU Time') noise.add(measurement?.value ?? null, { line, text: cell })
  }
}

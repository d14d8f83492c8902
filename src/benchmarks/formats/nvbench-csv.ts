/**
 * NVBench's CSV: one table for all benchmarks. A column is known by its name and by what stands left of it: both
 * columns called `Noise` belong to the time before them, `Samples` and `Batch` count the launches of one timing.
 */
import { toNumber } from '../cells.ts'
import { readCsv } from '../document/csv.ts'
import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import { entryOf } from '../entry-of.ts'
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
    const table: Table = { columns, samples: samplesOf(columns), noise: noiseColumns(columns) }
    const [bench, device, deviceName, skipped] = [...own].map((name) => header.indexOf(name))
    const at = (cells: readonly string[], index = -1) => cells[index] ?? ''
    found.environment('gpu', [...new Set(rows.map(({ cells }) => at(cells, deviceName)))].join(', '))
    for (const [benchmark, ofBenchmark] of Map.groupBy(rows, ({ cells }) => at(cells, bench))) {
      const noise = noiseOf(benchmark, found)
      for (const { cells, line } of ofBenchmark) {
        const axes = columns.flatMap((column, index) => (column.kind === 'axis' ? [[column.name, at(cells, index)] as const] : []))
        const where = condition([['Device', at(cells, device)], ...axes])
        if (at(cells, skipped) === 'Yes') found.flag('skipped-or-errored-row', `${benchmark} (${where}) was skipped.`, { line })
        else readRow({ table, cells, line }, { benchmark, condition: where }, noise, found)
      }
      noise.say()
    }
  }
}

const own = new Set(['Benchmark', 'Device', 'Device Name', 'Skipped'])

function columnsOf(header: readonly string[]): Column[] {
  let counted = false
  let time = 'GPU Time'
  return header.map((label, index): Column => {
    const { name, unit } = splitUnit(label)
    if (own.has(label) || label.endsWith(' (pow2)')) return { kind: 'own' }
    if (label === 'Samples') {
      const timing = counted ? 'batch' : 'cold'
      counted = true
      return { kind: 'samples', timing }
    }
    if (label === 'Batch' && header[index - 1] === 'Batch GPU (sec)') return { kind: 'samples', timing: 'batch' }
    if (label === 'Noise')
      return { kind: 'figure', timing: 'cold', figure: { metric: time, statistic: 'cv', unit: 'ratio', role: 'derived' } }
    if (name === 'GPU Time' || name === 'CPU Time' || name === 'Batch GPU') {
      if (name !== 'Batch GPU') time = name
      const timing = name === 'Batch GPU' ? 'batch' : 'cold'
      return { kind: 'figure', timing, figure: { metric: name, statistic: 'mean', unit: 's', better: 'lower' } }
    }
    const hint = /^BW(?:Util|Peak)$/.test(label) ? 'percentage' : entryOf(hints, unit)
    const figure = hint === undefined ? null : nvbenchFigure({ tag: name, name, hint })
    return figure === null ? { kind: 'axis', name: label } : { kind: 'figure', timing: 'cold', figure }
  })
}

/** Which column counts the launches of a timing. */
function samplesOf(columns: readonly Column[]): ReadonlyMap<Timing, number> {
  return new Map(columns.flatMap((column, index) => (column.kind === 'samples' ? [[column.timing, index] as const] : [])))
}

/** Which column says how noisy a time is. */
function noiseColumns(columns: readonly Column[]): ReadonlyMap<string, number> {
  return new Map(
    columns.flatMap((column, index) =>
      column.kind === 'figure' && column.figure.statistic === 'cv' ? [[column.figure.metric, index] as const] : [],
    ),
  )
}

interface Table {
  columns: readonly Column[]
  samples: ReadonlyMap<Timing, number>
  noise: ReadonlyMap<string, number>
}

/** What the printer writes in brackets behind the name, for each hint. */
const hints: Readonly<Record<string, string>> = {
  sec: 'duration',
  'elem/sec': 'item_rate',
  'bytes/sec': 'byte_rate',
  bytes: 'bytes',
}

interface Row {
  table: Table
  cells: readonly string[]
  line: Line
}

function readRow({ table, cells, line }: Row, shared: Omit<Figure, 'metric'>, noise: ReturnType<typeof noiseOf>, found: Findings): void {
  const numberAt = (index: number | undefined) => (index === undefined ? null : toNumber(cells[index] ?? ''))
  for (const [index, column] of table.columns.entries()) {
    const cell = cells[index] ?? ''
    if (column.kind !== 'figure' || cell === '' || cell === 'inf') continue
    const { figure, timing } = column
    const samples = numberAt(table.samples.get(timing))
    const variation = figure.statistic === 'mean' ? numberAt(table.noise.get(figure.metric)) : null
    const value = found.line(line, cell, {
      ...shared,
      ...figure,
      samples,
      sampleKind: samples === null ? null : 'iteration',
      spread: variation === null ? null : { kind: 'relative-standard-deviation', value: variation },
    })
    if (figure.statistic === 'cv' && figure.metric === 'GPU Time') noise.add(value, { line, text: cell })
  }
}

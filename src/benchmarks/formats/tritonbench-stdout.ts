import { readCell } from '../cells.ts'
import { csvHeader, readCsv } from '../document/csv.ts'
import { type Document, matches } from '../document/document.ts'
import { type Line, linesBelow } from '../document/lines.ts'
import { entryOf } from '../entry-of.ts'
import type { Figure, Findings } from '../findings.ts'
import type { Reader } from '../reader.ts'

/** https://github.com/meta-pytorch/tritonbench: tritonbench/utils/triton_op.py (`BenchmarkOperatorResult`) */
export const tritonbenchStdout: Reader = {
  name: 'tritonbench-stdout',
  title: 'TritonBench',
  docs: 'The printed table and the CSV of `--csv` and `--output`; the row of averages is no benchmark.',
  primary: ['latency', 'tflops'],
  detect: (document) => isSheet(document) || (matches(document, rule) && printedTables(document.lines).length > 0),
  parse(document, found) {
    if (isSheet(document)) {
      for (const { header, rows, ragged } of readCsv(document)) {
        for (const { line } of ragged)
          found.flag('malformed-row', 'The row has another number of cells than the header: it is not read.', { line })
        readRows({ header, rows }, found)
      }
    } else for (const table of printedTables(document.lines)) readRows(table, found)
  },
}

interface Table {
  header: readonly string[]
  rows: readonly { cells: readonly string[]; line: Line }[]
}

const rule = /^-{3,}(?: {2,}-{3,})+ *$/m

const percent = { unit: '%' } as const
const known: Readonly<Record<string, Omit<Figure, 'metric'>>> = {
  latency: { statistic: 'p50', unit: 'ms', better: 'lower' },
  walltime: { unit: 'ms', better: 'lower' },
  cuda_time: { unit: 'ms', better: 'lower' },
  compile_time: { unit: 'ms', better: 'lower' },
  tflops: { unit: 'TFLOPS', better: 'higher', role: 'derived' },
  gbps: { unit: 'GB/s', better: 'higher', role: 'derived' },
  speedup: { statistic: 'ratio', unit: 'x', better: 'higher', role: 'derived' },
  nsys_gpu_speedup: { statistic: 'ratio', unit: 'x', better: 'higher', role: 'derived' },
  mem_footprint_compression_ratio: { statistic: 'ratio', unit: 'x', better: 'higher', role: 'derived' },
  gpu_peak_mem: { statistic: 'max', unit: 'GB', better: 'lower' },
  cpu_peak_mem: { statistic: 'max', unit: 'GB', better: 'lower' },
  hw_roofline: { role: 'workload' },
  accuracy: { better: 'higher' },
  occupancy: { ...percent, role: 'derived' },
}

/** `aten_matmul-latency` → the implementation and what was measured of it; null for another column. */
function columnOf(label: string): { benchmark: string; metric: string } | null {
  const cut = label.lastIndexOf('-')
  const metric = label.slice(cut + 1)
  return cut > 0 && entryOf(known, metric) !== undefined ? { benchmark: label.slice(0, cut), metric } : null
}

function isSheet(document: Document): boolean {
  const header = csvHeader(document)
  return header.length > 1 && header.some((label) => columnOf(label) !== null) && header.slice(1).every((label) => /^\S+-\w+$/.test(label))
}

/** A header, a rule whose dashes are as wide as the columns, and rows. */
function printedTables(lines: readonly Line[]): Table[] {
  return lines.flatMap((line, index) => {
    const head = lines[index - 1]
    if (head === undefined || !rule.test(line.text)) return []
    const spans = [...line.text.matchAll(/-+/g)].map((dashes) => [dashes.index, dashes.index + dashes[0].length] as const)
    const between = spans.slice(1).map(([start], index) => [spans[index]?.[1] ?? start, start] as const)
    const cut = ({ text }: Line) => spans.map(([start, end]) => text.slice(start, end).trim())
    const header = cut(head)
    if (!header.some((label) => columnOf(label) !== null)) return []
    const rows: Table['rows'][number][] = []
    for (const row of linesBelow(lines, index)) {
      // What stands above the next rule is the next table's header.
      if (rule.test(row.text)) {
        rows.pop()
        break
      }
      // Between the columns of a row stands nothing; a line of a log does not keep to that.
      if (row.text.trim() === '' || between.some(([start, end]) => row.text.slice(start, end).trim() !== '')) break
      rows.push({ cells: cut(row), line: row })
    }
    return [{ header, rows }]
  })
}

function readRows({ header, rows }: Table, found: Findings): void {
  const timed = new Set(header.flatMap((label) => (columnOf(label)?.metric === 'latency' ? [columnOf(label)?.benchmark] : [])))
  for (const { cells, line } of rows) {
    const [x = ''] = cells
    if (x === 'hashes') continue
    const average = x === 'average'
    if (average) found.flag('aggregate-row', 'The last row is the average over all shapes and no benchmark.', { line, text: 'average' })
    for (const [index, label] of header.entries()) {
      const column = columnOf(label)
      const cell = cells[index] ?? ''
      if (column === null || cell === '' || cell === 'None') continue
      if (readCell(cell) === null) {
        found.flag('skipped-or-errored-row', `${column.benchmark} at ${x} has no figures: ${cell}.`, { line, text: cell })
        continue
      }
      const figure = { ...entryOf(known, column.metric), ...column, condition: average ? '' : `${header[0]}=${x}` }
      const spread = readCell(cell)?.plusMinus
      found.line(line, cell, {
        ...figure,
        role: average
          ? 'aggregate'
          : figure.role === 'derived' && !timed.has(column.benchmark) && figure.statistic !== 'ratio'
            ? 'result'
            : (figure.role ?? 'result'),
        // The largest distance of a sample from the median.
        spread: spread?.percent ? { kind: 'relative-half-width', value: spread.value / 100 } : null,
      })
    }
  }
}

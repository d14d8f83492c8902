import { betterOf } from '../direction.ts'
import { type CsvRow, csvHeader, readCsv } from '../document/csv.ts'
import type { Findings } from '../findings.ts'
import { condition } from '../labels.ts'
import type { Reader } from '../reader.ts'

/** https://github.com/linkedin/Liger-Kernel/blob/main/benchmark/scripts/utils.py (`BenchmarkDataCSVRow`) */
export const ligerBenchmarkCsv: Reader = {
  name: 'liger-benchmark-csv',
  title: 'Liger-Kernel benchmarks',
  docs: '`all_benchmark_data.csv`: medians with the 20th and 80th percentile; of rows for one thing the newest counts.',
  primary: ['speed', 'memory'],
  detect: (document) =>
    ['kernel_name', 'kernel_provider', 'metric_name', 'metric_unit'].every((name) => csvHeader(document).includes(name)),
  parse(document, found) {
    for (const { header, rows, ragged } of readCsv(document)) {
      for (const { line } of ragged)
        found.flag('malformed-row', 'The row has another number of cells than the header: it is not read.', { line })
      const cell = ({ cells }: CsvRow, name: string) => cells[header.indexOf(name)] ?? ''
      const keyOf = (row: CsvRow) => JSON.stringify(key.map((name) => cell(row, name)))
      const newest = [...Map.groupBy(rows, keyOf).values()].map((same) => newestOf(same, cell, found))
      const valuesOf = (name: string) => [...new Set(newest.map((row) => cell(row, name)))]
      const gpus = valuesOf('gpu_name')
      found.environment('gpu', gpus.join(' + '))
      found.environment('liger', valuesOf('liger_version').join(' + '))
      for (const row of newest) readRow(row, cell, gpus.length > 1, found)
    }
  },
}

/** What two rows for one thing share (`create_unique_key`). */
const key = [
  'kernel_name',
  'kernel_provider',
  'kernel_operation_mode',
  'metric_name',
  'x_name',
  'x_value',
  'extra_benchmark_config_str',
  'gpu_name',
]

type CellOf = (row: CsvRow, name: string) => string

/** The file grows over time: an older row for the same thing is another version's and no second run. */
function newestOf(same: readonly CsvRow[], cell: CellOf, found: Findings): CsvRow {
  const newest = same.reduce((a, b) => (cell(b, 'timestamp') >= cell(a, 'timestamp') ? b : a))
  const what = `${cell(newest, 'kernel_name')}: of several rows for one thing the newest is read.`
  if (same.length > 1) found.flag('duplicate-key', what, { line: newest.line, text: cell(newest, 'timestamp') })
  return newest
}

function readRow(row: CsvRow, cell: CellOf, manyGpus: boolean, found: Findings): void {
  const [metric, unit] = [cell(row, 'metric_name'), cell(row, 'metric_unit')]
  const benchmark = cell(row, 'kernel_name')
  const where = [
    cell(row, 'kernel_provider'),
    cell(row, 'kernel_operation_mode'),
    condition([[cell(row, 'x_name'), cell(row, 'x_value')], ...settings(cell(row, 'extra_benchmark_config_str'))]),
    manyGpus ? cell(row, 'gpu_name') : '',
  ]
  const shared = {
    benchmark,
    metric,
    unit,
    better: betterOf(metric === 'speed' ? 'time' : metric, unit),
    condition: where.filter((part) => part !== '').join(', '),
  }
  const [low, high] = [Number.parseFloat(cell(row, 'y_value_20')), Number.parseFloat(cell(row, 'y_value_80'))]
  const spread = Number.isFinite(low) && Number.isFinite(high) ? ({ kind: 'range', low, high } as const) : null
  found.line(row.line, cell(row, 'y_value_50'), { ...shared, statistic: 'p50', spread })
  for (const percent of ['20', '80']) {
    const text = cell(row, `y_value_${percent}`)
    if (text !== '') found.line(row.line, text, { ...shared, statistic: `p${percent}`, role: 'derived' })
  }
}

/** `{"B": 8, "T": 2048}`, as Python writes it. */
function settings(json: string): [string, string][] {
  return [...json.matchAll(/"([^"]{1,60})": ("[^"]{0,100}"|[^,{}"]{1,60})/g)].map(([, name = '', value = '']) => [
    name,
    value.replaceAll('"', ''),
  ])
}

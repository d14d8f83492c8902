import { readCell } from '../cells.ts'
import { readCsv } from '../document/csv.ts'
import type { Document } from '../document/document.ts'
import { has } from '../document/node.ts'
import type { PipeTable } from '../document/pipe-table.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition, splitUnit } from '../labels.ts'

const seconds = { metric: 'time', unit: 's', better: 'lower' } as const satisfies Figure

/** `--export-csv`. */
export function readSheet(document: Document, found: Findings): void {
  for (const { header, rows, ragged } of readCsv(document)) {
    for (const row of ragged)
      found.flag('malformed-row', `A row with ${row.cells.length} cells under a header of ${header.length} was left out.`, row)
    for (const row of rows) {
      const cell = (name: string) => row.cells[header.indexOf(name)] ?? ''
      const parameters = header.flatMap((name) =>
        name.startsWith('parameter_') ? [[name.slice('parameter_'.length), cell(name)] as const] : [],
      )
      const benchmark = cell('command')
      const samples = runsBeside(document, benchmark, (mean) => mean === Number(cell('mean')))
      const shared: Figure = {
        ...seconds,
        benchmark,
        condition: condition(parameters),
        samples,
        sampleKind: samples === null ? null : 'process',
      }
      const deviation = Number.parseFloat(cell('stddev'))
      const spread = Number.isFinite(deviation) ? ({ kind: 'standard-deviation', value: deviation } as const) : null
      found.line(row.line, cell('mean'), { ...shared, statistic: 'mean', spread })
      if (spread !== null) found.line(row.line, cell('stddev'), { ...shared, statistic: 'stddev', role: 'derived' })
      for (const statistic of ['median', 'min', 'max']) found.line(row.line, cell(statistic), { ...shared, statistic })
      for (const metric of ['user', 'system']) found.line(row.line, cell(metric), { ...shared, metric, statistic: 'mean' })
    }
  }
}

/** `--export-markdown`: the unit stands in the header. */
export function readTable(document: Document, table: PipeTable, found: Findings): void {
  const { unit } = splitUnit(table.header[1] ?? '')
  for (const { cells, line } of table.rows) {
    const [command = '', mean = '', ...bounds] = cells
    // Until version 1.8 both stood in one cell: `Min…Max [ms]`.
    const [min = '', max = ''] = table.header[2]?.startsWith('Min…Max') ? (bounds[0] ?? '').split('…') : bounds
    const benchmark = command.replace(/^`|`$/g, '')
    const cell = readCell(mean)
    const rounded = unit === 's' ? 1 : unit === 'ms' ? 1000 : 1e6
    const samples = runsBeside(
      document,
      benchmark,
      (exact) => cell !== null && (exact * rounded).toFixed(unit === 's' ? 3 : 1) === cell.text,
    )
    const shared: Figure = { ...seconds, unit, benchmark, samples, sampleKind: samples === null ? null : 'process' }
    const deviation = cell?.plusMinus?.value
    found.line(line, mean, {
      ...shared,
      statistic: 'mean',
      spread: deviation === undefined ? null : { kind: 'standard-deviation', value: deviation },
    })
    found.line(line, min, { ...shared, statistic: 'min' })
    found.line(line, max, { ...shared, statistic: 'max' })
  }
}

/**
 * How many runs a row summarises: CSV and Markdown do not say, but the JSON export of the same call may lie beside
 * them (`x.json` by `x.md`). It counts only when it holds the same command with the same mean.
 */
function runsBeside(document: Document, command: string, sameMean: (mean: number) => boolean): number | null {
  const name = document.path.slice(document.path.lastIndexOf('/') + 1).replace(/\.\w+$/, '.json')
  const beside = document.siblings(name)
  if (beside === null) return null
  try {
    const results: unknown = (JSON.parse(beside) as { results?: unknown }).results
    const result = Array.isArray(results)
      ? results.find((one) => has(one, 'command', 'mean', 'times') && one.command === command && sameMean(Number(one.mean)))
      : null
    return has(result, 'times') && Array.isArray(result.times) ? result.times.length : null
  } catch {
    return null
  }
}

import { toNumber } from '../cells.ts'
import { type CsvRow, csvHeader, readCsv } from '../document/csv.ts'
import type { Findings } from '../findings.ts'
import type { Reader } from '../reader.ts'
import { curveMetric } from './curve.ts'

/** https://docs.wandb.ai/guides/app/features/runs-table: "Export table to CSV" */
export const wandbRunsCsv: Reader = {
  name: 'wandb-runs-csv',
  title: 'W&B runs',
  docs: 'CSV of the runs table: settings and last figures of each run; runs that did not finish have no figures.',
  primary: ['val/loss', 'train/loss'],
  detect: (document) => ['Name', 'State', 'Created'].every((name) => csvHeader(document).includes(name)),
  parse(document, found) {
    for (const { header, rows, ragged } of readCsv(document)) {
      for (const { line } of ragged)
        found.flag('malformed-row', 'The row has another number of cells than the header: it is not read.', { line })
      const results = resultColumns(header)
      const names = rows.map(({ cells }) => cells[header.indexOf('Name')] ?? '')
      for (const [index, row] of rows.entries()) readRun({ header, row, results, name: names[index] ?? '' }, found)
    }
  },
}

/** Columns of W&B's own. */
const own = new Set([
  'Name',
  'State',
  'Notes',
  'User',
  'Tags',
  'Created',
  'Runtime',
  'Sweep',
  'ID',
  'Commit',
  'Hostname',
  'GPU Type',
  'GPU Count',
  'Group',
  'Job Type',
  'Updated',
  'End Time',
  'Project',
  'Host',
  'OS',
  'Python Version',
  'GitHub',
])

/**
 * Settings stand before the figures, both in the order of the alphabet: where it begins anew the figures do. Where that
 * cannot be told, and within the figures, the name must say which way is good.
 */
function resultColumns(header: readonly string[]): ReadonlySet<string> {
  const names = header.filter((name) => !own.has(name))
  const falls = names.flatMap((name, index) => (index > 0 && name.toLowerCase() < (names[index - 1] ?? '').toLowerCase() ? [index] : []))
  const from = falls.length === 1 ? (falls[0] ?? 0) : 0
  return new Set(names.filter((name, index) => index >= from && curveMetric(name).better !== 'unknown'))
}

interface Run {
  header: readonly string[]
  row: CsvRow
  results: ReadonlySet<string>
  name: string
}

function readRun({ header, row: { cells, line }, results, name }: Run, found: Findings): void {
  const cell = (column: string) => cells[header.indexOf(column)] ?? ''
  const state = cell('State')
  if (state !== 'finished') {
    found.flag('skipped-or-errored-row', `The state of the run ${name} is "${state}": its figures are not final.`, {
      line,
      text: state === '' ? name : state,
    })
    return
  }
  const trial = { benchmark: name, samples: 1, sampleKind: 'trial' } as const
  if (toNumber(cell('Runtime')) !== null)
    found.line(line, cell('Runtime'), { ...trial, metric: 'Runtime', unit: 's', better: 'lower', role: 'derived' })
  for (const [index, column] of header.entries()) {
    const text = cells[index] ?? ''
    if (own.has(column) || toNumber(text) === null) continue
    if (results.has(column)) found.line(line, text, { ...trial, ...curveMetric(column), statistic: 'last' })
    else found.line(line, text, { benchmark: name, metric: column, role: 'workload' })
  }
}

/** `statistics.md`: a table of runs, their mean and deviation, and a comparison with the baseline (modded-nanogpt). */
import type { Side } from '../../model.ts'
import { readCell, toNumber } from '../cells.ts'
import { type Document, matches } from '../document/document.ts'
import { type PipeTable, readTables } from '../document/pipe-table.ts'
import { entryOf } from '../entry-of.ts'
import type { Findings } from '../findings.ts'
import { splitUnit, statisticName } from '../labels.ts'
import { sideOf } from '../prose/side.ts'

export function isTrainingStatistics(document: Document): boolean {
  return matches(document, /^\| *Run *\| *val_loss *\|/m)
}

export function readTrainingStatistics({ lines }: Document, found: Findings): void {
  const tables = readTables(lines)
  const runs = tables.filter(({ header }) => header[0] === 'Run')
  const count = runs.reduce((sum, { rows }) => sum + rows.length, 0)
  for (const table of runs) readRuns(table, found)
  for (const table of tables) {
    if (table.header[0] !== '') continue
    if (table.header.includes('mean')) readSummary(table, count, found)
    else if (table.header.includes('delta')) readComparison(table, found)
  }
  if (count > 0 && count < 5) found.flag('few-samples', `There are ${count} runs only.`)
}

const units: Readonly<Record<string, string>> = { val_loss: 'nats/token', train_loss: 'nats/token' }

/** Each row is a run of its own. */
function readRuns({ header, rows }: PipeTable, found: Findings): void {
  for (const { cells, line } of rows) {
    for (const [index, metric] of header.entries()) {
      const cell = cells[index] ?? ''
      if (index === 0 || cell === '') continue
      const unit = entryOf(units, metric) ?? readCell(cell)?.unit ?? ''
      found.line(line, cell, { metric, unit, better: 'lower', samples: 1, sampleKind: 'trial' })
    }
  }
}

/** `train_time (ms)`, `val_loss mean`: the metric, its statistic and its unit. */
function labelOf(label: string): { metric: string; statistic: string; unit: string } {
  const { name, unit } = splitUnit(label)
  const [metric = '', word = ''] = name.split(' ')
  return { metric, statistic: statisticName(word) ?? 'mean', unit: entryOf(units, metric) ?? unit }
}

/** Over the runs above: the same evidence once more. */
function readSummary({ header, rows }: PipeTable, runs: number, found: Findings): void {
  for (const { cells, line } of rows) {
    const { metric, unit } = labelOf(cells[0] ?? '')
    for (const [index, name] of header.entries()) {
      const statistic = index === 0 ? null : statisticName(name)
      const cell = cells[index] ?? ''
      if (statistic === null || toNumber(cell) === null) continue
      const samples = runs === 0 ? null : runs
      found.line(line, cell, {
        metric,
        unit,
        statistic,
        better: 'lower',
        samples,
        sampleKind: samples === null ? null : 'trial',
        role: 'aggregate',
      })
    }
  }
}

interface Column {
  side: Side
  samples: number | null
}

/** `baseline (n=10)` and another column beside it, which is the change. */
function readComparison({ header, rows }: PipeTable, found: Findings): void {
  const columns = header.map((label): Column => {
    const samples = /\(n=(\d+)\)/.exec(label)?.[1]
    return { side: sideOf(label.replace(/\(n=\d+\)/, '')).side, samples: samples === undefined ? null : Number(samples) }
  })
  const counted = columns.filter(({ samples }) => samples !== null)
  const against = counted.length === 2 && counted.filter(({ side }) => side === 'baseline').length === 1
  for (const { cells, line } of rows) {
    const label = labelOf(cells[0] ?? '')
    for (const [index, column] of columns.entries()) {
      const cell = (cells[index] ?? '').replaceAll('**', '')
      if (index === 0 || toNumber(cell) === null) continue
      if (header[index] === 'delta') found.line(line, cell, { ...label, statistic: 'difference', better: 'lower', role: 'derived' })
      else if (column.samples !== null) {
        const side = column.side === 'unknown' && against ? 'candidate' : column.side
        found.line(line, cell, {
          ...label,
          better: 'lower',
          side,
          samples: column.samples,
          sampleKind: 'trial',
          condition: 'against the baseline',
        })
      }
    }
  }
}

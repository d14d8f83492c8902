import type { Better } from '../../model.ts'
import { toNumber } from '../cells.ts'
import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import { type PipeTable, readTables } from '../document/pipe-table.ts'
import { entryOf } from '../entry-of.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition } from '../labels.ts'
import { commonCount, scoreDirection, scoreUnit } from './lm-eval-metrics.ts'
import { modelName } from './model-name.ts'

export function evalTables(lines: readonly Line[]): PipeTable[] {
  const own = ['Version', 'Metric', 'Value', 'Stderr']
  return readTables(lines).filter(({ header }) => /^(?:Tasks?|Groups)$/.test(header[0] ?? '') && own.every((name) => header.includes(name)))
}

/** The printed tables: one of tasks, and one of groups that repeats them. */
export function readEvalTables({ lines }: Document, found: Findings): void {
  const rows = evalTables(lines).flatMap(rowsOf)
  const limited = readLimit(lines, rows, found)
  for (const row of rows) readRow(row, limited, found)
  const bare = rows.find(({ stderr }) => toNumber(stderr) === null)
  if (bare !== undefined)
    found.flag('not-a-number', 'Not all scores have a standard error.', {
      line: bare.line,
      text: bare.stderr === '' ? bare.value : bare.stderr,
    })
}

interface Row {
  line: Line
  task: string
  filter: string
  shots: string
  metric: string
  arrow: string
  value: string
  stderr: string
  /** A row over the rows below it, or one of the table of groups. */
  isGroup: boolean
}

function rowsOf({ header, rows }: PipeTable): Row[] {
  let task = ''
  let isGroup = false
  return rows.flatMap(({ cells, line }, index) => {
    const cell = (name: string) => cells[header.indexOf(name)] ?? ''
    const named = cells[0] ?? ''
    // A row without a name is another metric of the row above.
    if (named !== '') {
      task = named.replace(/^- /, '')
      const next = rows.slice(index + 1, index + 40).find((one) => (one.cells[0] ?? '') !== '')
      isGroup = header[0] === 'Groups' || (next !== undefined && depthOf(next.line) > depthOf(line))
    }
    const between = cells[header.indexOf('Value') - 1] ?? ''
    const arrow = /^[↑↓]$/u.test(between) ? between : ''
    return [
      {
        line,
        task,
        filter: cell('Filter'),
        shots: cell('n-shot'),
        metric: cell('Metric'),
        arrow,
        value: cell('Value'),
        stderr: cell('Stderr'),
        isGroup,
      },
    ]
  })
}

/** Tasks of a group are indented under it, behind a dash. */
function depthOf({ text }: Line): number {
  const cell = text.trimStart().slice(1)
  return cell.trimStart().startsWith('- ') ? cell.length - cell.trimStart().length : 0
}

/** Answers how many documents each task was limited to, where that shows. */
function readLimit(lines: readonly Line[], rows: readonly Row[], found: Findings): number | null {
  const said = lines.find(({ text }) => text.includes('), gen_kwargs: ') && text.includes(', num_fewshot: '))
  const [asked = '', rest = ''] = said?.text.split('), gen_kwargs: ') ?? []
  const model = /[(,](?:pretrained|model)=([^,)]+)/.exec(asked)?.[1] ?? ''
  const limit = /\blimit: (\S+), num_fewshot: /.exec(rest)?.[1] ?? ''
  if (said !== undefined) found.environment('model', modelName(model, { line: said }, found))
  if (said !== undefined && toNumber(limit) !== null) {
    found.flag('limit-set', `Only ${limit} documents of each task were run: these are no real scores.`, {
      line: said,
      text: `limit: ${limit}`,
    })
    return null
  }
  const leaves = rows.filter(({ metric, isGroup }) => !isGroup && scoreUnit(metric) === 'fraction')
  const shares = leaves.flatMap(({ value }) => toNumber(value) ?? [])
  const count = commonCount(shares, leaves[0]?.value.split('.')[1]?.length ?? 0)
  if (count === null || leaves[0] === undefined) return null
  const message = `All ${shares.length} scores are multiples of 1/${count}: each task was run on ${count} documents only, and these are no real scores.`
  found.flag('limit-set', message, { line: leaves[0].line, text: leaves[0].value })
  return count
}

const arrows: Readonly<Record<string, Better>> = { '↑': 'higher', '↓': 'lower' }

function readRow({ line, task, filter, shots, metric, arrow, value, stderr, isGroup }: Row, limited: number | null, found: Findings): void {
  const unit = scoreUnit(metric)
  const samples = limited !== null && !isGroup && unit === 'fraction' ? limited : null
  const shared: Figure = {
    benchmark: task,
    metric,
    unit,
    condition: filter === 'none' ? '' : condition([['filter', filter]]),
    samples,
    sampleKind: samples === null ? null : 'document',
  }
  const error = toNumber(stderr)
  const spread = error === null ? null : ({ kind: 'standard-error', value: error } as const)
  const better = entryOf(arrows, arrow) ?? scoreDirection(metric)
  found.line(line, value, { ...shared, statistic: 'mean', better, spread, role: isGroup ? 'aggregate' : 'result' })
  if (error !== null) found.line(line, stderr, { ...shared, statistic: 'stderr', role: 'derived' })
  if (/^\d+$/.test(shots) && !isGroup) found.line(line, shots, { benchmark: task, metric: 'n-shot', role: 'workload' })
}

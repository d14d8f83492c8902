import type { Spread } from '../../model.ts'
import { type Cell, readCell } from '../cells.ts'
import { csvHeader, readCsv } from '../document/csv.ts'
import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import { readTables } from '../document/pipe-table.ts'
import { entryOf } from '../entry-of.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition, splitUnit } from '../labels.ts'
import { sideOf } from '../prose/side.ts'
import { convert } from '../units.ts'
import { decimalMark, numberUnder } from './decimal-mark.ts'

interface Table {
  header: readonly string[]
  rows: readonly { readonly cells: readonly string[]; readonly line: Line }[]
}

/** The summary: a method, its mean, and half of the 99.9 % interval beside it. */
function isSummary(header: readonly string[]): boolean {
  const names = header.map((cell) => splitUnit(cell).name)
  return (names.includes('Method') || names.includes('Type')) && ['Mean', 'Error', 'StdDev'].every((name) => names.includes(name))
}

/** Tables of the console, of the Markdown exporters, and of the CSV exporter. */
export function summaryTables(document: Document): Table[] {
  if (document.json !== null || !document.text.includes('Mean') || !document.text.includes('StdDev')) return []
  if (isSummary(csvHeader(document))) return readCsv(document).map(({ header, rows }) => ({ header, rows }))
  // The console's tables have no bar at the left edge in some versions.
  const lines = document.lines.map((line) => (/^ *[^|\s].*\|/.test(line.text) ? { ...line, text: `| ${line.text}` } : line))
  return readTables(lines).filter(({ header }) => isSummary(header))
}

/** Columns of a job or a parameter stand before the mean; behind it all are figures. */
const statistics: Record<string, string> = { Mean: 'mean', Median: 'median', Min: 'min', Max: 'max', StdErr: 'stderr', StdDev: 'stddev' }
/** Nothing that was measured: ranks, and the same figures divided. */
const ratios = new Set(['Error', 'Ratio', 'RatioSD', 'Scaled', 'ScaledSD', 'Alloc Ratio', 'Rank', 'Baseline', 'Iterations', 'N'])
const isRate = (name: string) => name === 'Op/s'

export function readSummaryTable(table: Table, found: Findings): void {
  const header = table.header.map(splitUnit)
  const mean = header.findIndex(({ name }) => name === 'Mean')
  const columns = header
    .slice(0, mean)
    .map(({ name }, index): Column => ({ name, values: table.rows.map(({ cells }) => plain(cells[index] ?? '')) }))
  const sides = columns.find(namesSides)
  const distinct = columns.filter((column) => !partsOfName.includes(column.name) && column !== sides && setsApart(column, sides))
  const numbers = table.rows.flatMap(({ cells }) => cells.slice(mean).map(numberIn))
  const inCell = cellReader(decimalMark(numbers))
  for (const [index, { cells, line }] of table.rows.entries()) {
    if (cells.every((cell) => cell === '')) continue
    const names = partsOfName.map((part) => columns.find(({ name }) => name === part)?.values[index] ?? '')
    const identity = {
      benchmark: names.filter(Boolean).join('.'),
      condition: condition(distinct.map(({ name, values }) => [name, values[index] ?? ''] as const)),
      side: sideOf(sides?.values[index] ?? '').side,
    }
    readRow(line, header, cells, mean, identity, inCell, found)
  }
}

interface Column {
  name: string
  values: readonly string[]
}

const partsOfName = ['Namespace', 'Type', 'Method']

/** Bold marks the first row of a group, quotes a name with spaces; a toolchain may be a path of Windows. */
function plain(cell: string): string {
  return cell
    .trim()
    .replace(/^\*\*(.*)\*\*$/, '$1')
    .replace(/^'(.*)'$/, '$1')
    .replaceAll('\\', '/')
}

/** Whether a column labels every row with a side ("main", "PR"). */
function namesSides({ name, values }: Column): boolean {
  const sides = new Set(values.filter((value) => value !== '').map((value) => sideOf(value).side))
  return !partsOfName.includes(name) && sides.has('baseline') && sides.has('candidate') && !sides.has('unknown')
}

/** Settings of a job; every other column before the mean is a parameter. */
const settings = new Set(
  'Job AnalyzeLaunchVariance EvaluateOverhead MaxAbsoluteError MaxRelativeError MinInvokeCount MinIterationTime OutlierMode Affinity EnvironmentVariables Jit LargeAddressAware Platform PowerPlanMode Runtime AllowVeryLargeObjects Concurrent CpuGroups Force HeapAffinitizeMask HeapCount NoAffinitize RetainVm Server Arguments BuildConfiguration Clock EngineFactory NuGetReferences Toolchain IsMutator InvocationCount IterationCount IterationTime LaunchCount MaxIterationCount MaxWarmupIterationCount MemoryRandomization MinIterationCount MinWarmupIterationCount RunStrategy UnrollFactor WarmupCount'.split(
    ' ',
  ),
)

/** Parameters always do; settings where they differ, unless they differ as the sides do (every job has a name of its own). */
function setsApart({ name, values }: Column, sides: Column | undefined): boolean {
  if (!settings.has(name)) return true
  const valuesOf = (wanted: string) => new Set(values.filter((_, index) => sideOf(sides?.values[index] ?? '').side === wanted))
  const [before, after] = [valuesOf('baseline'), valuesOf('candidate')]
  const followsSide = before.size === 1 && after.size === 1
  return new Set(values.filter(Boolean)).size > 1 && !(sides !== undefined && followsSide)
}

/** The exporters write in the locale of the machine: `1.234,5 ns`. */
function cellReader(mark: '.' | ',' | null): (cell: string) => Cell | null {
  if (mark !== ',') return (cell) => readCell(ungrouped(cell))
  return (cell) => {
    const number = numberIn(cell)
    const value = numberUnder(mark, number)
    return value === null ? null : readCell(`${value}${ungrouped(cell).slice(number.length)}`)
  }
}

function numberIn(cell: string): string {
  return /^-?\d[\d.,]*/.exec(ungrouped(cell))?.[0] ?? ''
}

/** Without the spaces, mostly narrow ones that do not break, with which French and others group digits: `1 234,5 ns`. */
function ungrouped(cell: string): string {
  return plain(cell).replaceAll(/(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))/g, '')
}

function readRow(
  line: Line,
  header: readonly { name: string; unit: string }[],
  cells: readonly string[],
  mean: number,
  identity: Pick<Figure, 'benchmark' | 'condition' | 'side'>,
  inCell: (cell: string) => Cell | null,
  found: Findings,
): void {
  if (/^(?:NA|N\/A|\?)$/.test(cells[mean] ?? '')) {
    found.flag('skipped-or-errored-row', `${identity.benchmark} has no figures: it failed.`, { line })
    return
  }
  const half = inCell(cells[header.findIndex(({ name }) => name === 'Error')] ?? '')
  for (const [index, { name, unit }] of header.entries()) {
    const text = plain(cells[index] ?? '').trim()
    const cell = inCell(text)
    if (index < mean || ratios.has(name) || cell === null) continue
    const statistic = entryOf(statistics, name) ?? /^P\d+$/.exec(name)?.[0].toLowerCase()
    const own = { ...identity, unit: cell.unit || unit }
    const write = (figure: Figure) => found.line(line, text, figure, cell.value)
    if (statistic !== undefined)
      write({
        ...own,
        metric: 'time',
        statistic,
        better: 'lower',
        role: statistic.startsWith('std') ? 'derived' : 'result',
        spread: name === 'Mean' ? marginOf(half, own.unit) : null,
      })
    else if (isRate(name)) write({ ...own, metric: 'throughput', statistic: '1/mean', better: 'higher', unit: 'Op/s', role: 'derived' })
    // Collections, bytes and whatever else a diagnoser counts; of all of them less is better, or nothing says so.
    else
      write({
        ...own,
        metric: name,
        better: /^(?:Gen ?\d|Allocated|Code Size|Exceptions|Lock Contentions)/.test(name) ? 'lower' : 'unknown',
      })
  }
}

function marginOf(half: Cell | null, unit: string): Spread | null {
  const value = half === null ? null : half.unit === '' ? half.value : convert(half.value, half.unit, unit)
  return value === null ? null : { kind: 'half-width', value, level: 0.999 }
}

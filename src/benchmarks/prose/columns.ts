import type { Better, Side } from '../../model.ts'
import { columnsWithCommas } from './decimal-commas.ts'
import { type CellReading, type Grid, readCell, readCellWithCommas } from './grid.ts'
import { isDerived, isMeasured, isSetting, isSpread, isThreshold, type MetricName, metricName } from './metric.ts'
import { namesBoth, type SideLabel, type SideNames, sideOf } from './side.ts'
import { isBytes, isRate, isTime } from './unit-words.ts'

/** What a column of a table is for. */
export interface Column {
  index: number
  header: string
  kind: 'name' | 'metric' | 'unit' | 'direction' | 'setting' | 'value' | 'derived' | 'spread' | 'threshold' | 'empty'
  side: SideLabel['side']
  /** Its header says "current": the other columns decide the side. */
  current: boolean
  /** From the header without its side. */
  name: MetricName
  /** An arrow in its header: "VRAM (GB) ↓". */
  better: Better | null
  /** The sides of the two figures in each of its cells, in their order: "before / after", "time (main → PR)". */
  both: readonly [Side, Side] | null
}

/** The columns of a table and its cells, read; the caption may say that some hold limits. */
export function columnsOf(grid: Grid, names: SideNames, caption = ''): { columns: Column[]; cells: CellReading[][] } {
  const sided = grid.header.map((cell) => sideOf(readCell(cell).text, names).side !== 'unknown')
  const commas = columnsWithCommas(grid, sided)
  const cells = grid.rows.map((row) =>
    withWords(
      row.map((cell, index) => (commas.has(index) ? readCellWithCommas(cell) : readCell(cell))),
      sided,
    ),
  )
  const columns = grid.header.map((cell, index): Column => {
    const header = withoutChange(
      readCell(cell)
        .text.replace(/\[\^\w+\]|\(?[↑↓⬆⬇]\uFE0F?\)?|\s+/g, ' ')
        .trim(),
    )
    const better = wayOf(cell.text)
    const both = bothSides(header, names)
    const label = both === null ? sideOf(header, names) : { side: 'unknown' as const, rest: both.rest, current: false }
    const name = metricName(both === null && label.side === 'unknown' && !label.current ? header : label.rest)
    const body = cells.flatMap((row) => row[index] ?? [])
    const bare = /^(?:measured|actual|observed|results?|values?|scores?)$/i.test(name.metric) ? { ...name, metric: '' } : name
    const kind = both === null ? kindOf(header, label, name, index, body) : body.some(isPairCell) ? 'value' : 'threshold'
    return { index, header, side: label.side, current: label.current, name: bare, better, kind, both: both?.sides ?? null }
  })
  // Beside a column of what was measured, "baseline" and "old" columns are what it is held against.
  const numbers = columns.filter((column) => column.kind === 'value')
  const limits = /threshold|\blimits?\b|toleran|baseline (?:values?|config|file|json)|nightly/i.test(caption)
  const measured = numbers.some(
    (column) => /\b(?:measured|actual|observed|local run)\b/i.test(column.header) || (limits && column.side === 'unknown'),
  )
  if (measured && numbers.length > 1) {
    for (const column of numbers)
      if (column.side !== 'unknown' || column.current || /\b(?:baseline|reference|expected)\b/i.test(column.header))
        column.kind = 'threshold'
  }
  // Running numbers of the rows.
  for (const column of columns) {
    if (
      column.index === 0 &&
      cells.length > 1 &&
      cells.every((row, i) => /^[01]$/.test(String((row[0]?.figures[0]?.value ?? -1) - i)) && row[0]?.figures.length === 1)
    ) {
      if (/^(?:#|no\.?|idx|index|)$/i.test(column.header)) column.kind = 'empty'
    }
  }
  // Whole numbers without unit or known name, left of the first value, say where a figure belongs.
  const first = columns.findIndex(
    (column) => column.kind === 'value' && (column.name.unit !== '' || column.side !== 'unknown' || isMeasured(column.header)),
  )
  for (const column of columns) {
    const bare = column.kind === 'value' && column.side === 'unknown' && column.name.unit === '' && !isMeasured(column.header)
    const whole = cells.every((row) => (row[column.index]?.figures ?? []).every((q) => q.unit === '' && Number.isInteger(q.value)))
    if (bare && whole && (column.index === 0 || column.index < first)) column.kind = 'setting'
  }
  return { columns, cells }
}

/** "before / after", "time (main → PR)": two sides and what is left; null for another header. */
function bothSides(header: string, names: SideNames): { sides: [Side, Side]; rest: string } | null {
  const [, rest = '', list = ''] = /^(.*?)\s*\(([^()]+)\)$/.exec(header) ?? ['', '', header]
  const parts = list.split(/\s*(?:\/|→|->|=>|⇒|\bvs\.?(?=\s))\s*/)
  const [first, second] = parts.map((part) => sideOf(part, names))
  if (parts.length !== 2 || first === undefined || second === undefined || first.rest !== '' || second.rest !== '') return null
  const isPair = first.side !== second.side && first.side !== 'unknown' && second.side !== 'unknown'
  return isPair ? { sides: [first.side, second.side], rest } : null
}

function isPairCell({ figures }: CellReading): boolean {
  return figures.length >= 2
}

/** "tok/s ↑", "VRAM (GB) ↓": which way is good; nothing where both stand. Emoji (⬇️) tell how it went instead. */
export function wayOf(text: string): Better | null {
  const [up, down] = [text.includes('↑'), text.includes('↓')]
  return up === down ? null : up ? 'higher' : 'lower'
}

/** "Result nanoseconds (ns) (Δ%)": the figure's own change stands beside it. */
function withoutChange(header: string): string {
  const rest = header.replace(/\s*\([^()]{0,30}(?:\u0394|\u2206|delta|diff|change)[^()]{0,10}\)$/i, '')
  return metricName(rest).unit === '' ? header : rest
}

/** `~30s restore` under "before" and `~10s restore` under "after": figures, where the same words follow on both sides. */
function withWords(row: CellReading[], sided: readonly boolean[]): CellReading[] {
  const wordsBehind = (cell: CellReading): string | null => {
    const [q] = cell.figures
    if (cell.kind !== 'words' || q === undefined || cell.figures.length > 1 || !(isTime(q.unit) || isBytes(q.unit) || isRate(q.unit)))
      return null
    const words = /^\s+([a-z]{2,16}(?: [a-z]{2,16})?)\s*$/.exec(cell.text.slice(q.end))?.[1] ?? null
    return /\p{L}/u.test(cell.text.slice(0, q.start)) ? null : words
  }
  const said = row.map((cell, i) => (sided[i] === true ? wordsBehind(cell) : null))
  const same = new Set(said.filter((words) => words !== null)).size === 1
  return same ? row.map((cell, i) => (typeof said[i] === 'string' ? { ...cell, kind: 'figures' } : cell)) : row
}

function kindOf(header: string, label: SideLabel, name: MetricName, index: number, body: CellReading[]): Column['kind'] {
  const filled = body.filter((cell) => cell.kind !== 'empty')
  const all = [...body].map((cell) => cell.text.trim()).filter((text) => text !== '')
  if (all.length > 0 && all.every((text) => /^[↑↓]$/.test(text))) return 'direction'
  if (filled.length === 0 || filled.every((cell) => cell.text.trim().startsWith('{'))) return 'empty'
  const bare = header.toLowerCase()
  // "8B" is a model of eight billion parameters and no size.
  if (/^(?:models?|names?|checkpoints?|variants?)$/.test(bare) && index === 0) return 'name'
  // "50 %, 99 %" under "Percentile" say which row it is.
  if (/^(?:percentiles?|quantiles?|pctl?|%ile)$/.test(bare)) return 'setting'
  if (isDerived(header)) return 'derived'
  // A side whose cells are mostly words ("by hand", "30-60s") holds figures where it has them.
  const sided = label.side !== 'unknown' && filled.some((cell) => cell.kind === 'figures')
  const wordy = !sided && filled.filter((cell) => cell.kind === 'words').length * 2 > filled.length
  if (wordy && label.side !== 'unknown' && label.rest === '') return 'empty'
  if (wordy) return /^metrics?$/.test(bare) ? 'metric' : /^units?$/.test(bare) ? 'unit' : 'name'
  if (isThreshold(header) || namesBoth(header) || /\b(?:old|new|previous|updated|current) (?:baseline|reference)\b/i.test(header))
    return 'threshold'
  if (isSpread(header)) return 'spread'
  const figures = filled.flatMap((cell) => cell.figures)
  if (
    figures.length > 0 &&
    figures.every((q) => q.unit === '%' || /^[x×X]$/.test(q.unit)) &&
    figures.some((q) => q.unit !== '%' || q.signed) &&
    !isMeasured(header)
  )
    return 'derived'
  // `size | time` above `1k | 12 ms`: where a table begins with sizes, they say what was measured.
  if (
    index === 0 &&
    body.length > 1 &&
    label.side === 'unknown' &&
    isSetting(header) &&
    figures.every(({ unit }) => /^[kKMG]?$/.test(unit) || isBytes(unit))
  )
    return 'setting'
  if (label.side !== 'unknown' || name.unit !== '' || figures.some((q) => q.unit !== '')) return 'value'
  if (isSetting(header) || (index === 0 && header === '')) return 'setting'
  return 'value'
}

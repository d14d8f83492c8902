/** Reads a table of a person's own making by the rule that this person wrote. */
import type { ColumnName, MappedValue, MappingRule, Reading } from '../../model.ts'
import type { Document } from '../document/document.ts'
import { type Figure, type Findings, findings } from '../findings.ts'
import { condition } from '../labels.ts'
import { splitSuffix } from '../unit-suffix.ts'
import { type Row, rowsOf } from './table.ts'

/** The name under which such files are read, in place of a tool's. */
export const mapped = 'mapping'

/** Every figure that the rule names; nothing else is guessed from the file. */
export function readMapped(document: Document, rule: MappingRule): Reading {
  const found = findings(document)
  const rows = rowsOf(document, rule, columnsOf(rule), found).filter((row) => isWanted(row, rule))
  const names = rows.map((row) => JSON.stringify([nameOf(row, rule), sideOf(row, rule, found)]))
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index))
  if (repeated.size > 0 && rule.row === null)
    found.flag(
      'duplicate-key',
      'Several rows have the same name, condition and side, and the mapping does not say what they are: they are not compared. Add the columns that set them apart to "condition", or say "row: process" (or trial, repetition) where each is a run.',
    )
  for (const [index, row] of rows.entries()) {
    for (const value of rule.values) readValue(row, value, rule, repeated.has(names[index] ?? ''), found)
  }
  const { measurements, statedChanges, flags, problems, environments } = found
  const cut = document.fault === null || document.json === null ? [] : [document.fault]
  return { format: mapped, measurements, statedChanges, flags, problems: [...problems, ...cut], environment: environments }
}

function columnsOf({ name, condition, side, only, values }: MappingRule): ColumnName[] {
  const ofValues = values.flatMap(({ column, metric, unit, samples, deviation }) => [
    column,
    ...(deviation === null ? [] : [deviation]),
    ...[metric, unit, samples].flatMap((one) => (typeof one === 'object' && one !== null ? [one.column] : [])),
  ])
  return [...new Set([...name, ...condition, ...(side === null ? [] : [side.column]), ...only.map(({ column }) => column), ...ofValues])]
}

function isWanted(row: Row, { only }: MappingRule): boolean {
  return only.every(({ column, is }) => is.includes(row.cell(column)?.text ?? ''))
}

function nameOf(row: Row, { name, condition: conditions }: MappingRule): Pick<Figure, 'benchmark' | 'condition'> {
  const said = (column: ColumnName) => row.cell(column)?.text ?? ''
  return {
    benchmark: name.map(said).filter(Boolean).join('/'),
    condition: condition(conditions.map((column) => [String(column), said(column)] as const)),
  }
}

function sideOf(row: Row, { side }: MappingRule, found: Findings): NonNullable<Figure['side']> {
  if (side === null) return 'unknown'
  const cell = row.cell(side.column)
  const text = cell?.text ?? ''
  if (side.baseline.includes(text)) return 'baseline'
  if (side.candidate.includes(text)) return 'candidate'
  found.flag(
    'config-differs',
    `"${text}" in the column ${side.column} is neither the baseline nor the candidate: such rows have no side.`,
    cell?.place ?? row.place,
  )
  return 'unknown'
}

function readValue(row: Row, value: MappedValue, rule: MappingRule, isRepeated: boolean, found: Findings): void {
  const cell = row.cell(value.column)
  if (cell === null) return
  const said = (what: MappedValue['metric']) => (typeof what === 'object' && what !== null ? (row.cell(what.column)?.text ?? '') : what)
  const header = typeof value.column === 'number' ? { name: 'value', unit: '' } : splitSuffix(value.column)
  const metric = said(value.metric) ?? header.name
  if (value.better === 'unknown' && value.role === 'result')
    found.flag('direction-unknown', `The mapping does not say whether more or less ${metric} is better.`, cell.place)
  cell.write({
    ...nameOf(row, rule),
    side: sideOf(row, rule, found),
    metric,
    unit: said(value.unit) ?? header.unit,
    better: value.better,
    statistic: value.statistic,
    role: isRepeated && rule.row === null && value.role === 'result' ? 'derived' : value.role,
    ...samplesOf(row, value, rule),
  })
}

/** A row that is a run is one of its kind; else the mapping says how many samples stand behind its value, and how far apart. */
function samplesOf(
  row: Row,
  { samples, of, deviation }: MappedValue,
  rule: MappingRule,
): Pick<Figure, 'samples' | 'sampleKind' | 'spread'> {
  const numberIn = (column: ColumnName) => Number(row.cell(column)?.text || Number.NaN)
  const spread = deviation === null ? Number.NaN : numberIn(deviation)
  const around = Number.isFinite(spread) ? ({ spread: { kind: 'standard-deviation', value: spread } } as const) : {}
  if (rule.row !== null) return { ...around, samples: 1, sampleKind: rule.row }
  const count = samples === null ? Number.NaN : typeof samples === 'number' ? samples : numberIn(samples.column)
  return Number.isInteger(count) ? { ...around, samples: count, sampleKind: of } : around
}

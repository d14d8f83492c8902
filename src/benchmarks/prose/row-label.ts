import type { Better } from '../../model.ts'
import { type Column, wayOf } from './columns.ts'
import type { CellReading } from './grid.ts'
import { isSetting } from './metric.ts'
import { isUnit } from './unit-words.ts'

/** What the cells of a row that hold no figures say. */
export interface RowLabel {
  /** The benchmark, or the metric where columns are sides. */
  name: string
  metric: string
  unit: string
  better: Better | null
  /** Beside its name: "loss ↓". */
  arrow: Better | null
  /** Settings of the row: `batch=1, ctx=21`. */
  condition: string
}

/** Columns that say something about the row and not which row it is. */
const asides = /^(?:notes?|status|comments?|remarks?|verdict|result|passed|ranks?|timing ranks|version|#|confidence)$/i

/** Reads the label of a row; `inherited` carries names over blank cells below them (lm-eval's tables). */
export function labelOfRow(
  columns: readonly Column[],
  row: readonly CellReading[],
  inherited: string[],
  skip: ReadonlySet<number>,
): RowLabel {
  const label: RowLabel = { name: '', metric: '', unit: '', better: null, arrow: null, condition: '' }
  const names: string[] = []
  const settings: string[] = []
  for (const column of columns) {
    if (skip.has(column.index) || asides.test(column.header)) continue
    const text = (row[column.index]?.text ?? '').replace(/\s+/g, ' ').trim()
    if (column.kind === 'name') {
      if (text !== '' && !/^[±|-]+$/.test(text)) inherited[column.index] = text
      const written = inherited[column.index] ?? ''
      const name = written.replace(/\s*\(?[↑↓⬆⬇]\uFE0F?\)?\s*$/, '')
      label.arrow = wayOf(written) ?? label.arrow
      if (name === '' || /^(?:pass(?:ed)?|ok|yes|no|✓|✅|—|-)$/i.test(name)) continue
      if (column.index > 0 && isSetting(column.header)) settings.push(`${column.header}=${name}`)
      else names.push(name)
    } else if (column.kind === 'metric') label.metric = text
    else if (column.kind === 'unit' && isUnit(text)) label.unit = text
    else if (column.kind === 'direction') label.better = text === '↓' ? 'lower' : text === '↑' ? 'higher' : null
    else if (column.kind === 'setting' && text !== '') settings.push(column.header === '' ? text : `${column.header}=${text}`)
  }
  label.name = names.join(' ')
  label.condition = settings.join(', ')
  return label
}

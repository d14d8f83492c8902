/** The column of words on the left: a row's label, then its verdict or, where readers would guess wrong, which way is good. */
import type { Better } from '../../model.ts'
import { type ChartRow, verdictLooks } from './row.ts'
import { label, large } from './svg.ts'
import { wrap } from './text.ts'

const lineHeight = 19

/** A row's words, set in lines. */
export interface RowLabel {
  height: number
  /** Draws them centred on `middle`. */
  draw: (middle: number) => string
}

/** Sets the words of all rows in a column as narrow as they allow, and says how wide it is. */
export function labelColumn(rows: readonly ChartRow[]): { room: number; labels: RowLabel[] } {
  const room = rows.some((row) => wrap(row.label, 200, large).length > 2) ? 250 : 200
  const usual = usualDirection(rows)
  return { room, labels: rows.map((row) => rowLabel(row, room, usual)) }
}

function rowLabel(row: ChartRow, room: number, usual: Better | null): RowLabel {
  const words = wrap(row.label, room, large)
  const verdict = verdictLooks[row.verdict]
  const unusual = usual !== null && row.better !== usual && row.better !== 'unknown'
  const remark = verdict.word !== '' ? verdict.word : unusual ? `${row.better} is better` : ''
  const lines = words.length + (remark === '' ? 0 : 1)
  return {
    height: lines * lineHeight,
    draw(middle) {
      const y = (index: number) => middle - (lines * lineHeight) / 2 + index * lineHeight + 14
      const main = words.map((line, index) => label(0, y(index), '', line)).join('')
      if (remark === '') return main
      return main + label(0, y(words.length), verdict.word === '' ? 'm' : verdict.tone, remark)
    },
  }
}

/** Which way is good, as a sentence for under the chart; none where nobody knows. */
export function directionNote(rows: readonly ChartRow[]): string[] {
  const usual = usualDirection(rows)
  if (usual === null) return []
  const exceptions = rows.some((row) => row.better !== usual)
  return [`${usual === 'lower' ? 'Lower' : 'Higher'} is better${exceptions ? ', except as marked' : ''}.`]
}

/** The way that is good for most rows, when every row has one. */
function usualDirection(rows: readonly ChartRow[]): 'lower' | 'higher' | null {
  if (rows.length === 0 || rows.some((row) => row.better === 'unknown')) return null
  const lower = rows.filter((row) => row.better === 'lower').length
  return lower * 2 >= rows.length ? 'lower' : 'higher'
}

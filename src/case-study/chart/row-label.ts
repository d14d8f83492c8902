/** The column of words on the left: a row's label, then its verdict and, where readers would guess wrong, which way is good. */
import type { Better } from '../../model.ts'
import { type ChartRow, verdictLooks } from './row.ts'
import { label, large } from './svg.ts'
import { textWidth, wrap } from './text.ts'

const lineHeight = 19

/** A row's words, set in lines. */
export interface RowLabel {
  height: number
  /** Draws them centred on `middle`. */
  draw: (middle: number) => string
}

/** Sets the words of all rows in a column as narrow as they allow, and says how wide it is. */
export function labelColumn(rows: readonly ChartRow[]): { room: number; labels: RowLabel[] } {
  const isNarrow = ({ label }: ChartRow) =>
    wrap(label, 200, large).length > 2 || label.split(' ').some((word) => textWidth(word, large) > 200)
  const room = rows.some(isNarrow) ? 250 : 200
  const usual = usualDirection(rows)
  return { room, labels: rows.map((row) => rowLabel(row, room, usual)) }
}

function rowLabel(row: ChartRow, room: number, usual: Better | null): RowLabel {
  const words = wrap(row.label, room, large)
  const verdict = verdictLooks[row.verdict]
  const unusual = usual !== null && row.better !== usual && row.better !== 'unknown'
  const remarks = [
    ...(verdict.word === '' ? [] : [{ look: verdict.tone, said: verdict.word }]),
    ...(unusual ? [{ look: 'm', said: `${row.better} is better` }] : []),
  ]
  const lines = words.length + remarks.length
  return {
    height: lines * lineHeight,
    draw(middle) {
      const y = (index: number) => middle - (lines * lineHeight) / 2 + index * lineHeight + 14
      const main = words.map((line, index) => label(0, y(index), '', line)).join('')
      return main + remarks.map(({ look, said }, index) => label(0, y(words.length + index), look, said)).join('')
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

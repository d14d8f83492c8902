import type { Grid } from './grid.ts'
import { metricName } from './metric.ts'
import { unitAt } from './unit-words.ts'

/**
 * The columns of a table whose figures have a decimal comma: "8,75" under a side or a unit, or with a unit of its own,
 * says it for all such columns, where none has a decimal point. Lists like "0,1" under "GPUs" say nothing.
 */
export function columnsWithCommas(grid: Grid, sided: readonly boolean[]): Set<number> {
  const ofFigures = grid.header.map((cell, index) => sided[index] === true || metricName(cell.text).unit !== '')
  const found = new Set<number>()
  let commas = false
  for (const row of grid.rows) {
    for (const [index, { text }] of row.entries()) {
      const number = /^[\s*~≈+−-]{0,6}(\d[\d.,]{0,40})/.exec(text.slice(0, 60))
      if (number === null) continue
      if (ofFigures[index] !== true && unitAt(text, number[0].length) === null) continue
      found.add(index)
      if (/^\d+\.(?:\d{1,2}|\d{4,})$|^0\.\d|,\d{3}\./.test(number[1] ?? '')) return new Set()
      commas ||= /^(?:\d{1,3}(?:\.\d{3})+|\d+),(?:\d{1,2}|\d{4,})$|^0,\d+$/.test(number[1] ?? '')
    }
  }
  return commas ? found : new Set()
}

/** A mark of its own for every tone, so that colour is never the only sign. */
import { type ChartRow, verdictLooks } from './row.ts'
import { at, type LegendItem } from './svg.ts'

const marks: Readonly<Record<string, (x: number, y: number) => string>> = {
  good: (x, y) => `<circle class="good" cx="${at(x)}" cy="${at(y)}" r="5"/>`,
  bad: (x, y) => `<path class="bad" d="M${at(x)} ${at(y - 6.5)}l6.5 6.5l-6.5 6.5l-6.5 -6.5z"/>`,
  same: (x, y) => `<circle class="l same" cx="${at(x)}" cy="${at(y)}" r="4"/>`,
  plain: (x, y) => `<rect class="plain" x="${at(x - 4)}" y="${at(y - 4)}" width="8" height="8"/>`,
}

/** The mark of a row's verdict around a point. */
export function verdictMark(row: ChartRow, x: number, y: number): string {
  return marks[verdictLooks[row.verdict].tone]?.(x, y) ?? ''
}

/** The marks that occur in `rows` with the reader's words for them. */
export function markLegend(rows: readonly ChartRow[]): LegendItem[] {
  const words = new Map<string, Set<string>>()
  for (const row of rows) {
    const { tone, word } = verdictLooks[row.verdict]
    words.set(tone, (words.get(tone) ?? new Set()).add(word === '' ? 'no verdict' : word))
  }
  return [...words].map(([tone, found]) => ({ marks: [marks[tone] ?? (() => '')], words: [...found].join(' or ') }))
}

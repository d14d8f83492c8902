/** Figures in the terminal's tables. */
import { byNumbers } from '../natural-order.ts'
import { fits, foldRow, grid } from './grid.ts'
import { paint } from './terminal.ts'

/** The value of one run, or the median of several with lowest and highest; six digits are enough to look at, --json has them all. */
export function amount(runs: readonly { readonly value: number }[]): string {
  const values = runs.map(({ value }) => value).sort((a, b) => a - b)
  const [low = Number.NaN, high = Number.NaN] = [values[0], values.at(-1)]
  const middle = values.length / 2
  const median = ((values[Math.ceil(middle) - 1] ?? Number.NaN) + (values[Math.floor(middle)] ?? Number.NaN)) / 2
  return low === high ? digits(low) : `${digits(median)} (${digits(low)} to ${digits(high)})`
}

/** What one side of a comparison is, with its lowest and highest run. */
export function compared({ centre, runs }: { centre: number; runs: { low: number; high: number } | null }): string {
  return runs === null || runs.low === runs.high ? digits(centre) : `${digits(centre)} (${digits(runs.low)} to ${digits(runs.high)})`
}

function digits(value: number): string {
  return String(Number(value.toPrecision(6)))
}

/** `1 run`, `10 runs`, `3 processes`. */
export function count(number: number, noun: string): string {
  return `${number} ${number === 1 ? noun : noun.endsWith('s') ? `${noun}es` : `${noun}s`}`
}

/** Rows of one table that anybody reads. */
const longest = 500

/** Rows in aligned columns, those of one heading together under it; a very long table ends with how many more there are. */
export function underHeadings(
  right: readonly boolean[],
  given: readonly { heading: string; cells: readonly string[] }[],
  room: number,
): string[] {
  const groups = Map.groupBy(given, ({ heading }) => heading)
  const all = inOrder([...groups.keys()]).flatMap((heading) => groups.get(heading) ?? [])
  const rows = all.slice(0, longest)
  const cells = rows.map((row) => row.cells)
  const [full, brief] = [grid(right, cells), grid(right, cells.map(withoutRanges))]
  const isBrief = !fits(full, room) && fits(brief, room)
  const lines = isBrief ? brief : fits(full, room) ? full : cells.map((row) => foldRow(row, room))
  let heading = ''
  const shown = rows.flatMap((row, index) => {
    const line = lines[index] ?? ''
    if (row.heading === heading) return [line]
    heading = row.heading
    return [`  ${paint('dim', heading === '' ? '–' : heading)}`, line]
  })
  const more = all.length - rows.length
  return [
    ...shown,
    ...(isBrief ? ['  … lowest and highest stand in a wider terminal, and in --json'] : []),
    ...(more > 0 ? [`  … and ${count(more, 'more row')}; --json has them all`] : []),
  ]
}

/** Figures without what `amount` puts behind the median of several; the interval of a ratio stays. */
function withoutRanges(cells: readonly string[]): string[] {
  return cells.map((cell) => (cell.startsWith('×') ? cell : cell.replace(/ \([\d.e+-]+ to [\d.e+-]+\)/, '')))
}

/** Headings that differ only in their numbers, such as loads, rise where they stand; others keep their place. */
function inOrder(headings: readonly string[]): string[] {
  const shapeOf = (heading: string) => heading.replaceAll(/\d+/g, '0')
  const rising = Map.groupBy(headings.toSorted(byNumbers), shapeOf)
  return headings.map((heading) => rising.get(shapeOf(heading))?.shift() ?? heading)
}

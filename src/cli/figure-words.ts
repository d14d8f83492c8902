/** Figures in the terminal's tables. */
import { byNumbers } from '../natural-order.ts'
import { grid } from './grid.ts'
import { paint } from './terminal.ts'

/** The value of one run, or the median of several with lowest and highest; six digits are enough to look at, --json has them all. */
export function amount(runs: readonly { readonly value: number }[]): string {
  const values = runs.map(({ value }) => value).sort((a, b) => a - b)
  const [low = Number.NaN, high = Number.NaN] = [values[0], values.at(-1)]
  const middle = values.length / 2
  const median = ((values[Math.ceil(middle) - 1] ?? Number.NaN) + (values[Math.floor(middle)] ?? Number.NaN)) / 2
  return low === high ? digits(low) : `${digits(median)} (${digits(low)} to ${digits(high)})`
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
export function underHeadings(right: readonly boolean[], given: readonly { heading: string; cells: readonly string[] }[]): string[] {
  const groups = Map.groupBy(given, ({ heading }) => heading)
  const all = inOrder([...groups.keys()]).flatMap((heading) => groups.get(heading) ?? [])
  const rows = all.slice(0, longest)
  const lines = grid(
    right,
    rows.map(({ cells }) => cells),
  )
  let heading = ''
  const shown = rows.flatMap((row, index) => {
    const line = lines[index] ?? ''
    if (row.heading === heading) return [line]
    heading = row.heading
    return [`  ${paint('dim', heading === '' ? '–' : heading)}`, line]
  })
  const more = all.length - rows.length
  return more > 0 ? [...shown, `  … and ${count(more, 'more row')}; --json has them all`] : shown
}

/** Headings that differ only in their numbers, such as loads, rise where they stand; others keep their place. */
function inOrder(headings: readonly string[]): string[] {
  const shapeOf = (heading: string) => heading.replaceAll(/\d+/g, '0')
  const rising = Map.groupBy(headings.toSorted(byNumbers), shapeOf)
  return headings.map((heading) => rising.get(shapeOf(heading))?.shift() ?? heading)
}

import type { Line } from '../document/lines.ts'
import { condition } from '../labels.ts'
import { nextLine } from './next-line.ts'

/** A result in the table of a benchmark with parameters. */
interface AsvCell {
  line: Line
  text: string
  condition: string
}

type Span = readonly [number, number]

const ruleOf = (mark: '=' | '-') => new RegExp(`^ *${mark}+(?: ${mark}+)* *$`)
const [double, single] = [ruleOf('='), ruleOf('-')]

/**
 * The table whose upper rule stands behind the dots of the line at `start` (`format_text_table` of asv/util.py): one
 * result a row behind its parameters, or, under a head that spans them, a column for every value of the last parameter.
 */
export function readAsvTable(lines: readonly Line[], start: number): AsvCell[] {
  const columns = spans(lines[start]?.text ?? '', /=+/g)
  const end = nextLine(lines, start, ends)
  if (end < 0 || columns.length === 0 || !double.test(lines[end]?.text ?? '')) return []
  const head = lines.slice(start + 1, end)
  const [first, second, third] = head
  if (first === undefined || second === undefined) return []
  const cut = (line: Line) => columns.map(([from, to], at) => line.text.slice(from, at === columns.length - 1 ? undefined : to).trim())
  if (!/^ *-- /.test(first.text) || third === undefined)
    return single.test(second.text) ? head.slice(2).flatMap((line) => plainRow(line, cut(line), cut(first))) : []
  const left = spans(second.text, /-+/g)[0]?.[1] ?? 0
  const parameters = columns.filter(([, to]) => to <= left).length
  const top = first.text.replace(/^ *--/, '').trim()
  const close = nextLine(lines, end, ends)
  const rows = close < 0 ? [] : lines.slice(end + 1, close)
  return rows.flatMap((line) => foldedRow(line, cut(line), cut(third), parameters, top))
}

/** A lower rule, or the next line of the log, which cuts the table off. */
function ends(text: string): boolean {
  return double.test(text) || text.startsWith('[')
}

function spans(text: string, mark: RegExp): Span[] {
  const from = text.indexOf(']') + 1
  return [...text.matchAll(mark)].filter(({ index }) => index >= from).map((match) => [match.index, match.index + match[0].length])
}

function plainRow(line: Line, cells: readonly string[], names: readonly string[]): AsvCell[] {
  const parameters = cells.slice(0, -1).map((cell, at) => [names[at] || `param${at + 1}`, cell] as const)
  return [{ line, text: cells.at(-1) ?? '', condition: condition(parameters) }]
}

function foldedRow(line: Line, cells: readonly string[], names: readonly string[], parameters: number, top: string): AsvCell[] {
  const own = cells.slice(0, parameters).map((cell, at) => [names[at] || `param${at + 1}`, cell] as const)
  return cells
    .slice(parameters)
    .map((text, at) => ({ line, text, condition: condition([...own, [top || 'param', names[parameters + at] ?? '']]) }))
}

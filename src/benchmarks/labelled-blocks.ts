/**
 * Outputs that somebody put into one text file under a line for each side ("Before:", "## This PR", "main"). Readers that
 * know where their output begins look above it themselves; for all others the sides are read here.
 */
import type { Reading, Side } from '../model.ts'
import type { Document } from './document/document.ts'
import { eachLine } from './document/lines.ts'
import { sideOf } from './prose/side.ts'

/** Longer texts are logs and lists of results, which nobody labels by hand. */
const LONGEST = 1_000_000

/** Puts figures of no side on that of the label above them, where the text has labels of both sides with figures below. */
export function readLabels(document: Document, reading: Reading): Reading {
  if (document.json !== null || document.text.length > LONGEST) return reading
  const labels = labelsIn(document)
  if (new Set(labels.map(({ side }) => side)).size < 2) return reading
  const figures = reading.measurements.map((measurement) => ({ measurement, line: measurement.locator.line ?? 0 }))
  const sides = sidesAbove(labels, new Set(figures.map(({ line }) => line)))
  if (new Set([...sides.values()].filter((side) => side !== 'unknown')).size < 2) return reading
  for (const { measurement, line } of figures) if (measurement.side === 'unknown') measurement.side = sides.get(line) ?? 'unknown'
  return reading
}

/** Lines are not cut out for the question: of most texts nothing else needs them. */
function labelsIn({ text, firstLine }: Document): Label[] {
  const labels: Label[] = []
  eachLine(text, firstLine, (from, to, number) => {
    let end = to
    while (end > from && text.charCodeAt(end - 1) === 32) end--
    const label = end === from || end - from > widest ? null : labelOf(number, text.slice(from, end))
    if (label !== null) labels.push(label)
  })
  const [baseline = [], candidate = []] = (['baseline', 'candidate'] as const).map((one) => labels.filter(({ side }) => side === one))
  const [rests, others] = [baseline, candidate].map((some) => new Set(some.map(({ rest }) => rest)))
  const marks = new Set([...baseline, ...candidate].map(({ mark }) => mark))
  const alike = Map.groupBy(labels, ({ heading }) => heading)
  return labels.filter(({ side, rest, mark, heading }) => {
    // A heading of the tool stands on both sides; one that comes once, and looks as those of the sides, begins something else.
    if (side === 'unknown') return marks.has(mark) && alike.get(heading)?.length === 1
    // "Building base image:" and "Now running:" say nothing of the same.
    return mark !== '' || rest === '' || (rests?.has(rest) && others?.has(rest))
  })
}

interface Label {
  number: number
  /** Unknown of a heading that says none. */
  side: Side
  /** The words beside those of the side, but for names of commits and numbers. */
  rest: string
  /** What makes it a heading: `##`, `===`. */
  mark: string
  heading: string
}

/** Characters. Longer lines are no labels. */
const widest = 60

/** A line that says a side, or a heading that says something else. */
function labelOf(number: number, text: string): Label | null {
  if (!/\p{L}/u.test(text)) return null
  const heading = text.replace(/^[\s#>*_=-]+|[\s:*_=-]+$/g, '')
  const { side, rest: said } = sideOf(heading)
  const mark = /^\s*(#+|\*\*)|^(={2,}|-{2,}) .* \2$/.exec(text)?.slice(1).find(Boolean) ?? ''
  const rest =
    said
      .toLowerCase()
      .match(/(?<![\p{L}\p{N}])(?![\da-f]{7,40}(?![\p{L}\p{N}]))\p{L}+(?![\p{L}\p{N}])/gu)
      ?.join(' ') ?? ''
  if (side === 'unknown') return /^(?:##+|==+|--+)$/.test(mark) ? { number, side, rest, mark, heading } : null
  return said === '' || mark !== '' || /:\s*$/.test(text) ? { number, side, rest, mark, heading } : null
}

/** The side of the last label above each of the lines; a line of figures is none. */
function sidesAbove(labels: readonly Label[], lines: ReadonlySet<number>): Map<number, Side> {
  const own = labels.filter(({ number }) => !lines.has(number))
  const sides = new Map<number, Side>()
  let [side, next]: [Side, number] = ['unknown', 0]
  for (const line of [...lines].toSorted((a, b) => a - b)) {
    for (let label = own[next]; label !== undefined && label.number < line; label = own[++next]) side = label.side
    sides.set(line, side)
  }
  return sides
}

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
  const figures = new Set(reading.measurements.map(({ locator }) => locator.line))
  const own = labels.filter(({ number }) => !figures.has(number))
  const sided = reading.measurements.map((measurement) => ({ measurement, side: sideAbove(own, measurement.locator.line ?? 0) }))
  if (new Set(sided.map(({ side }) => side).filter((side) => side !== 'unknown')).size < 2) return reading
  for (const { measurement, side } of sided) if (measurement.side === 'unknown') measurement.side = side
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
  return labels
}

interface Label {
  number: number
  side: Side
}

/** Characters. Longer lines are no labels. */
const widest = 60

/** A line that says a side and nothing else, or a heading that says one. */
function labelOf(number: number, text: string): Label | null {
  if (!/\p{L}/u.test(text)) return null
  const label = text.replace(/^[\s#>*_=-]+|[\s:*_=-]+$/g, '')
  const { side, rest } = sideOf(label)
  const isHeading = /^\s*(?:#|\*\*)|:\s*$/.test(text)
  return side !== 'unknown' && (rest === '' || isHeading) ? { number, side } : null
}

function sideAbove(labels: readonly Label[], line: number): Side {
  return labels.findLast(({ number }) => number < line)?.side ?? 'unknown'
}

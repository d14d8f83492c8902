import type { Context, Draft } from './figure.ts'
import { labelledFigures } from './labelled.ts'
import type { ProseSource } from './read-sentence.ts'
import type { Sentence } from './sentences.ts'

/** Lines of prose and list items that are `label: figure` and nothing more. */
export function readProseLines(sentence: Sentence, context: Context, prose: ProseSource): Draft[] {
  const found: Draft[] = []
  let offset = sentence.start
  for (const text of sentence.text.split('\n')) {
    const start = offset
    offset += text.length + 1
    const plain = text.replace(/^\s*(?:[-*+•]|\d{1,2}[.)])\s+/, (marker) => ' '.repeat(marker.length))
    const pair = /^\s*([^\s:=][^:=]{0,59}?)(?:\s*[:=]\s+|\s*=\s*(?=[\d.,]{1,20} ?[A-Za-z/]{1,16}\s*$))(?=[~≈]?\s*[-+]?\d)/.exec(plain)
    const label = (pair?.[1] ?? '').trim()
    if (pair === null || label.split(/\s+/).length > 7 || /→|->|=>/.test(label)) continue
    const row = {
      label,
      text: plain,
      from: pair[0].length,
      line: prose.lineOf(start),
    }
    const figures = labelledFigures(row, context, prose.names)
    // Markup blanked inside a figure ("**300.9** TPS") is part of what is written.
    found.push(
      ...figures.map((one) => ({ ...one, locator: { line: row.line, text: written(prose.source, start, plain, one.locator.text) } })),
    )
  }
  return found
}

/** What stands in the source where the blanked line has a text. */
function written(source: string, start: number, line: string, text: string): string {
  const at = line.indexOf(text)
  return at < 0 ? text : source.slice(start + at, start + at + text.length).trim()
}

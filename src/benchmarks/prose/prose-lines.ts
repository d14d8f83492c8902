import type { Context } from './figure.ts'
import { type LineFigure, labelledFigures } from './labelled.ts'
import type { Reader } from './read-sentence.ts'
import type { Sentence } from './sentences.ts'

/** Lines of prose and list items that are `label: figure` and nothing more. */
export function readProseLines(sentence: Sentence, context: Context, reader: Reader): LineFigure[] {
  const found: LineFigure[] = []
  let offset = sentence.start
  for (const text of sentence.text.split('\n')) {
    const start = offset
    offset += text.length + 1
    const plain = text.replace(/^\s*(?:[-*+•]|\d{1,2}[.)])\s+/, (marker) => ' '.repeat(marker.length))
    const pair = /^\s*([^\s:=][^:=]{0,59}?)(?:\s*[:=]\s+|\s*=\s*(?=[\d.,]{1,20} ?[A-Za-z/]{1,16}\s*$))(?=[~≈]?\s*[-+]?\d)/.exec(plain)
    const label = (pair?.[1] ?? '').trim()
    if (pair === null || label.split(/\s+/).length > 7) continue
    const row = {
      label,
      text: plain,
      from: pair[0].length,
      line: reader.lineOf(start),
      locator: reader.source.slice(start, start + text.length).trim(),
    }
    found.push(...labelledFigures(row, context, reader.names))
  }
  return found
}

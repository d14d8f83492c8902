/** A text to a reading: which tool wrote it, and every figure in it. */
import type { ReaderInput, Reading } from '../model.ts'
import { clean } from './document/decode.ts'
import { type Document, openDocument } from './document/document.ts'
import { findings } from './findings.ts'
import { formats } from './formats.ts'
import type { Reader } from './reader.ts'

/**
 * Reads one file. Ids (`m1`, `m2` …) are local to the reading. What no reader recognises gives a problem that says
 * what was tried; `format` names the reader to use instead of looking.
 */
export function read(input: ReaderInput, options: { format?: string } = {}): Reading {
  const document = openDocument({ ...input, text: clean(input.text) })
  const readers = formats.filter((reader) => (options.format === undefined ? reader.detect(document) : reader.name === options.format))
  return readers.length === 0 ? unrecognised(document) : join(document, readers)
}

/**
 * Reads a block of plain text that stands within another one (a fence of a pull-request text, a pasted log), and whose
 * first line is `firstLine` there. Null when no reader recognises it.
 */
export function readBlock(text: string, firstLine: number): Reading | null {
  const document = openDocument({ path: '', text: clean(text), siblings: () => null }, firstLine)
  const readers = formats.filter((reader) => reader.detect(document))
  return readers.length === 0 ? null : join(document, readers)
}

/**
 * A log may hold the outputs of two tools. Each reader gives what it finds; where two claim the same place, the one
 * that finds most is believed.
 */
function join(document: Document, readers: readonly Reader[]): Reading {
  const parts = readers.map((reader) => parseWith(document, reader)).sort((a, b) => b.measurements.length - a.measurements.length)
  const [first, ...others] = parts
  if (first === undefined) return unrecognised(document)
  const taken = new Set(first.measurements.map(placeOf))
  const more = others.flatMap((part) => part.measurements).filter((measurement) => !taken.has(placeOf(measurement)))
  const measurements =
    more.length === 0
      ? first.measurements
      : [...first.measurements, ...more].map((measurement, index) => ({ ...measurement, id: `m${index + 1}` }))
  return {
    format: first.format,
    measurements,
    statedChanges: parts.flatMap((part) => part.statedChanges),
    flags: parts.flatMap((part) => part.flags),
    problems: parts.flatMap((part) => part.problems),
    environment: Object.assign({}, ...parts.map((part) => part.environment).reverse()) as Reading['environment'],
  }
}

function placeOf({ locator }: Reading['measurements'][number]): string {
  return locator.pointer ?? String(locator.line)
}

function parseWith(document: Document, reader: Reader): Reading {
  const found = findings(document)
  reader.parse(document, found)
  const { measurements, statedChanges, flags, problems, environments } = found
  const cut = document.fault === null || document.json === null ? [] : [document.fault]
  return { format: reader.name, measurements, statedChanges, flags, problems: [...problems, ...cut], environment: environments }
}

function unrecognised(document: Document): Reading {
  const tried = formats.map((reader) => reader.name).join(', ')
  const what = document.text.trim() === '' ? 'The file is empty' : 'No reader recognises this file'
  const message = `${what}. Tried: ${tried}. Name the format with --format if it is one of these.`
  return {
    format: null,
    measurements: [],
    statedChanges: [],
    flags: [],
    problems: [...(document.fault ? [document.fault] : []), { line: document.fault?.line ?? 1, message }],
    environment: {},
  }
}

/** A text to a reading by the readers of the tools: which of them wrote it, and every figure in it. */
import type { Reading } from '../model.ts'
import { type Document, openDocument } from './document/document.ts'
import { type Findings, findings } from './findings.ts'
import { formats } from './formats.ts'
import { withChanges } from './found-figure.ts'
import type { Reader } from './reader.ts'

/** Reads a document with the readers that recognise it, or with the one that is named; null without any. */
export function readKnown(document: Document, format?: string): Reading | null {
  if (format === undefined) return join(readingsOf(document))
  return join(formats.filter((reader) => reader.name === format).map((reader) => parseWith(document, reader)))
}

/** Where a reading holds what was found for it, as long as it is no copy. */
const source = Symbol('findings')

interface Sourced {
  readonly [source]?: Findings
}

/** Stays, as `LineFigure.first` does: a document and what was found in it have their shapes too. */
const nothing = findings(openDocument({ path: '', text: '', siblings: () => null }))

/**
 * Its list of figures is made when somebody asks for it. The getter is one for all readings, for the reason that `Lines`
 * of `document.ts` is a class; what a weak map holds would stay in memory as long.
 */
const lateMeasurements = {
  enumerable: true,
  get(this: Sourced) {
    return (this[source] ?? nothing).measurements
  },
}

function sizeOf(reading: Reading & Sourced): number {
  return reading[source]?.size ?? reading.measurements.length
}

/** Whether a reading says anything: a reader that knows the file may say why it holds no figure. No figure is made for the question. */
export function saysSomething(reading: Reading): boolean {
  return sizeOf(reading) + reading.flags.length + reading.problems.length > 0
}

/**
 * By all readers that recognise it. A long text shows at its ends who wrote it; where they do not tell, or what they tell
 * leaves most of the text unread, as a log with a second tool's block in its middle, all of it is searched.
 */
function readingsOf(document: Document): Reading[] {
  const ends = document.json === null && document.text.length > 4 * END ? endsOf(document) : null
  const shown = ends === null ? [] : formats.filter((reader) => reader.detect(ends))
  const parts = shown.map((reader) => parseWith(document, reader))
  const figures = parts.reduce((sum, part) => sum + sizeOf(part), 0)
  if (figures * SPARSE > document.text.length) return parts
  const others = formats.filter((reader) => !shown.includes(reader) && reader.detect(document))
  return [...parts, ...others.map((reader) => parseWith(document, reader))]
}

/** A text with fewer figures than one in so many characters holds more than the output of the tool. */
const SPARSE = 500

/** Characters that are looked at on each end. */
const END = 500_000

/** The whole lines of both ends; null where a line is longer than an end. */
function endsOf({ path, text, siblings }: Document): Document | null {
  const [head, tail] = [text.lastIndexOf('\n', END), text.indexOf('\n', text.length - END)]
  return head < 0 || tail < 0 ? null : openDocument({ path, text: text.slice(0, head) + text.slice(tail), siblings })
}

/**
 * A log may hold the outputs of two tools. Each reader gives what it finds; where two claim the same place, the one
 * that finds most is believed.
 */
function join(parts: readonly Reading[]): Reading | null {
  const [first, ...others] = parts.toSorted((a, b) => b.measurements.length - a.measurements.length)
  if (first === undefined || others.length === 0) return first ?? null
  const taken = new Set(first.measurements.map(placeOf))
  const more = others.flatMap((part) => part.measurements).filter((measurement) => !taken.has(placeOf(measurement)))
  return {
    format: first.format,
    measurements: [...first.measurements, ...more].map((measurement, index) => withChanges(measurement, { id: `m${index + 1}` })),
    statedChanges: parts.flatMap((part) => part.statedChanges),
    flags: parts.flatMap((part) => part.flags),
    problems: parts.flatMap((part) => part.problems),
    environment: Object.assign({}, ...others.map((part) => part.environment), first.environment) as Reading['environment'],
  }
}

function placeOf({ locator }: Reading['measurements'][number]): string {
  return locator.pointer ?? String(locator.line)
}

function parseWith(document: Document, reader: Reader): Reading {
  const found = findings(document)
  reader.parse(document, found)
  const { statedChanges, flags, environments: environment } = found
  const problems = document.fault === null || document.json === null ? found.problems : [...found.problems, document.fault]
  const reading = { format: reader.name }
  Object.defineProperty(reading, source, { value: found })
  Object.defineProperty(reading, 'measurements', lateMeasurements)
  return Object.assign(reading as Pick<Reading, 'format' | 'measurements'>, { statedChanges, flags, problems, environment })
}

/** A tool's output within another text: a fence of a pull-request text, a log. Its places are lines of the whole text. */
import type { Flag, Locator, Reading } from '../model.ts'
import { clean } from './document/decode.ts'
import { type Document, openDocument } from './document/document.ts'
import { parseJson } from './document/json-parse.ts'
import { lineAt } from './document/lines.ts'
import { at } from './document/node.ts'
import { mostVoices, voicesIn } from './document/voices.ts'
import { withChanges } from './found-figure.ts'
import { readKnown, saysSomething } from './read-known.ts'
import { mostBlocks, textBlocks } from './text-blocks.ts'

/**
 * Reads a block of plain text whose first line is `firstLine` where it stands. Null when no reader recognises it.
 */
export function readBlock(text: string, firstLine: number): Reading | null {
  const document = openDocument({ path: '', text: clean(text), siblings: () => null }, firstLine)
  const reading = readOutput(document)
  return reading === null || document.json === null ? reading : inLines(document, reading)
}

/** Reads a document by the tools' readers, else the files of tools that stand in its text. `format` as for `readKnown`. */
export function readOutput(document: Document, format?: string): Reading | null {
  return readHeard(document, format, mostVoices)
}

function readHeard(document: Document, format: string | undefined, most: number): Reading | null {
  return readVoices(document, format, most) ?? readWhere(document, format)
}

/** A log whose lines all begin with who said them, without that; null for any other, and where it holds no figure. */
function readVoices(log: Document, format: string | undefined, most: number): Reading | null {
  const voices = most === 0 || (log.json !== null && log.fault === null) ? [] : voicesIn(log.text, most)
  // What one of them said may be a log too: all voices of all logs in it are few, since each may be as many lines as the whole.
  const within = Math.floor(most / (voices.reduce((sum, { share }) => sum + share, 0) + 1))
  const heard = voices.flatMap((voice) => {
    const document = openDocument({ path: log.path, siblings: log.siblings, text: voice.text }, log.firstLine + voice.above)
    const reading = readHeard(document, format, within)
    if (reading === null || reading.measurements.length === 0) return []
    return [{ voice, reading: document.json === null ? reading : inLines(document, reading) }]
  })
  // Who of several measured what is a condition; where one did, the others only had something to say.
  const all = together(heard.map(({ voice, reading }) => (heard.length > 1 ? saidBy(voice.who, reading) : reading)))
  const machine = heard[0]?.voice.machine ?? null
  return all === null || machine === null ? all : { ...all, flags: [...all.flags, machineNamed(machine, log)] }
}

function saidBy(who: string, reading: Reading): Reading {
  const measurements = reading.measurements.map((measurement) =>
    withChanges(measurement, { condition: [measurement.condition, who].filter(Boolean).join(', ') }),
  )
  return { ...reading, measurements }
}

function machineNamed(machine: string, { text, firstLine }: Document): Flag {
  const message = 'The lines of the log name the machine they come from: do not publish it as it is.'
  return { code: 'private-path', message, locator: { line: lineAt(text, text.indexOf(machine), firstLine), text: machine } }
}

function readWhere(document: Document, format?: string): Reading | null {
  const reading = readKnown(document, format)
  if (reading !== null && saysSomething(reading)) return reading
  const isWhole = document.json !== null && document.fault === null
  return (isWhole ? readSequence(document, format) : readBlocks(document, format)) ?? reading
}

/**
 * Results that a shell appended to one file: each is a run. Their pointers begin with their number, as those of JSON
 * Lines do. Null unless one reader knows them all.
 */
function readSequence({ path, siblings, text }: Document, format?: string): Reading | null {
  const parsed = parseJson(text)
  if (parsed === null || parsed.starts.length < 2 || parsed.starts.length > mostBlocks) return null
  const readings: Reading[] = []
  for (const [index, start] of parsed.starts.entries()) {
    const reading = readKnown(
      openDocument({ path, siblings, text: text.slice(start, parsed.starts[index + 1]) }, lineAt(text, start)),
      format,
    )
    if (reading === null || reading.format !== (readings[0] ?? reading).format) return null
    readings.push(placed(reading, ({ pointer, text }) => ({ pointer: `/${index}${pointer ?? ''}`, text })))
  }
  const all = together(readings)
  const message = 'The file holds several results, one behind the other: each counts as a run.'
  return all && { ...all, flags: [...all.flags, { code: 'duplicate-runs-in-file', message, locator: null }] }
}

/** Null where no block holds a figure. */
function readBlocks(document: Document, format?: string): Reading | null {
  const { path, siblings } = document
  const readings = textBlocks(document).flatMap(({ text, line }) => {
    const block = openDocument({ path, siblings, text }, line)
    const reading = readKnown(block, format) ?? (block.json === null ? null : readSequence(block, format))
    return reading === null || reading.measurements.length === 0 ? [] : [block.json === null ? reading : inLines(block, reading)]
  })
  return together(readings)
}

/** Readings of one file as one; the format is that of the largest. Null for none. */
function together(readings: readonly Reading[]): Reading | null {
  const [first] = readings.toSorted((a, b) => b.measurements.length - a.measurements.length)
  if (first === undefined || readings.length === 1) return first ?? null
  return {
    format: first.format,
    measurements: readings
      .flatMap(({ measurements }) => measurements)
      .map((measurement, index) => withChanges(measurement, { id: `m${index + 1}` })),
    statedChanges: readings.flatMap(({ statedChanges }) => statedChanges),
    flags: readings.flatMap(({ flags }) => flags),
    problems: readings.flatMap(({ problems }) => problems),
    environment: first.environment,
  }
}

/** Pointers into the block mean nothing in the text around it: every place becomes its line. What has no line is not shown. */
function inLines(document: Document, reading: Reading): Reading {
  return placed(reading, (locator) => lineLocator(document, locator))
}

/** The reading with other places; a figure without one is left out. */
function placed(reading: Reading, place: (locator: Locator) => Locator | null): Reading {
  const measurements = reading.measurements.flatMap((measurement) => {
    const locator = place(measurement.locator)
    return locator === null ? [] : [withChanges(measurement, { locator })]
  })
  const flags = reading.flags.map(({ code, message, locator }) => ({ code, message, locator: locator && place(locator) }))
  return { ...reading, measurements, flags }
}

function lineLocator(document: Document, locator: Locator): Locator | null {
  if (locator.pointer === undefined || document.json === null) return locator
  const node = locator.pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((parent, key) => at(parent, Array.isArray(parent.value) ? Number(key) : key), document.json)
  const line = document.lineOf(node)
  return line === null ? null : { line, text: locator.text }
}

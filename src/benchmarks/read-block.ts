/** A tool's output within another text: a fence of a pull-request text, a log. Its places are lines of the whole text. */
import type { Flag, Locator, Measurement, Reading } from '../model.ts'
import { clean } from './document/decode.ts'
import { type Document, openDocument } from './document/document.ts'
import { at } from './document/node.ts'
import { withChanges } from './found-figure.ts'
import { readKnown } from './read-known.ts'
import { textBlocks } from './text-blocks.ts'

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
  const reading = readKnown(document, format)
  const isWhole = document.json !== null && document.fault === null
  return isWhole || (reading !== null && saysSomething(reading)) ? reading : (readBlocks(document, format) ?? reading)
}

/** A reader that knows the file may say why it holds no figure: every request failed. */
function saysSomething({ measurements, flags, problems }: Reading): boolean {
  return measurements.length + flags.length + problems.length > 0
}

/** Null where no block holds a figure. */
function readBlocks(document: Document, format?: string): Reading | null {
  const { path, siblings } = document
  const readings = textBlocks(document).flatMap(({ text, line }) => {
    const block = openDocument({ path, siblings, text }, line)
    const reading = readKnown(block, format)
    return reading === null || reading.measurements.length === 0 ? [] : [block.json === null ? reading : inLines(block, reading)]
  })
  const [first] = readings.toSorted((a, b) => b.measurements.length - a.measurements.length)
  if (first === undefined) return null
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
  const placed = (measurement: Measurement): Measurement[] => {
    const locator = lineLocator(document, measurement.locator)
    return locator === null ? [] : [withChanges(measurement, { locator })]
  }
  const said = ({ code, message, locator }: Flag): Flag => ({ code, message, locator: locator && lineLocator(document, locator) })
  return { ...reading, measurements: reading.measurements.flatMap(placed), flags: reading.flags.map(said) }
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

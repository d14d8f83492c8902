/** A file to a reading: a tool's output by its reader, a text by the rules of prose. */
import type { ReaderInput, Reading } from '../model.ts'
import { clean } from './document/decode.ts'
import { type Document, openDocument } from './document/document.ts'
import { formats } from './formats.ts'
import { readLabels } from './labelled-blocks.ts'
import { mapped, readMapped } from './mapping/read-mapped.ts'
import { ruleFor } from './mapping/rule-for.ts'
import { readText } from './prose/read-text.ts'
import { readOutput } from './read-block.ts'
import { saysSomething } from './read-known.ts'
import { unrecognised } from './unrecognised.ts'

/** The name by which texts that people wrote are read; every other name is a reader's. */
export const markdown = 'markdown'

/**
 * Reads one file. What a person's mapping says of it comes first, then the readers, then prose. Ids (`m1`, `m2` …) are
 * local to the reading. What nobody recognises gives a problem that says what it is and how to mend it; `format` names the
 * reader to use instead of looking.
 */
export function read(input: ReaderInput, options: { format?: string } = {}): Reading {
  const document = open(input)
  const { format } = options
  const rules = input.mapping ?? []
  const rule = format === undefined || format === mapped ? ruleFor(rules, input.path) : null
  if (rule !== null) return readMapped(document, rule)
  if (format === markdown) return readText(document.text)
  const known = readOutput(document, format)
  if (format !== undefined && known !== null) return orNothing(document, readLabels(document, known), format)
  if (format === undefined && isMarkdown(document) && (known === null || saysMore(document, known))) return readText(document.text)
  return known === null ? unrecognised(document, rules) : readLabels(document, known)
}

/** A reader that was named and neither knows the file nor finds anything in it: most often it was the wrong one. */
function orNothing(document: Document, reading: Reading, format: string): Reading {
  if (saysSomething(reading) || formats.some(({ name, detect }) => name === format && detect(document))) return reading
  const message = `The reader ${format}, which --format names, finds nothing in this file. Leave --format away, and all readers look at it.`
  return { ...reading, problems: [{ line: null, message }] }
}

/** Whole JSON needs no cleaning, and of 100 MB of it each look takes its time: what `clean` removes is no JSON. */
function open(input: ReaderInput): Document {
  const document = openDocument(input)
  if (document.json !== null && document.fault === null) return document
  const text = clean(input.text)
  return text === input.text ? document : openDocument({ ...input, text })
}

const fence = /^ {0,3}(?:```|~~~)/m
const tableRule = /^[ \t]*\|[ \t|:]*-[ \t|:-]*$/m

function isMarkdown({ json, path, text }: Document): boolean {
  if (json !== null) return false
  // To look for a mark is quick; a pattern takes its time in a long text.
  const mayFence = text.includes('```') || text.includes('~~~')
  return isMarkdownPath(path) || (mayFence && fence.test(text)) || (text.includes('|') && tableRule.test(text))
}

function isMarkdownPath(path: string): boolean {
  return /\.(?:md|mdx|markdown)$/i.test(path)
}

/**
 * Whether a Markdown text says more than the tool's output in it: tables or sentences away from the figures found. A
 * tool's own Markdown export, with a heading or its chatter around, does not.
 */
function saysMore({ lines, path }: Document, { measurements }: Reading): boolean {
  const numbers = measurements.flatMap(({ locator }) => locator.line ?? [])
  const [first, last] = numbers.reduce(
    ([low, high], number) => [Math.min(low, number), Math.max(high, number)],
    [Number.POSITIVE_INFINITY, 0],
  )
  let fenced = false
  // Who puts output into a fence writes about it; in a log, a fence may be the output.
  if (isMarkdownPath(path) && lines.filter((line) => line.number < first && fence.test(line.text)).length % 2 === 1) return true
  // The head of a table and the label of a block stand right above their figures. Words in a fence are a log's own.
  return lines.some(({ number, text }) => {
    if (fence.test(text)) fenced = !fenced
    return (number < first - 3 || number > last + 1) && (isRow(text) || (!fenced && isSentence(text)))
  })
}

function isRow(text: string): boolean {
  return text.trimStart().startsWith('|')
}

/** Eight words, four of them in a row: a tool's line about a device has as many words, and figures between them. */
function isSentence(text: string): boolean {
  const words = text.split(/\s+/).map((word) => (/^[A-Za-z'-]+[.,:;]?$/.test(word) ? 'w' : ' '))
  return words.filter((word) => word === 'w').length >= 8 && words.join('').includes('wwww')
}

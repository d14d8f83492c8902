/** What is said of a file that no reader recognises: what it is, and what to do about it, in a line or two. */
import type { MappingRule, Problem, Reading } from '../model.ts'
import type { Document } from './document/document.ts'
import { entries, records } from './document/node.ts'
import { suggestMapping } from './mapping/suggest.ts'

/** A reading without figures, and why. Where a text was cut or its JSON breaks, that is said first. */
export function unrecognised(document: Document, rules: readonly MappingRule[]): Reading {
  return { format: null, measurements: [], statedChanges: [], flags: [], problems: problemsOf(document, rules), environment: {} }
}

function problemsOf(document: Document, rules: readonly MappingRule[]): Problem[] {
  const { fault, isCut, text } = document
  if (text.trim() === '') return [said('The file is empty. Did the run end early, or write to another file? Name the one with its output.')]
  if (text.includes('\u0000'))
    return [said('This is no text: a binary or compressed file. Name the text, JSON or CSV that the tool writes, unpacked.')]
  if (isCut && fault !== null) return [{ ...fault, message: `${fault.message} Let the tool write it again, or take all of its output.` }]
  const globs = rules.flatMap(({ files }) => files)
  const mapping = globs.length === 0 ? '' : ` The mapping has rules for ${globs.join(', ')}, which do not match its path.`
  const message = `No reader recognises this file${whatItIs(document)}.${mapping} ${mendOf(document)}`
  return fault === null ? [said(message)] : [fault, { line: fault.line, message }]
}

function said(message: string): Problem {
  return { line: 1, message }
}

const markup = [
  [/^\s*<(?:!doctype\s+html|html)\b/i, 'a web page (HTML)'],
  [/^\s*<(?:\?xml|svg)\b/i, 'XML'],
] as const

function markupIn({ text }: Document): string | null {
  return markup.find(([pattern]) => pattern.test(text))?.[1] ?? null
}

/** In words of ours, and names of keys that are plain enough for any terminal. */
function whatItIs(document: Document): string {
  const kind = markupIn(document)
  if (kind !== null) return `, ${kind}`
  if (document.json === null) return ''
  const [first] = records(document.json)
  const keys = first === undefined ? [] : entries(first).map(([key]) => key)
  const plain = keys.filter((key) => /^[\w .:/@-]{1,40}$/.test(key)).slice(0, most)
  if (plain.length === 0) return ', JSON without any record'
  return `, JSON with ${plain.join(', ')}${keys.length > plain.length ? ' …' : ''}`
}

/** Keys that tell a person which file it is. */
const most = 6

function mendOf(document: Document): string {
  if (markupIn(document) !== null) return 'Name the JSON, CSV or text that the tool writes beside it.'
  const suggestion = suggestMapping(document)
  const list = '"casewright measure --list" shows what can be read; where a tool of these wrote it, name it with --format.'
  return suggestion === null
    ? list
    : `If it is a table of your own, put what its columns are into a file and name it with --mapping (docs/mapping.md). To begin with, and to check:\n\n${suggestion}`
}

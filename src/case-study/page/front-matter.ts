/** Takes an entry apart: its front matter as data, and its Markdown. */
import { type Document, isMap, parseDocument } from 'yaml'
import { KnownError } from '../../errors.ts'

export interface SplitEntry {
  fields: Readonly<Record<string, unknown>>
  markdown: string
}

/** Reads front matter between two lines of `---`; a text without one is all Markdown. `path` is for the error. */
export function splitEntry(text: string, path: string): SplitEntry {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  if (lines[0]?.trimEnd() !== '---') return { fields: {}, markdown: lines.join('\n') }
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---')
  if (end < 0) throw new KnownError(`${path}: the front matter begins with "---" on line 1 and never ends. Close it with a line "---".`)
  const document = parseDocument(lines.slice(1, end).join('\n'), { schema: 'core', uniqueKeys: true })
  const [fault] = document.errors
  if (fault) {
    const line = (fault.linePos?.[0].line ?? 1) + 1
    const [what = ''] = fault.message.split('\n')
    throw new KnownError(`${path}:${line}: the front matter is no valid YAML: ${what} Expected lines like: title: "One lock less"`)
  }
  if (document.contents !== null && !isMap(document.contents)) {
    throw new KnownError(`${path}:2: the front matter is no list of keys. Expected lines like: title: "One lock less"`)
  }
  const fields = toFields(document, path)
  return { fields, markdown: lines.slice(end + 1).join('\n') }
}

/** Aliases are refused: a few of them can stand for gigabytes. */
function toFields(document: Document.Parsed, path: string): SplitEntry['fields'] {
  try {
    return (document.toJS({ maxAliasCount: 0 }) ?? {}) as Record<string, unknown>
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    throw new KnownError(`${path}: the front matter uses YAML aliases (*name). Write each value out.`, { cause: error })
  }
}

/** A field that is text; empty where it is missing or something else. */
export function textField(fields: SplitEntry['fields'], key: string): string {
  const value = fields[key]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** A field that is a list of texts; one text counts as a list of one. */
export function listField(fields: SplitEntry['fields'], key: string): string[] {
  const value = fields[key]
  return (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string')
}

/** What a page needs of an entry's front matter: its fields as texts, and the Markdown behind it. */
import { readFrontMatter } from '../../claims/check/front-matter.ts'
import { KnownError } from '../../errors.ts'

export interface SplitEntry {
  fields: Readonly<Record<string, unknown>>
  markdown: string
}

/** Takes an entry apart. A KnownError where the front matter cannot be read; aliases are refused, few of them stand for gigabytes. */
export function splitEntry(text: string): SplitEntry {
  try {
    const { frontMatter, body } = readFrontMatter(text)
    return { fields: frontMatter.values, markdown: body }
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    throw new KnownError('index.md: the front matter uses YAML aliases (*name). Write each value out.', { cause: error })
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

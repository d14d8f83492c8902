/** The disclosure sheet as Markdown, for the private repository: what becomes public, line by line, before anything does. */
import type { Root, RootContent, Table, TableRow } from 'mdast'
import type { DisclosureLine } from '../policy/disclosure.ts'
import { printMarkdown } from './markdown.ts'

export interface SheetInput {
  lines: readonly DisclosureLine[]
  /** Of exactly the bytes that become public. */
  digest: string
  /** What GitHub shows besides the files: the pull request's title, its branch, the folder. */
  outside: readonly (readonly [string, string])[]
  /** Files of the entry. */
  files: readonly string[]
}

/** A cell shows so much of a text. */
const MOST = 240

/** One text, kept lines first. */
export function disclosureSheet({ lines, digest, outside, files }: SheetInput): string {
  const kept = lines.filter((line) => line.kept)
  const removed = lines.filter((line) => !line.kept)
  const children: RootContent[] = [
    heading('What would become public'),
    words(
      'Approve only if every line under “Kept” may be read by everybody, for ever: a public pull request is a publication, and what was public once cannot be taken back.',
    ),
    table(['', ''], [...outside, ['files', files.join(', ')], ['sha256 of these bytes', digest]]),
    heading('Kept'),
    kept.length === 0
      ? words('Nothing of the source.')
      : table(
          ['what', 'value', 'rule'],
          kept.map(({ what, value, rule }) => [what, value, rule]),
        ),
    heading('Removed'),
    removed.length === 0
      ? words('Nothing.')
      : table(
          ['what', 'value', 'in its place', 'rule'],
          removed.map(({ what, value, as, rule }) => [what, value, as ?? '', rule]),
        ),
  ]
  const root: Root = { type: 'root', children }
  return printMarkdown(root)
}

function heading(value: string): RootContent {
  return { type: 'heading', depth: 2, children: [{ type: 'text', value }] }
}

function words(value: string): RootContent {
  return { type: 'paragraph', children: [{ type: 'text', value }] }
}

/** First and last column are our own words; the rest is somebody's text, which as code can do nothing. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): Table {
  const row = (cells: readonly string[], isHead: boolean): TableRow => ({
    type: 'tableRow',
    children: cells.map((cell, i) => {
      const text = shortened(cell)
      const isOurs = isHead || i === 0 || (i === cells.length - 1 && cells.length > 2) || text === ''
      return { type: 'tableCell', children: [isOurs ? { type: 'text', value: text } : { type: 'inlineCode', value: text }] }
    }),
  })
  return { type: 'table', align: head.map(() => 'left'), children: [row(head, true), ...rows.map((cells) => row(cells, false))] }
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > MOST ? `${line.slice(0, MOST)}…` : line
}

/** The front matter of an entry: its values, and the lines they stand on. */
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import { KnownError } from '../../errors.ts'

export interface FrontMatter {
  values: Readonly<Record<string, unknown>>
  /** Every text with its line and, where it stands there as it is, its first character; then the line of every key, from 1. */
  texts: ReadonlyMap<string, { text: string; line: number; offset: number | null }>
  lines: ReadonlyMap<string, number>
}

export interface Split {
  frontMatter: FrontMatter
  body: string
  /** Where the body begins: a character of the source, and a line of it. */
  offset: number
  line: number
}

const FENCE = /^\uFEFF?---[ \t]*\r?\n/

const LONGEST = 32 * 1024

/** Splits an entry into front matter and body. Throws a KnownError where the front matter is no YAML or does not end. */
export function readFrontMatter(source: string): Split {
  const open = FENCE.exec(source)
  const none: FrontMatter = { values: {}, texts: new Map(), lines: new Map() }
  if (open === null) return { frontMatter: none, body: source, offset: 0, line: 1 }
  const rest = source.slice(open[0].length)
  const close = /^---[ \t]*(?:\r?\n|$)/m.exec(rest)
  if (close === null) {
    throw new KnownError('index.md: the front matter begins with "---" on line 1 and never ends. Close it with a line "---".')
  }
  const yaml = rest.slice(0, close.index)
  // A reader compares every key with all before it.
  if (yaml.length > LONGEST)
    throw new KnownError(`index.md: the front matter has ${yaml.length} characters, and no more than ${LONGEST} are read. Shorten it.`)
  const offset = open[0].length + close.index + close[0].length
  return {
    frontMatter: readYaml(yaml, open[0].length),
    body: source.slice(offset),
    offset,
    line: source.slice(0, offset).split('\n').length,
  }
}

function readYaml(yaml: string, start: number): FrontMatter {
  const counter = new LineCounter()
  const document = parseDocument(yaml, { schema: 'core', uniqueKeys: true, lineCounter: counter })
  const [fault] = document.errors
  if (fault !== undefined) {
    const line = (fault.linePos?.[0].line ?? 1) + 1
    throw new KnownError(`index.md:${line}: the front matter is not valid YAML (${fault.code}). Quote texts with colons: title: "A: b".`)
  }
  const values: unknown = document.toJS({ maxAliasCount: 0 })
  const texts = new Map<string, { text: string; line: number; offset: number | null }>()
  const lines = new Map<string, number>()
  if (isMap(document.contents)) {
    for (const { key, value } of document.contents.items) {
      if (!isScalar(key)) continue
      const line = counter.linePos(key.range?.[0] ?? 0).line + 1
      lines.set(String(key.value), line)
      if (!isScalar(value) || typeof value.value !== 'string') continue
      const text = value.value
      const at = (value.range?.[0] ?? 0) + (value.type === 'PLAIN' ? 0 : 1)
      texts.set(String(key.value), { text, line, offset: yaml.startsWith(text, at) ? start + at : null })
    }
  }
  const isRecord = typeof values === 'object' && values !== null && !Array.isArray(values)
  return { values: isRecord ? { ...values } : {}, texts, lines }
}

/** The front matter of a pull request file: plain YAML under a schema, faults by line (docs/pull-request-file.md). */
import { isMap, isPair, isScalar, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { KnownError } from '../errors.ts'
import { nearest } from '../nearest.ts'

const address = z.string().regex(/^https:\/\/\S+$/, 'must be an address that begins with https://')
const words = z.string().min(1, 'must not be empty')
const number = z.number('must be a number').int('must be a whole number').positive('must be above 0')

const schema = z.strictObject({
  title: words.optional(),
  url: address.optional(),
  number: number.optional(),
  author: words.optional(),
  merged: z
    .string('must be a date, as in 2026-09-30')
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?:T.*)?$/, 'must be a date, as in 2026-09-30')
    .optional(),
  merge: z
    .string('must be a full commit id in quotes')
    .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, 'must be a full commit id, as git rev-parse prints it')
    .optional(),
  labels: z.array(words, 'must be a list').optional(),
  issues: z
    .array(z.strictObject({ number: number.optional(), url: address.optional(), title: words.optional(), text: words }), 'must be a list')
    .optional(),
  threads: z
    .array(
      z.strictObject({
        path: words.optional(),
        line: number.optional(),
        url: address.optional(),
        messages: z
          .array(
            z.strictObject({
              by: z.enum(['author', 'reviewer', 'other'], 'must be author, reviewer or other'),
              name: words.optional(),
              text: words,
            }),
            'must be a list',
          )
          .min(1, 'must hold a message'),
      }),
      'must be a list',
    )
    .optional(),
})

/** The keys of each level, for "did you mean". */
const keys = {
  top: Object.keys(schema.shape),
  issues: ['number', 'url', 'title', 'text'],
  threads: ['path', 'line', 'url', 'messages'],
  messages: ['by', 'name', 'text'],
}

export type FrontMatter = z.infer<typeof schema>

/** Reads what stands between the two lines `---` of the file at `path`. Throws a KnownError with the line. */
export function readFrontMatter(source: string, path: string): FrontMatter {
  const lines = new LineCounter()
  const document = parseDocument(source, { schema: 'core', uniqueKeys: true, strict: true, lineCounter: lines })
  // The line that opens the front matter comes before.
  const at = (offset: number): string => `${path}:${lines.linePos(offset).line + 1}`
  const fault = document.errors[0] ?? document.warnings[0]
  if (fault) {
    const said = fault.message.split('\n')[0]?.replace(/ at line \d+.*$/, '')
    throw new KnownError(`${at(fault.pos[0])}: the front matter is no plain YAML: ${said}. Put quotes around words with a colon or a #.`)
  }
  if (document.contents !== null && !isMap(document.contents)) {
    throw new KnownError(`${at(0)}: the front matter holds no keys. Write lines such as "title: …", or leave the two lines --- out.`)
  }
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 0 })
  } catch (error) {
    throw new KnownError(`${path}: the front matter uses anchors and aliases (& and *), which are not read. Write the text out.`, {
      cause: error,
    })
  }
  const parsed = schema.safeParse(value ?? {})
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const where = issue?.path ?? []
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const offset = offsetOf(document.contents, unknown === undefined ? where : [...where, unknown])
  const name = where.length === 0 ? '' : `${where.join('.')} `
  if (unknown !== undefined) {
    const known = keysAt(where)
    const [guess] = nearest(unknown, known)
    throw new KnownError(
      `${at(offset)}: there is no key "${unknown}". ${guess ? `Did you mean "${guess}"?` : `Known keys: ${known.join(', ')}.`}`,
    )
  }
  throw new KnownError(`${at(offset)}: ${name}${messageOf(issue)}. docs/pull-request-file.md shows every key.`)
}

function messageOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'is missing'
  if (issue?.code === 'invalid_type' && issue.message.startsWith('Invalid input'))
    return `must be ${issue.expected === 'string' ? 'words (in quotes)' : issue.expected}`
  return issue?.message ?? 'is not as expected'
}

function keysAt(path: readonly PropertyKey[]): readonly string[] {
  const last = path.findLast((part) => typeof part === 'string')
  return last === 'issues' || last === 'threads' || last === 'messages' ? keys[last] : keys.top
}

/** Where a key, or the nearest thing around it that exists, stands in the front matter. */
function offsetOf(contents: unknown, path: readonly PropertyKey[]): number {
  let node = contents
  let offset = 0
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === part)
      if (pair === undefined) break
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset
      node = pair.value
    } else if (typeof part === 'number' && typeof node === 'object' && node !== null && 'items' in node && Array.isArray(node.items)) {
      node = node.items[part]
      if (typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)) offset = Number(node.range[0])
    } else break
  }
  return offset
}

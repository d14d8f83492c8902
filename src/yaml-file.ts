/** Plain YAML under a schema: what is wrong is said with its line and the nearest key that exists. */
import { isMap, isPair, isScalar, LineCounter, type ParsedNode, parseDocument } from 'yaml'
import { z } from 'zod'
import { KnownError } from './errors.ts'
import { nearest } from './nearest.ts'

export interface YamlFile<T> {
  schema: z.ZodType<T>
  /** As the user named it. */
  path: string
  /** At which line of its file the YAML begins. */
  firstLine?: number
  /** What it is, in the middle of a sentence: "the front matter". */
  what: string
  /** What a file without keys should rather hold: `Write lines such as "title: …"`. */
  example: string
  /** The page that shows every key. */
  docs: string
}

/** A file of settings is short; a reader compares every key with all before it, which takes a minute for a megabyte of keys. */
const LONGEST = 64 * 1024

/** Reads YAML 1.2 with its core types: no anchors, no tags, no key twice. Throws a KnownError with the line. */
export function readYaml<T>(source: string, { schema, path, firstLine = 1, what, example, docs }: YamlFile<T>): T {
  if (source.length > LONGEST)
    throw new KnownError(`${path}: ${what} has ${source.length} characters, and no more than ${LONGEST} are read. Shorten it.`)
  const lines = new LineCounter()
  const document = parseDocument(source, { schema: 'core', uniqueKeys: true, strict: true, lineCounter: lines })
  const at = (offset: number): string => `${path}:${lines.linePos(offset).line + firstLine - 1}`
  const fault = document.errors[0] ?? document.warnings[0]
  if (fault) {
    const said = fault.message.split('\n')[0]?.replace(/ at line \d+.*$/, '')
    throw new KnownError(`${at(fault.pos[0])}: ${what} is no plain YAML: ${said}. Put quotes around words with a colon or a #.`)
  }
  if (document.contents !== null && !isMap(document.contents)) throw new KnownError(`${at(0)}: ${what} holds no keys. ${example}`)
  const parsed = schema.safeParse(plain(document, path, what) ?? {})
  if (parsed.success) return parsed.data
  const issue = deepest(parsed.error.issues)
  const where = issue?.path ?? []
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const offset = offsetOf(document.contents, unknown === undefined ? where : [...where, unknown])
  if (unknown === undefined) throw new KnownError(`${at(offset)}: ${nameOf(where)}${messageOf(issue)}. ${docs} shows every key.`)
  const known = keysAt(schema, where)
  const [guess] = nearest(unknown, known)
  throw new KnownError(
    `${at(offset)}: there is no key "${unknown}". ${guess ? `Did you mean "${guess}"?` : `Known keys: ${known.join(', ')}.`}`,
  )
}

function plain(document: ReturnType<typeof parseDocument>, path: string, what: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch (error) {
    throw new KnownError(`${path}: ${what} uses anchors and aliases (& and *), which are not read. Write the text out.`, { cause: error })
  }
}

type Issue = z.core.$ZodIssue

/** A mistyped key explains the missing one. Of a choice of shapes the one that got furthest says what is wrong. */
function deepest(issues: readonly Issue[]): Issue | undefined {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]
  if (issue?.code !== 'invalid_union') return issue
  const branches = issue.errors.flatMap((branch) => deepest(branch) ?? [])
  const [best] = branches.toSorted((a, b) => depth(b) - depth(a))
  if (best !== undefined && depth(best) > 0) return { ...best, path: [...issue.path, ...best.path] }
  if (issue.message !== 'Invalid input') return issue
  // Of shapes that all fail at once, one of the right type says more than one of another.
  const fitting = branches.find(({ code }) => code !== 'invalid_type')
  return fitting === undefined ? issue : { ...fitting, path: issue.path }
}

/** How far into the text a shape fitted; one that knows all keys but one fitted best. */
function depth({ code, path }: Issue): number {
  return path.length + (code === 'unrecognized_keys' ? 1 : 0)
}

function nameOf(where: readonly PropertyKey[]): string {
  return where.length === 0 ? '' : `${where.join('.')} `
}

function messageOf(issue: Issue | undefined): string {
  if (issue?.code === 'invalid_type' && issue.message.endsWith('received undefined')) return 'is missing'
  if (issue?.code === 'invalid_type' && issue.message.startsWith('Invalid input'))
    return `must be ${issue.expected === 'string' ? 'words (in quotes)' : issue.expected}`
  return issue?.message ?? 'is not as expected'
}

/** The keys that a schema knows at a way into it. */
function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodOptional) return keysAt(schema.unwrap(), path)
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => keysAt(option, path))
  const [step, ...rest] = path
  if (schema instanceof z.ZodArray) return step === undefined ? [] : keysAt(schema.element, rest)
  if (!(schema instanceof z.ZodObject)) return []
  const inner = step === undefined ? undefined : schema.shape[String(step)]
  return step === undefined ? Object.keys(schema.shape) : inner === undefined ? [] : keysAt(inner, rest)
}

/** Where a key, or the nearest thing around it that exists, stands in the text. */
function offsetOf(contents: ParsedNode | null, path: readonly PropertyKey[]): number {
  let node: unknown = contents
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

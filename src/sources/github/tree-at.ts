/** Files of a repository at a commit, without a clone: what is there, then the bytes of what is wanted. */
import { z } from 'zod'
import type { GitHub } from '../../github/client.ts'

export type Reader = Pick<GitHub, 'get' | 'query'>

export interface CommitPlace {
  owner: string
  name: string
  /** The full id. */
  commit: string
}

/** A file by git's own id of its bytes. */
export interface TreeFile {
  /** Inside the folder that was asked for. */
  path: string
  oid: string
  bytes: number
}

/** GitHub answers so many questions with one query without complaint. */
const AT_ONCE = 100
/** A query's answer stays below this. */
const MOST_TEXT = 4 * 1024 * 1024
/** GitHub cuts texts beyond half a megabyte. */
const LONG = 400_000

/** Which of these paths are there. */
export async function present(reader: Reader, place: CommitPlace, paths: readonly string[]): Promise<Set<string>> {
  const there = new Set<string>()
  for (let from = 0; from < paths.length; from += AT_ONCE) {
    const some = paths.slice(from, from + AT_ONCE)
    const found = await ask(
      reader,
      place,
      'expression',
      some.map((path) => `${place.commit}:${path}`),
      'oid',
      z.object({ oid: z.string() }),
    )
    for (const [i, path] of some.entries()) if (found[i]) there.add(path)
  }
  return there
}

/** Five folders deep: an entry's data are at most three. */
const listing = (deep: number): string =>
  `... on Tree { entries { name mode type object { ... on Blob { oid byteSize } ${deep > 0 ? listing(deep - 1) : ''} } } }`

interface Tree {
  entries?:
    | readonly {
        name: string
        mode: number
        type: string
        object: ({ oid?: string | undefined; byteSize?: number | undefined } & Tree) | null
      }[]
    | undefined
}
const treeSchema: z.ZodType<Tree> = z.object({
  entries: z
    .array(
      z.object({
        name: z.string(),
        mode: z.number(),
        type: z.string(),
        object: z.lazy(() => treeSchema.and(z.object({ oid: z.string().optional(), byteSize: z.number().optional() })).nullable()),
      }),
    )
    .optional(),
})

/** The files of each folder, as a person sees them: no hidden ones, no links, no submodules. */
export async function filesIn(reader: Reader, place: CommitPlace, folders: readonly string[]): Promise<TreeFile[][]> {
  const trees = await treesAt(
    reader,
    place,
    folders.map((folder) => `${place.commit}:${folder}`),
  )
  return trees.map((tree) => tree?.files ?? [])
}

/** What git's expressions (`main:bench`, `<id>:`) name: its own id, and the files of a folder; null where nothing is there. */
export async function treesAt(
  reader: Reader,
  repository: Pick<CommitPlace, 'owner' | 'name'>,
  expressions: readonly string[],
): Promise<({ oid: string; files: TreeFile[] } | null)[]> {
  const found = await ask(reader, repository, 'expression', expressions, `oid ${listing(4)}`, treeSchema.and(z.object({ oid: z.string() })))
  return found.map((tree) => tree && { oid: tree.oid, files: plainFiles(tree, '') })
}

/** Git's modes of a plain file, executable or not; a link has another. */
const PLAIN: ReadonlySet<number> = new Set([0o100644, 0o100755, 0o100664])

function plainFiles(tree: Tree, before: string): TreeFile[] {
  return (tree.entries ?? []).flatMap(({ name, mode, type, object }): TreeFile[] => {
    if (name.startsWith('.') || object === null) return []
    const path = `${before}${name}`
    if (type === 'tree') return plainFiles(object, `${path}/`)
    return object.oid === undefined || !PLAIN.has(mode) ? [] : [{ path, oid: object.oid, bytes: object.byteSize ?? 0 }]
  })
}

const blobSchema = z.object({ text: z.string().nullish(), isTruncated: z.boolean().optional() })

/** The bytes of each file, in order: short texts in one query, what is long or no text one by one. */
export async function bytesOf(
  reader: Reader,
  place: Pick<CommitPlace, 'owner' | 'name'>,
  files: readonly TreeFile[],
): Promise<Uint8Array[]> {
  const known = new Map<string, Uint8Array>()
  const short = [...new Map(files.filter(({ bytes }) => bytes <= LONG).map((file) => [file.oid, file])).values()]
  for (const some of batches(short)) {
    const blobs = await ask(
      reader,
      place,
      'oid',
      some.map(({ oid }) => oid),
      '... on Blob { text isTruncated }',
      blobSchema,
    )
    for (const [i, { oid, bytes }] of some.entries()) {
      const text = new TextEncoder().encode(blobs[i]?.text ?? '')
      // Bytes that are no UTF-8 come changed, and so in another number.
      if (blobs[i]?.isTruncated !== true && text.length === bytes) known.set(oid, text)
    }
  }
  const contents: Uint8Array[] = []
  for (const { oid } of files) {
    const content = known.get(oid) ?? (await blob(reader, place, oid))
    known.set(oid, content)
    contents.push(content)
  }
  return contents
}

function batches(files: readonly TreeFile[]): TreeFile[][] {
  const all: TreeFile[][] = []
  let sum = 0
  for (const file of files) {
    const last = all.at(-1)
    sum += file.bytes
    if (last === undefined || last.length === AT_ONCE || sum > MOST_TEXT) {
      all.push([file])
      sum = file.bytes
    } else last.push(file)
  }
  return all
}

/** The bytes of one file, whatever they are; needs no token. */
export async function blob(
  reader: Pick<Reader, 'get'>,
  { owner, name }: Pick<CommitPlace, 'owner' | 'name'>,
  oid: string,
): Promise<Uint8Array> {
  const { content } = await reader.get(`/repos/${owner}/${name}/git/blobs/${oid}`, z.object({ content: z.string() }))
  return Buffer.from(content, 'base64')
}

/** One query for objects of the repository, by git's expressions or by ids; the values go as variables, never into the document. */
async function ask<T>(
  reader: Reader,
  { owner, name }: Pick<CommitPlace, 'owner' | 'name'>,
  by: 'expression' | 'oid',
  values: readonly string[],
  fields: string,
  schema: z.ZodType<T>,
): Promise<(T | null)[]> {
  if (values.length === 0) return []
  const type = by === 'oid' ? 'GitObjectID' : 'String'
  const variables = values.map((_, i) => `$x${i}: ${type}!`).join(', ')
  const objects = values.map((_, i) => `x${i}: object(${by}: $x${i}) { ${fields} }`).join('\n')
  const document = `query ($owner: String!, $name: String!, ${variables}) { repository(owner: $owner, name: $name) { ${objects} } }`
  const given = Object.fromEntries(values.map((value, i) => [`x${i}`, value]))
  const answer = z.object({ repository: z.record(z.string(), schema.nullable()) })
  const { repository } = await reader.query(document, { owner, name, ...given }, answer)
  return values.map((_, i) => repository[`x${i}`] ?? null)
}

/** The entries that a pull request of a showcase touches, as they are at a commit: read over the API, without a clone. */
import { z } from 'zod'
import { KnownError } from '../errors.ts'
import type { EntryFile } from '../model.ts'
import { bytesOf, type CommitPlace, filesIn, present, type Reader, type TreeFile } from '../sources/github/tree-at.ts'

export interface EntryAt {
  /** Inside the repository. */
  folder: string
  /** Everything in it but hidden files; empty where it was not read. */
  files: readonly EntryFile[]
  /** Why it was not read, a sentence; null where it was. */
  unread: string | null
}

/** More than this is no pull request of an entry. */
const MOST_PATHS = 1000
const MOST_ENTRIES = 20
const MOST_FILES = 200
const MOST_BYTES = 16 * 1024 * 1024
/** Of all entries of a pull request. */
const MOST_TOGETHER = 32 * 1024 * 1024

/** Entries whose files are among `paths`, the changed files of a pull request; all at one commit. */
export async function entriesAt(reader: Reader, place: CommitPlace, paths: readonly string[]): Promise<EntryAt[]> {
  const folders = await entryFolders(reader, place, paths)
  const read = folders.slice(0, MOST_ENTRIES)
  const listed = await filesIn(reader, place, read)
  const entries: EntryAt[] = []
  let together = 0
  for (const [i, folder] of read.entries()) {
    const files = listed[i] ?? []
    const entry =
      together + sizeOf(files) > MOST_TOGETHER && sizeOf(files) <= MOST_BYTES
        ? unread(folder, `more than ${megabytes(MOST_TOGETHER)} in one pull request`)
        : await entryIn(reader, place, folder, files)
    if (entry.unread === null) together += sizeOf(files)
    entries.push(entry)
  }
  const rest = folders.slice(MOST_ENTRIES).map((folder) => unread(folder, `more than ${MOST_ENTRIES} entries in one pull request`))
  const cut = paths.length > MOST_PATHS ? [unread('', `more than ${MOST_PATHS} changed files`)] : []
  return [...entries, ...rest, ...cut]
}

function unread(folder: string, what: string): EntryAt {
  return { folder, files: [], unread: `There is ${what} here, so it was not read. Take it apart.` }
}

/** A folder of an entry has a ledger, or a page whose ledger was taken away. */
async function entryFolders(reader: Reader, place: CommitPlace, paths: readonly string[]): Promise<string[]> {
  const some = paths.slice(0, MOST_PATHS)
  const candidates = [...new Set(some.flatMap(foldersAbove))].sort()
  const marks = (folder: string) => [`${folder}/evidence.json`, `${folder}/index.md`, `${folder}/.casewright-draft.json`] as const
  const there = await present(reader, place, candidates.flatMap(marks))
  const changed = new Set(some)
  return candidates.filter((folder) => {
    const [ledger, page, draft] = marks(folder)
    return there.has(ledger) || (there.has(page) && (there.has(draft) || changed.has(ledger)))
  })
}

/** Entries lie some folders deep, and their data at most three deeper. */
function foldersAbove(path: string): string[] {
  const parts = path.split('/').slice(0, -1)
  return parts.map((_, i) => parts.slice(0, i + 1).join('/')).slice(-4)
}

async function entryIn(reader: Reader, place: CommitPlace, folder: string, files: readonly TreeFile[]): Promise<EntryAt> {
  if (files.length > MOST_FILES) return unread(folder, `more than ${MOST_FILES} files`)
  if (sizeOf(files) > MOST_BYTES) return unread(folder, `more than ${megabytes(MOST_BYTES)}`)
  const contents = await bytesOf(reader, place, files)
  return { folder, files: files.map(({ path }, i) => ({ path, content: contents[i] ?? new Uint8Array() })), unread: null }
}

function sizeOf(files: readonly TreeFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0)
}

function megabytes(bytes: number): string {
  return `${bytes / 1024 / 1024} MB`
}

/** A pull request of a showcase. */
export interface PullPlace {
  owner: string
  name: string
  number: number
}

const filesSchema = z.object({
  repository: z.object({
    pullRequest: z.object({
      headRefOid: z.string(),
      files: z
        .object({
          nodes: z.array(z.object({ path: z.string() })),
          pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        })
        .nullable(),
    }),
  }),
})

const FILES = `query ($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) { headRefOid files(first: 100, after: $after) { nodes { path } pageInfo { hasNextPage endCursor } } }
  }
}`

/** How often a pull request is looked at that is pushed to meanwhile. */
const ROUNDS = 4

/**
 * A pull request's head, and the files it changes there; one more than is read where there are too many. Throws a
 * KnownError where GitHub does not list them: what nobody can see is not the same as nothing.
 */
export async function changedPaths(reader: Reader, pull: PullPlace): Promise<{ head: string; paths: string[] }> {
  for (let round = 1; round <= ROUNDS; round++) {
    const found = await pathsAtOneHead(reader, pull)
    if (found !== null) return found
  }
  throw pushedMeanwhile(pull)
}

/** What is thrown where a pull request never stands still. */
export function pushedMeanwhile({ owner, name, number }: PullPlace): KnownError {
  const message = `${owner}/${name}#${number} is pushed to while it is read. Run it again when it stands still.`
  return new KnownError(message, { exitCode: 3 })
}

/** Null where the head moved between two pages. */
async function pathsAtOneHead(reader: Reader, { owner, name, number }: PullPlace): Promise<{ head: string; paths: string[] } | null> {
  const paths: string[] = []
  let [head, after, isMore]: [string | null, string | null, boolean] = [null, null, true]
  while (isMore && paths.length <= MOST_PATHS) {
    const answer: z.infer<typeof filesSchema> = await reader.query(FILES, { owner, name, number, after }, filesSchema)
    const { headRefOid, files } = answer.repository.pullRequest
    if (files === null)
      throw new KnownError(`GitHub does not list the files that ${owner}/${name}#${number} changes. Try again later.`, { exitCode: 3 })
    if (head !== null && head !== headRefOid) return null
    head = headRefOid
    paths.push(...files.nodes.map(({ path }) => path))
    isMore = files.pageInfo.hasNextPage
    after = files.pageInfo.endCursor
  }
  return { head: head ?? '', paths }
}

/** The entries of a pull request at its head. */
export async function entriesOf(reader: Reader, pull: PullPlace): Promise<{ head: string; paths: string[]; entries: EntryAt[] }> {
  const { head, paths } = await changedPaths(reader, pull)
  return { head, paths, entries: await entriesAt(reader, { ...pull, commit: head }, paths) }
}

/** Benchmark outputs that are committed: read at both ends of the change. */
import picomatch from 'picomatch'
import { z } from 'zod'
import { KnownError } from '../../../errors.ts'
import type { GitHub } from '../../../github/client.ts'
import { isOverwhelmed } from '../../../github/faults.ts'
import type { BenchmarkFile, Omission, Side } from '../../../model.ts'
import { permalink } from '../../../permalink.ts'
import { blob, bytesOf, type TreeFile, treesAt } from '../tree-at.ts'
import type { Found } from './found.ts'
import { unlessRefused } from './unless-refused.ts'

export interface CommittedRequest {
  github: GitHub
  owner: string
  name: string
  /** The repository's web address. */
  url: string
  base: string
  head: string
  globs: readonly string[]
}

/** A file at one end. */
interface Committed extends TreeFile {
  side: Side
  commit: string
}

const MOST_FILES = 400
/** Without a token each file is a request, of sixty an hour. */
const MOST_ANONYMOUS = 10
const FILE_BYTES = 5_000_000
const ALL_BYTES = 20_000_000

/** Two requests with a token, unless a file is long or no text; without one two, and one a file. */
export async function committedFiles(request: CommittedRequest): Promise<Found> {
  const { github, owner, name, url, globs } = request
  if (globs.length === 0) return { files: [], omissions: [] }
  const listed = await unlessRefused(listedAt(request))
  if (listed === 'refused')
    return {
      files: [],
      omissions: [{ what: 'Tracked benchmark files', why: 'GitHub does not list them to this token' }],
    }
  const matches = picomatch([...globs], { dot: true })
  const { wanted, omissions } = within(
    listed.filter(({ path }) => matches(path)),
    github.authenticated ? MOST_FILES : MOST_ANONYMOUS,
  )
  const place = { owner, name }
  const bytes = github.authenticated
    ? await bytesOf(github, place, wanted)
    : await Promise.all(wanted.map(({ oid }) => blob(github, place, oid)))
  const files = wanted.map(
    ({ path, side, commit }, i): BenchmarkFile => ({
      path,
      side,
      commit,
      url: permalink(url, commit, path),
      bytes: bytes[i] ?? new Uint8Array(),
      level: 'recorded',
      by: null,
      doubts: ['measured-apart'],
    }),
  )
  return { files, omissions }
}

/** A query for the whole tree of a large repository is more than GitHub answers; its list of all paths is not. */
async function listedAt(request: CommittedRequest): Promise<Committed[]> {
  if (!request.github.authenticated) return listedByRest(request)
  try {
    return await listedByGraph(request)
  } catch (error) {
    if (error instanceof KnownError && isOverwhelmed(error.cause)) return listedByRest(request)
    throw error
  }
}

/** The folders that globs begin with, at both ends, in one query. */
async function listedByGraph({ github, owner, name, base, head, globs }: CommittedRequest): Promise<Committed[]> {
  const folders = [...new Set(globs.map(folderOf))]
  const ends = endsOf(base, head).flatMap((end) => folders.map((folder) => ({ ...end, folder })))
  const trees = await treesAt(
    github,
    { owner, name },
    ends.map(({ commit, folder }) => `${commit}:${folder}`),
  )
  const all = ends.flatMap(({ side, commit, folder }, i) =>
    (trees[i]?.files ?? []).map((file) => ({ ...file, path: folder === '' ? file.path : `${folder}/${file.path}`, side, commit })),
  )
  // A folder may lie in another.
  return [...new Map(all.map((file) => [`${file.side} ${file.path}`, file])).values()]
}

const treeSchema = z.object({
  tree: z.array(z.object({ path: z.string(), mode: z.string(), type: z.string(), sha: z.string(), size: z.number().optional() })),
})

async function listedByRest({ github, owner, name, base, head }: CommittedRequest): Promise<Committed[]> {
  const ends = endsOf(base, head)
  const trees = await Promise.all(
    ends.map(({ commit }) => github.get(`/repos/${owner}/${name}/git/trees/${commit}`, treeSchema, { recursive: 1 })),
  )
  return ends.flatMap(({ side, commit }, i) =>
    (trees[i]?.tree ?? []).flatMap(({ path, mode, sha: oid, size: bytes = 0 }) =>
      mode === '100644' || mode === '100755' ? [{ path, oid, bytes, side, commit }] : [],
    ),
  )
}

function endsOf(base: string, head: string): Pick<Committed, 'side' | 'commit'>[] {
  return [
    { side: 'baseline', commit: base },
    { side: 'candidate', commit: head },
  ]
}

/** `bench/results` of `bench/results/*.json`; a glob that names a file is in its folder. */
function folderOf(glob: string): string {
  const { base, isGlob } = picomatch.scan(glob.replace(/^\.\//, ''))
  return isGlob ? base : base.split('/').slice(0, -1).join('/')
}

/** Files that were measured anew, within the limits; what is left out is said. */
function within(files: readonly Committed[], most: number): { wanted: Committed[]; omissions: Omission[] } {
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.side < b.side ? -1 : 1))
  const seen = Map.groupBy(sorted, ({ path, oid }) => `${oid} ${path}`)
  const isSame = ({ path, oid }: Committed) => (seen.get(`${oid} ${path}`)?.length ?? 0) > 1
  const same = new Set(sorted.filter(isSame).map(({ path }) => path))
  const [wanted, large]: [Committed[], Set<string>] = [[], new Set()]
  let all = 0
  const fresh = sorted.filter((file) => !isSame(file))
  for (const file of fresh.slice(0, most)) {
    if (file.bytes > FILE_BYTES || all + file.bytes > ALL_BYTES) large.add(file.path)
    else {
      all += file.bytes
      wanted.push(file)
    }
  }
  const omissions: (Omission | false)[] = [
    same.size > 0 && { what: named(same), why: 'the same at both ends, so nothing was measured anew' },
    large.size > 0 && { what: named(large), why: `at most ${FILE_BYTES / 1e6} MB of a file and ${ALL_BYTES / 1e6} MB of all are read` },
    fresh.length > most && { what: `${fresh.length - most} more tracked benchmark files`, why: `at most ${most} are read` },
  ]
  return { wanted, omissions: omissions.filter((omission) => omission !== false) }
}

function named(paths: ReadonlySet<string>): string {
  const [first = ''] = paths
  return paths.size === 1 ? first : `${first} and ${paths.size - 1} more`
}

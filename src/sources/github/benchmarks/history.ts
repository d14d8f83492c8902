/** The history that github-action-benchmark keeps: one file with the runs of every commit of the default branch. */
import type { GitHub } from '../../../github/client.ts'
import type { BenchmarkFile } from '../../../model.ts'
import { permalink } from '../../../permalink.ts'
import { bytesOf, treesAt } from '../tree-at.ts'
import { type Found, nothing } from './found.ts'
import { unlessRefused } from './unless-refused.ts'

export interface HistoryRequest {
  github: GitHub
  owner: string
  name: string
  /** The repository's web address. */
  url: string
  base: string
  /** The merge commit, the head: either is the other side. */
  heads: readonly string[]
  /** Paths named in the configuration; they may lie on the default branch too. */
  paths: readonly string[]
}

/** Where the action writes unless told. */
const BRANCH = 'gh-pages'
const USUAL = 'dev/bench/data.js'
const MOST_BYTES = 20_000_000

/** Whether a path of the configuration names such a history, which is read at its newest and not at both ends. */
export function isHistory(glob: string): boolean {
  return /(?:^|\/)data\.js$/.test(glob)
}

/** The file belongs to no side: its runs say which commit they are of. Needs a token; one request where there is none, else two. */
export async function historyFiles(request: HistoryRequest): Promise<Found> {
  const { github, owner, name, url, base, heads, paths } = request
  if (!github.authenticated)
    return {
      files: [],
      omissions: paths.map((path) => ({ what: path, why: 'the history of benchmarks is read with a token only: set GH_TOKEN' })),
    }
  const wanted = [
    ...[...new Set([USUAL, ...paths])].map((path) => ({ branch: BRANCH, path })),
    ...paths.map((path) => ({ branch: 'HEAD', path })),
  ]
  const branches = [BRANCH, 'HEAD']
  const asked = [...branches, ...wanted.map(({ branch, path }) => `${branch}:${folderOf(path)}`)]
  const trees = await unlessRefused(treesAt(github, { owner, name }, asked))
  if (trees === 'refused') return nothing
  const found = wanted.flatMap(({ branch, path }, i) => {
    const commit = trees[branches.indexOf(branch)]?.oid
    const file = trees[branches.length + i]?.files.find((one) => one.path === path.slice(folderOf(path).length).replace('/', ''))
    return file === undefined || commit === undefined ? [] : [{ ...file, path, commit }]
  })
  const small = found.filter(({ bytes }) => bytes <= MOST_BYTES)
  const contents = await bytesOf(github, { owner, name }, small)
  const files = small.map(({ path, commit }, i): BenchmarkFile => {
    const bytes = contents[i] ?? new Uint8Array()
    return {
      path,
      side: 'unknown',
      commit,
      url: permalink(url, commit, path),
      bytes,
      level: 'recorded',
      by: null,
      doubts: ['measured-apart'],
    }
  })
  const isTelling = ({ bytes }: BenchmarkFile) => {
    const text = new TextDecoder().decode(bytes)
    return text.includes(base) && heads.some((head) => text.includes(head))
  }
  return {
    files: files.filter(isTelling),
    omissions: [
      ...found.filter((file) => !small.includes(file)).map(({ path }) => ({ what: path, why: `at most ${MOST_BYTES / 1e6} MB are read` })),
      ...files
        .filter((file) => !isTelling(file))
        .map(({ path }) => ({ what: path, why: 'this history has no runs of both ends of the change' })),
    ],
  }
}

function folderOf(path: string): string {
  return path.split('/').slice(0, -1).join('/')
}

/** Git's own objects: blobs, trees, commits. */
import { gitHubItself } from '../acts/merge.ts'
import { readCommit, writeCommit } from '../git/commit.ts'
import { readObject, writeObject } from '../git/objects.ts'
import { resolveCommit } from '../git/refs.ts'
import { changeTree, entryType, readTree, type TreeChange, type TreeEntry, walkTree } from '../git/tree.ts'
import { notFound, Refusal, type RepositoryRequest } from '../http/answer.ts'
import type { Repository } from '../nouns/repository.ts'
import { verification } from '../views/commit.ts'
import { gitIdentity } from '../views/user.ts'
import { fullName, type World } from '../world.ts'
import { doer } from './find.ts'
import { type Route, read, write } from './route.ts'

/** A tree is cut after this many entries. */
const treeEntries = 100_000

export const gitDataRoutes: readonly Route[] = [
  read('git/get-blob', 'contents:read', ({ world, repository, params }) => {
    const sha = params.file_sha ?? ''
    const found = readObject(repository.git, sha)
    if (found?.type !== 'blob') throw notFound()
    return {
      json: {
        ...address(world, repository, 'blobs', sha),
        node_id: `B_${sha}`,
        size: found.bytes.length,
        content: found.bytes.toString('base64'),
        encoding: 'base64',
      },
    }
  }),
  write('git/create-blob', ['contents:write'], ({ world, repository, body }) => {
    const { content, encoding } = body as { content: string; encoding?: string }
    const sha = writeObject(repository.git, 'blob', Buffer.from(content, encoding === 'base64' ? 'base64' : 'utf8'))
    return { status: 201, json: address(world, repository, 'blobs', sha) }
  }),
  read('git/get-tree', 'contents:read', ({ world, repository, params, query }) => {
    const name = params.tree_sha ?? ''
    const commit = resolveCommit(repository.git, name)
    const tree = commit ? readCommit(repository.git, commit)?.tree : name
    if (!tree || readObject(repository.git, tree)?.type !== 'tree') throw notFound()
    const entries = query.has('recursive')
      ? walkTree(repository.git, tree)
      : readTree(repository.git, tree).map((entry) => ({ path: entry.name, entry }))
    return { json: treeJson(world, repository, tree, entries) }
  }),
  write('git/create-tree', ['contents:write'], createTree),
  read('git/get-commit', 'contents:read', ({ world, repository, params }) => ({
    json: commitData(world, repository, params.commit_sha ?? ''),
  })),
  write('git/create-commit', ['contents:write'], createCommit),
]

function address(world: World, repository: Repository, kind: string, sha: string): { sha: string; url: string } {
  return { sha, url: `${world.url}/repos/${fullName(repository)}/git/${kind}/${sha}` }
}

function treeJson(
  world: World,
  repository: Repository,
  tree: string,
  entries: readonly { path: string; entry: TreeEntry }[],
): Record<string, unknown> {
  const shown = entries.slice(0, treeEntries).map(({ path, entry }) => {
    const type = entryType(entry)
    const size = type === 'blob' ? { size: readObject(repository.git, entry.oid)?.bytes.length ?? 0 } : {}
    return { path, mode: entry.mode.padStart(6, '0'), type, ...size, ...address(world, repository, `${type}s`, entry.oid) }
  })
  return { ...address(world, repository, 'trees', tree), truncated: entries.length > treeEntries, tree: shown }
}

function createTree({ world, repository, body }: RepositoryRequest) {
  const { base_tree: base, tree } = body as {
    base_tree?: string
    tree: { path: string; mode?: string; sha?: string | null; content?: string }[]
  }
  const { git } = repository
  const baseTree = base ? (readCommit(git, base)?.tree ?? base) : null
  if (baseTree && readObject(git, baseTree)?.type !== 'tree') throw new Refusal(422, 'base_tree is not a valid tree oid')
  const changes = new Map<string, TreeChange>()
  for (const { path, mode = '100644', sha, content } of tree) {
    if (sha && !readObject(git, sha)) throw new Refusal(422, `tree.sha ${sha} is not a valid ${mode === '040000' ? 'tree' : 'blob'}`)
    changes.set(path, sha === null ? null : sha ? { mode, oid: sha } : { mode, oid: writeObject(git, 'blob', content ?? '') })
  }
  const oid = changeTree(git, baseTree, changes)
  return {
    status: 201,
    json: treeJson(
      world,
      repository,
      oid,
      readTree(git, oid).map((entry) => ({ path: entry.name, entry })),
    ),
  }
}

function createCommit({ world, repository, actor, body }: RepositoryRequest) {
  const wanted = body as { message: string; tree: string; parents?: string[]; author?: Person; committer?: Person }
  const { git } = repository
  const own = { ...gitIdentity(doer(actor)), date: world.now() }
  if (readObject(git, wanted.tree)?.type !== 'tree') throw new Refusal(422, 'Tree SHA does not exist')
  for (const parent of wanted.parents ?? [])
    if (!readCommit(git, parent)) throw new Refusal(422, 'Parent SHA does not exist or is not a commit object')
  const author = wanted.author ? { ...own, ...wanted.author } : own
  // GitHub signs what a bot commits in its own name only.
  const signed = !wanted.author && !wanted.committer && actor.kind !== 'user'
  const committer = signed ? { ...gitHubItself, date: own.date } : wanted.committer ? { ...own, ...wanted.committer } : author
  const oid = writeCommit(git, { tree: wanted.tree, parents: wanted.parents ?? [], author, committer, message: wanted.message, signed })
  return { status: 201, json: commitData(world, repository, oid) }
}

interface Person {
  name: string
  email: string
  date?: string
}

function commitData(world: World, repository: Repository, oid: string): Record<string, unknown> {
  const commit = readCommit(repository.git, oid)
  if (!commit) throw notFound()
  const page = `${world.html}/${fullName(repository)}/commit/`
  return {
    ...address(world, repository, 'commits', oid),
    node_id: `C_${oid}`,
    html_url: `${page}${oid}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: address(world, repository, 'trees', commit.tree),
    parents: commit.parents.map((parent) => ({ ...address(world, repository, 'commits', parent), html_url: `${page}${parent}` })),
    verification: verification(commit),
  }
}

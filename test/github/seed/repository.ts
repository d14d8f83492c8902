/**
 * What a test does to a repository by hand: the steps of people and machines that are not under test. Everything
 * ends in the same data and the same bare repository that the API reads and writes.
 */
import { join } from 'node:path'
import type { Files } from '../../git-repository.ts'
import { readCommit } from '../git/commit.ts'
import { bareRepository } from '../git/git.ts'
import { copyObjects, readObject } from '../git/objects.ts'
import { deleteRef, readRef, resolveCommit, writeRef } from '../git/refs.ts'
import { entryAt } from '../git/tree.ts'
import type { Role } from '../nouns/account.ts'
import type { Repository } from '../nouns/repository.ts'
import type { Issue, Pull } from '../nouns/thread.ts'
import { account, fullName, type World } from '../world.ts'
import { type ChecksSeed, type StatusSeed, seedCheck, seedStatus } from './checks.ts'
import { type CommitSeed, commitFiles } from './commit.ts'
import { type IssueSeed, seedIssue } from './issue.ts'
import { type PullHandle, type PullSeed, pullHandle, seedPull } from './pull.ts'
import { type ReleaseSeed, seedRelease } from './release.ts'
import { type RunSeed, seedRun } from './run.ts'

export interface RepositorySeed {
  visibility?: Repository['visibility']
  ownerType?: 'User' | 'Organization'
  description?: string
  /** SPDX id. */
  licence?: string | null
  homepage?: string
  topics?: string[]
  defaultBranch?: string
  archived?: boolean
  /** Login → role. */
  collaborators?: Readonly<Record<string, Role>>
  draftsSupported?: boolean
  /** The first commit; without it the repository is empty. */
  files?: Files
}

export interface RepositoryHandle {
  name: string
  data: Repository
  /** Commits these files (null deletes); answers the commit's id. */
  commit(message: string, files: Files, seed?: CommitSeed): string
  /** Makes a branch at a commit, a branch or a tag (by default the default branch); answers the commit's id. */
  branch(name: string, from?: string): string
  deleteBranch(name: string): void
  tag(name: string, target?: string): string
  /** The commit a name stands for, or null. */
  resolve(name: string): string | null
  /** A file's text at a branch or commit (the default branch unless told), or null. */
  read(path: string, ref?: string): string | null
  /** Runs git in the bare repository; answers its output. */
  git(...args: string[]): string
  issue(seed?: IssueSeed): Issue
  pullRequest(seed?: PullSeed): PullHandle
  /** One that exists already, for instance because the program under test opened it. */
  existingPullRequest(number: number): PullHandle
  pullRequests(): Pull[]
  release(seed: ReleaseSeed): Repository['releases'][number]
  workflowRun(seed: RunSeed): Repository['runs'][number]
  check(sha: string, seed?: ChecksSeed): void
  status(sha: string, seed?: StatusSeed): void
  label(name: string, description?: string): void
  fork(owner: string): RepositoryHandle
  rename(fullName: string): void
  remove(): void
}

export function makeRepository(world: World, name: string, seed: RepositorySeed = {}): RepositoryHandle {
  const [owner = '', short = ''] = name.split('/')
  const defaultBranch = seed.defaultBranch ?? 'main'
  const id = world.nextId()
  const repository: Repository = {
    id,
    owner: account(world, owner, seed.ownerType ?? 'Organization'),
    name: short,
    description: seed.description ?? null,
    visibility: seed.visibility ?? 'public',
    archived: seed.archived ?? false,
    hasPages: false,
    defaultBranch,
    licence: seed.licence ?? null,
    homepage: seed.homepage ?? null,
    topics: seed.topics ?? [],
    parent: null,
    createdAt: '',
    pushedAt: '',
    collaborators: new Map(
      Object.entries(seed.collaborators ?? {}).map(([login, role]) => [account(world, login).login.toLowerCase(), role]),
    ),
    draftsSupported: seed.draftsSupported ?? true,
    actionsMayOpenPulls: true,
    protectedBranches: new Set(),
    git: bareRepository(join(world.directory, `${id}.git`), defaultBranch),
    lastNumber: 0,
    issues: new Map(),
    pulls: new Map(),
    labels: [],
    releases: [],
    runs: [],
    checks: [],
    statuses: [],
  }
  repository.createdAt = repository.pushedAt = world.now()
  world.repositories.set(name.toLowerCase(), repository)
  const handle = repositoryHandle(world, repository)
  if (seed.files) handle.commit('First commit', seed.files)
  return handle
}

export function repositoryHandle(world: World, repository: Repository): RepositoryHandle {
  const { git } = repository
  const resolve = (name: string): string | null => resolveCommit(git, name)
  const must = (name: string): string => {
    const found = resolve(name)
    if (!found) throw new Error(`${fullName(repository)} has no ${name}`)
    return found
  }
  return {
    name: fullName(repository),
    data: repository,
    resolve,
    commit: (message, files, seed) => commitFiles(world, repository, message, files, seed),
    branch(name, from) {
      const at = must(from ?? repository.defaultBranch)
      if (!writeRef(git, `refs/heads/${name}`, at, readRef(git, `refs/heads/${name}`))) throw new Error(`the branch ${name} is locked`)
      return at
    },
    deleteBranch: (name) => deleteRef(git, `refs/heads/${name}`),
    tag(name, target) {
      const at = must(target ?? repository.defaultBranch)
      writeRef(git, `refs/tags/${name}`, at, readRef(git, `refs/tags/${name}`))
      return at
    },
    read(path, ref) {
      const commit = readCommit(git, resolve(ref ?? repository.defaultBranch) ?? '')
      const entry = commit && entryAt(git, commit.tree, path)
      return entry ? (readObject(git, entry.oid)?.bytes.toString() ?? null) : null
    },
    git: (...args) => git.text(...args),
    issue: (seed) => seedIssue(world, repository, seed),
    pullRequest: (seed) => seedPull(world, repository, seed),
    existingPullRequest(number) {
      const pull = repository.pulls.get(number)
      if (!pull) throw new Error(`${fullName(repository)} has no pull request ${number}`)
      return pullHandle(world, pull)
    },
    pullRequests: () => [...repository.pulls.values()],
    release: (seed) => seedRelease(world, repository, seed),
    workflowRun: (seed) => seedRun(world, repository, seed),
    check: (sha, seed) => seedCheck(world, repository, sha, seed),
    status: (sha, seed) => seedStatus(world, repository, sha, seed),
    label: (name, description) =>
      void repository.labels.push({ id: world.nextId(), name, color: 'ededed', description: description ?? null }),
    fork: (owner) => forkOf(world, repository, owner),
    rename(name) {
      const [owner = '', short = ''] = name.split('/')
      world.renamed.set(fullName(repository).toLowerCase(), repository)
      world.repositories.delete(fullName(repository).toLowerCase())
      repository.owner = account(world, owner, repository.owner.type)
      repository.name = short
      world.repositories.set(name.toLowerCase(), repository)
    },
    remove: () => void world.repositories.delete(fullName(repository).toLowerCase()),
  }
}

function forkOf(world: World, parent: Repository, owner: string): RepositoryHandle {
  const fork = makeRepository(world, `${owner}/${parent.name}`, {
    visibility: parent.visibility,
    ownerType: 'User',
    defaultBranch: parent.defaultBranch,
    licence: parent.licence,
  })
  fork.data.parent = parent
  for (const line of parent.git.text('for-each-ref', '--format=%(objectname) %(refname)', 'refs/heads', 'refs/tags').split('\n')) {
    const [oid = '', ref = ''] = line.split(' ')
    copyObjects(parent.git, fork.data.git, oid)
    writeRef(fork.data.git, ref, oid, null)
  }
  return fork
}

/** Commits in REST's form. */

import { type Commit, readCommit } from '../git/commit.ts'
import { changedFiles } from '../git/diff.ts'
import { resolveCommit } from '../git/refs.ts'
import { invalid } from '../http/answer.ts'
import { type Account, fullName, type Repository, type World } from '../world.ts'
import { diffEntry } from './files.ts'
import { type Route, read } from './route.ts'
import { simpleUser } from './user.ts'

/** The tree that an empty repository has: what a first commit is compared with. */
export const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'

/** The account whose e-mail this is; null for somebody GitHub does not know. */
export function accountOfEmail(world: World, email: string): Account | null {
  const login = /^(?:\d+\+)?(.+)@users\.noreply\.github\.com$/.exec(email)?.[1] ?? /^(.+)@example\.org$/.exec(email)?.[1]
  return (login && world.accounts.get(login.toLowerCase())) || null
}

export function commitJson(world: World, repository: Repository, commit: Commit): Record<string, unknown> {
  const name = fullName(repository)
  const person = (email: string) => {
    const account = accountOfEmail(world, email)
    return account && simpleUser(world, account)
  }
  return {
    sha: commit.oid,
    node_id: `C_${repository.id}_${commit.oid}`,
    url: `${world.url}/repos/${name}/commits/${commit.oid}`,
    html_url: `${world.html}/${name}/commit/${commit.oid}`,
    commit: {
      author: commit.author,
      committer: commit.committer,
      message: commit.message.replace(/\n$/, ''),
      tree: { sha: commit.tree, url: `${world.url}/repos/${name}/git/trees/${commit.tree}` },
      comment_count: 0,
      verification: verification(commit),
    },
    author: person(commit.author.email),
    committer: person(commit.committer.email),
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: `${world.url}/repos/${name}/commits/${parent}`,
      html_url: `${world.html}/${name}/commit/${parent}`,
    })),
  }
}

export function verification(commit: Commit): Record<string, unknown> {
  return {
    verified: commit.signed,
    reason: commit.signed ? 'valid' : 'unsigned',
    signature: commit.signed ? 'fake' : null,
    payload: commit.signed ? 'fake' : null,
    verified_at: commit.signed ? commit.committer.date : null,
  }
}

/** The commit a path names, or GitHub's 422. */
export function commitNamed(repository: Repository, name: string): Commit {
  const oid = resolveCommit(repository.git, name)
  const commit = oid && readCommit(repository.git, oid)
  if (!commit) throw invalid('Commit', { field: 'sha', code: 'invalid', message: `No commit found for SHA: ${name}` })
  return commit
}

export const commitRoutes: readonly Route[] = [
  read('repos/get-commit', 'contents:read', ({ world, repository, params }) => {
    const commit = commitNamed(repository, params.ref ?? '')
    const files = changedFiles(repository.git, commit.parents[0] ?? emptyTree, commit.oid)
    const additions = files.reduce((sum, file) => sum + file.additions, 0)
    const deletions = files.reduce((sum, file) => sum + file.deletions, 0)
    return {
      json: {
        ...commitJson(world, repository, commit),
        stats: { additions, deletions, total: additions + deletions },
        files: files.slice(0, 300).map((file) => diffEntry(world, repository, commit.oid, file)),
      },
    }
  }),
]

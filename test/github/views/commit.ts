/** Commits in REST's form. */
import type { Commit } from '../git/commit.ts'
import type { Account } from '../nouns/account.ts'
import type { Repository } from '../nouns/repository.ts'
import { account, fullName, type World } from '../world.ts'
import { simpleUser } from './user.ts'
import type { View } from './view.ts'

/** The account whose e-mail this is; null for somebody GitHub does not know. */
export function accountOfEmail(world: World, email: string): Account | null {
  // What GitHub commits itself is shown as its own account's.
  if (email === 'noreply@github.com') return account(world, 'web-flow')
  const login = /^(?:\d+\+)?(.+)@users\.noreply\.github\.com$/.exec(email)?.[1] ?? /^(.+)@example\.org$/.exec(email)?.[1]
  return (login && world.accounts.get(login.toLowerCase())) || null
}

export function commitJson(world: World, repository: Repository, commit: Commit): View {
  const name = fullName(repository)
  const person = (email: string) => {
    const found = accountOfEmail(world, email)
    return found && simpleUser(world, found)
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

export function verification(commit: Commit): View {
  return {
    verified: commit.signed,
    reason: commit.signed ? 'valid' : 'unsigned',
    signature: commit.signed ? 'fake' : null,
    payload: commit.signed ? 'fake' : null,
    verified_at: commit.signed ? commit.committer.date : null,
  }
}

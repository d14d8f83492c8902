/** Merging a pull request in GitHub's three ways. */
import { commitsBetween, type Signature, writeCommit } from '../git/commit.ts'
import { cherryPick, mergedTree } from '../git/merge.ts'
import { readRef } from '../git/refs.ts'
import type { Account } from '../nouns/account.ts'
import type { Pull } from '../nouns/thread.ts'
import { closedIssues, followBranch, pullCommits } from '../pull-facts.ts'
import { gitIdentity } from '../views/user.ts'
import type { World } from '../world.ts'
import { moveRef } from './branch.ts'
import { tellPull } from './events.ts'
import { closeThread } from './thread.ts'

export interface MergeOptions {
  method: 'merge' | 'squash' | 'rebase'
  by: Account
  title?: string
  message?: string
}

/** Who commits what is done on the website or through the API. */
export const gitHubItself = { name: 'GitHub', email: 'noreply@github.com' }

/** Merges and closes it, and the issues it closes; answers the commit that is now on the base, or null on a conflict. */
export function mergePull(world: World, pull: Pull, options: MergeOptions): string | null {
  followBranch(pull)
  const ref = `refs/heads/${pull.base.ref}`
  const tip = readRef(pull.repository.git, ref)
  if (!tip) return null
  const at = world.now()
  const sha = options.method === 'rebase' ? rebased(pull, tip, at) : joined(pull, tip, at, options)
  if (!sha || !moveRef(world, pull.repository, ref, sha, tip, options.by)) return null
  pull.merged = { at, by: options.by, sha, method: options.method }
  Object.assign(pull, { state: 'closed', draft: false, closedAt: at, closedBy: options.by, updatedAt: at })
  tellPull(world, pull, 'closed', options.by)
  for (const issue of closedIssues(pull)) if (issue.state === 'open') closeThread(world, issue, options.by)
  return sha
}

/** One new commit: with both parents for a merge, with one for a squash. */
function joined(pull: Pull, tip: string, at: string, { method, by, title, message }: MergeOptions): string | null {
  const { git } = pull.repository
  const tree = mergedTree(git, tip, pull.head.sha)
  if (!tree) return null
  const squash = method === 'squash'
  const from = `${pull.head.repository?.owner.login ?? 'unknown'}/${pull.head.ref}`
  const subject = title ?? (squash ? `${pull.title} (#${pull.number})` : `Merge pull request #${pull.number} from ${from}`)
  const body = message ?? (squash ? squashBody(pull) : pull.title)
  const author: Signature = { ...gitIdentity(squash ? pull.author : by), date: at }
  const parents = squash ? [tip] : [tip, pull.head.sha]
  const text = body === '' ? `${subject}\n` : `${subject}\n\n${body}\n`
  return writeCommit(git, { tree, parents, author, committer: { ...gitHubItself, date: at }, message: text, signed: true })
}

/** GitHub lists the commits where there are several; a single one gives its own body. */
function squashBody(pull: Pull): string {
  const messages = pullCommits(pull).map(({ message }) => message.trim())
  const [only = ''] = messages
  return messages.length === 1 ? only.split('\n').slice(1).join('\n').trim() : messages.map((message) => `* ${message}`).join('\n\n')
}

/** Every commit made anew on the base's tip, each by its author. */
function rebased(pull: Pull, tip: string, at: string): string | null {
  const { git } = pull.repository
  let onto: string | null = tip
  for (const { oid } of commitsBetween(git, tip, pull.head.sha)) onto = onto && cherryPick(git, oid, onto, { ...gitHubItself, date: at })
  return onto
}

/** Merging a pull request in GitHub's three ways. */
import { commitsBetween, readCommit, type Signature, writeCommit } from './git/commit.ts'
import { cherryPick, mergedTree } from './git/merge.ts'
import { readRef, writeRef } from './git/refs.ts'
import { closedIssues, followBranch, pullCommits } from './pull-request.ts'
import { gitIdentity } from './rest/user.ts'
import type { Account, Pull, World } from './world.ts'

export interface MergeOptions {
  method: 'merge' | 'squash' | 'rebase'
  by: Account
  title?: string
  message?: string
}

const github = { name: 'GitHub', email: 'noreply@github.com' }

/** Merges and closes it, and the issues it closes; answers the commit that is now on the base, or null on a conflict. */
export function mergePull(world: World, pull: Pull, options: MergeOptions): string | null {
  followBranch(pull)
  const { git } = pull.repository
  const ref = `refs/heads/${pull.base.ref}`
  const tip = readRef(git, ref)
  if (!tip) return null
  const at = world.now()
  const sha = options.method === 'rebase' ? rebased(pull, tip, at) : joined(pull, tip, at, options)
  if (!sha || !writeRef(git, ref, sha, tip)) return null
  pull.merged = { at, by: options.by, sha, method: options.method }
  Object.assign(pull, { state: 'closed', draft: false, closedAt: at, closedBy: options.by, updatedAt: at })
  for (const issue of closedIssues(pull))
    Object.assign(issue, { state: 'closed', stateReason: 'completed', closedAt: at, closedBy: options.by })
  return sha
}

/** One new commit: with both parents for a merge, with one for a squash. */
function joined(pull: Pull, tip: string, at: string, { method, by, title, message }: MergeOptions): string | null {
  const { git } = pull.repository
  const tree = mergedTree(git, tip, pull.head.sha)
  if (!tree) return null
  const commits = pullCommits(pull)
  const squash = method === 'squash'
  const from = `${pull.head.repository?.owner.login ?? 'unknown'}/${pull.head.ref}`
  const subject = title ?? (squash ? `${pull.title} (#${pull.number})` : `Merge pull request #${pull.number} from ${from}`)
  const body = message ?? (squash ? commits.map((commit) => `* ${commit.message.trim()}`).join('\n\n') : pull.title)
  const author: Signature = { ...gitIdentity(squash ? pull.author : by), date: at }
  return writeCommit(git, {
    tree,
    parents: squash ? [tip] : [tip, pull.head.sha],
    author,
    committer: { ...github, date: at },
    message: body === '' ? `${subject}\n` : `${subject}\n\n${body}\n`,
    signed: true,
  })
}

/** Every commit made anew on the base's tip, each by its author. */
function rebased(pull: Pull, tip: string, at: string): string | null {
  const { git } = pull.repository
  let onto: string | null = tip
  for (const commit of commitsBetween(git, tip, pull.head.sha)) {
    if (!onto || !readCommit(git, onto)) return null
    onto = cherryPick(git, commit.oid, onto, { ...github, date: at })
  }
  return onto
}

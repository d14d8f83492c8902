/** Merging in a bare repository, without a work tree. */
import { spawnSync } from 'node:child_process'
import { plainEnvironment } from '../../git-repository.ts'
import { mergeBase, readCommit, type Signature, writeCommit } from './commit.ts'
import type { Git } from './git.ts'

/** The tree of both sides together, or null where they conflict. */
export function mergedTree(git: Git, ours: string, theirs: string): string | null {
  if (mergeBase(git, ours, theirs) === ours) return readCommit(git, theirs)?.tree ?? null
  const done = spawnSync('git', ['merge-tree', '--write-tree', ours, theirs], { cwd: git.directory, env: plainEnvironment() })
  return done.status === 0 ? done.stdout.toString().slice(0, 40) : null
}

/** A commit's change, put on another commit; answers the new commit, or null where it conflicts. */
export function cherryPick(git: Git, oid: string, onto: string, committer: Signature): string | null {
  const commit = readCommit(git, oid)
  const parent = readCommit(git, commit?.parents[0] ?? '')
  const target = readCommit(git, onto)
  if (!commit || !parent || !target) return null
  // `git merge-tree` takes the merge base from the history, so the three trees get a little history of their own.
  const bare = { author: committer, committer, message: 'x', signed: false }
  const base = writeCommit(git, { ...bare, tree: parent.tree, parents: [] })
  const ours = writeCommit(git, { ...bare, tree: target.tree, parents: [base] })
  const theirs = writeCommit(git, { ...bare, tree: commit.tree, parents: [base] })
  const tree = mergedTree(git, ours, theirs)
  return tree && writeCommit(git, { ...commit, tree, parents: [onto], committer, signed: true })
}

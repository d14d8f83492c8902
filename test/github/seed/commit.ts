/** A commit by hand. */

import type { Files } from '../../git-repository.ts'
import { moveRef } from '../acts/branch.ts'
import { readCommit, writeCommit } from '../git/commit.ts'
import { readRef } from '../git/refs.ts'
import { changeTree } from '../git/tree.ts'
import type { Repository } from '../nouns/repository.ts'
import { account, type World } from '../world.ts'

export interface CommitSeed {
  /** By default the default branch; made from it when it is new. */
  branch?: string
  /** A login; its e-mail is the account's, so that GitHub knows the person. */
  author?: string
  /** ISO 8601; by default the world's next second. */
  date?: string
}

/** A commit of one person on a branch, without a signature, as after a push. */
export function commitFiles(world: World, repository: Repository, message: string, files: Files, seed: CommitSeed = {}): string {
  const { git } = repository
  const ref = `refs/heads/${seed.branch ?? repository.defaultBranch}`
  const tip = readRef(git, ref)
  const parent = tip ?? readRef(git, `refs/heads/${repository.defaultBranch}`)
  const who = account(world, seed.author ?? 'ada')
  if (seed.date) world.advance(seed.date)
  const signature = { name: who.name ?? who.login, email: `${who.login}@example.org`, date: seed.date ?? world.now() }
  const tree = changeTree(git, (parent && readCommit(git, parent)?.tree) || null, new Map(Object.entries(files)))
  const oid = writeCommit(git, {
    tree,
    parents: parent ? [parent] : [],
    author: signature,
    committer: signature,
    message: `${message}\n`,
    signed: false,
  })
  if (!moveRef(world, repository, ref, oid, tip, who)) throw new Error(`${ref} is locked`)
  return oid
}

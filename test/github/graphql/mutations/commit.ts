/** createCommitOnBranch: all files of a commit in one request, if the branch is still where the caller believes. */
import { demand } from '../../access/permission.ts'
import { moveRef } from '../../acts/branch.ts'
import { gitHubItself } from '../../acts/merge.ts'
import { readCommit, writeCommit } from '../../git/commit.ts'
import { readRef } from '../../git/refs.ts'
import { changeTree, entryAt, type TreeChange } from '../../git/tree.ts'
import type { Repository } from '../../nouns/repository.ts'
import { gitIdentity } from '../../views/user.ts'
import type { Context, Node } from '../context.ts'
import { refById, repositoryByName } from '../find.ts'
import { refNode } from '../ref.ts'
import { QueryRefusal } from '../refusal.ts'

interface Input {
  branch: { id?: string | null; repositoryNameWithOwner?: string | null; branchName?: string | null }
  expectedHeadOid: string
  message: { headline: string; body?: string | null }
  fileChanges?: { additions?: { path: string; contents: string }[] | null; deletions?: { path: string }[] | null } | null
  clientMutationId?: string | null
}

export function createCommitOnBranch(context: Context, input: Input): Node {
  const { world, actor } = context
  const { repository, ref } = branchOf(context, input.branch)
  demand(actor, repository, ['contents:write'], 'write')
  const tip = readRef(repository.git, ref)
  const parent = tip ? readCommit(repository.git, tip) : null
  if (!tip || !parent) throw new QueryRefusal('NOT_FOUND', `Branch "${ref}" does not exist.`)
  const stale = new QueryRefusal(
    'STALE_DATA',
    `Expected branch to point to "${input.expectedHeadOid}" but it did not.  Pull and try again.`,
  )
  if (tip !== input.expectedHeadOid) throw stale
  if (repository.protectedBranches.has(ref.replace('refs/heads/', '')))
    throw new QueryRefusal('UNPROCESSABLE', 'Changes must be made through a pull request.')

  const by = actor.account
  if (!by) throw new QueryRefusal('FORBIDDEN', 'Resource not accessible by integration')
  const date = world.now()
  const oid = writeCommit(repository.git, {
    tree: changeTree(repository.git, parent.tree, changes(repository, parent.tree, tip, input)),
    parents: [tip],
    author: { ...gitIdentity(by), date },
    committer: { ...gitHubItself, date },
    message: input.message.body ? `${input.message.headline}\n\n${input.message.body}` : input.message.headline,
    signed: true,
  })
  if (!moveRef(world, repository, ref, oid, tip, by)) throw stale
  const made = readCommit(repository.git, oid)
  return {
    clientMutationId: input.clientMutationId ?? null,
    commit: () => made && context.commit(repository, made),
    ref: () => refNode(context, repository, ref),
  }
}

function branchOf(context: Context, { id, repositoryNameWithOwner, branchName }: Input['branch']): { repository: Repository; ref: string } {
  if (id) return refById(context, id)
  const name = branchName ?? ''
  return {
    repository: repositoryByName(context, repositoryNameWithOwner ?? ''),
    ref: name.startsWith('refs/') ? name : `refs/heads/${name}`,
  }
}

function changes(repository: Repository, tree: string, tip: string, { fileChanges }: Input): Map<string, TreeChange> {
  const made = new Map<string, TreeChange>()
  for (const { path } of fileChanges?.deletions ?? []) {
    if (!entryAt(repository.git, tree, path))
      throw new QueryRefusal('UNPROCESSABLE', `A path was requested for deletion which does not exist as of commit oid \`${tip}\``)
    made.set(path, null)
  }
  for (const { path, contents } of fileChanges?.additions ?? []) {
    if (path.startsWith('/') || path.split('/').some((part) => part === '..' || part === '.' || part === '' || part === '.git')) {
      throw new QueryRefusal('UNPROCESSABLE', `The path "${path}" is malformed`)
    }
    made.set(path, Buffer.from(contents, 'base64'))
  }
  return made
}

/** Branches and tags in GraphQL's form. */
import { commitsBetween, mergeBase } from '../git/commit.ts'
import { readRef, resolveCommit } from '../git/refs.ts'
import type { Repository } from '../nouns/repository.ts'
import { type ConnectionArguments, connection } from './connection.ts'
import type { Context, Node } from './context.ts'

/** Null where the repository has no such ref. */
export function refNode(context: Context, repository: Repository, ref: string): Node | null {
  const oid = readRef(repository.git, ref)
  if (!oid) return null
  const [refs = '', kind = '', ...name] = ref.split('/')
  return {
    __typename: 'Ref',
    id: `REF_${repository.id}_${ref}`,
    name: name.join('/'),
    prefix: `${refs}/${kind}/`,
    repository: () => context.repository(repository),
    target: () => context.object(repository, oid),
    compare: ({ headRef }: { headRef: string }) => comparison(context, repository, oid, headRef),
    associatedPullRequests: (args: ConnectionArguments & { states?: string[] | null }) => {
      const state = (pull: { merged: unknown; state: string }) => (pull.merged ? 'MERGED' : pull.state.toUpperCase())
      const pulls = [...repository.pulls.values()].filter(
        (pull) => `refs/heads/${pull.head.ref}` === ref && (!args.states || args.states.includes(state(pull))),
      )
      return connection(pulls, args, (pull) => context.pull(pull))
    },
  }
}

function comparison(context: Context, repository: Repository, base: string, headRef: string): Node | null {
  const head = resolveCommit(repository.git, headRef)
  if (!head || !mergeBase(repository.git, base, head)) return null
  const ahead = commitsBetween(repository.git, base, head)
  const behind = commitsBetween(repository.git, head, base).length
  return {
    __typename: 'Comparison',
    id: `CMP_${base}_${head}`,
    aheadBy: ahead.length,
    behindBy: behind,
    status: ahead.length > 0 ? (behind > 0 ? 'DIVERGED' : 'AHEAD') : behind > 0 ? 'BEHIND' : 'IDENTICAL',
    baseTarget: () => context.object(repository, base),
    headTarget: () => context.object(repository, head),
    commits: (args: ConnectionArguments) => connection(ahead, args, (commit) => context.commit(repository, commit)),
  }
}

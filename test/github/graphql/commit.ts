/** Commits with their checks in GraphQL's form. */

import type { Commit } from '../git/commit.ts'
import { commitsBetween, readCommit } from '../git/commit.ts'
import type { Repository } from '../nouns/repository.ts'
import { accountOfEmail } from '../views/commit.ts'
import { fullName } from '../world.ts'
import { actorNode } from './actor.ts'
import { checkSuites, statusNode, statusRollup } from './checks.ts'
import { type ConnectionArguments, connection } from './connection.ts'
import type { Context, Node } from './context.ts'
import { guarded } from './guard.ts'

export function commitNode(context: Context, repository: Repository, commit: Commit): Node {
  const { world } = context
  const [headline = ''] = commit.message.split('\n')
  const page = `${world.html}/${fullName(repository)}/commit/${commit.oid}`
  const person = ({ name, email, date }: Commit['author']) => {
    const account = accountOfEmail(world, email)
    return { __typename: 'GitActor', name, email, date, user: () => (account?.type === 'User' ? actorNode(world, account) : null) }
  }
  return {
    __typename: 'Commit',
    id: `C_${repository.id}_${commit.oid}`,
    oid: commit.oid,
    abbreviatedOid: commit.oid.slice(0, 7),
    url: page,
    commitUrl: page,
    message: commit.message.replace(/\n$/, ''),
    messageHeadline: headline,
    messageBody: commit.message.slice(headline.length).trim(),
    author: () => person(commit.author),
    committer: () => person(commit.committer),
    authoredDate: commit.author.date,
    committedDate: commit.committer.date,
    tree: () => ({ __typename: 'Tree', id: `T_${repository.id}_${commit.tree}`, oid: commit.tree }),
    signature: commit.signed ? { __typename: 'GpgSignature', isValid: true, state: 'VALID', email: commit.committer.email } : null,
    parents: (args: ConnectionArguments) =>
      connection(commit.parents, args, (oid) => {
        const parent = readCommit(repository.git, oid)
        return parent && context.commit(repository, parent)
      }),
    history: (args: ConnectionArguments) =>
      connection(commitsBetween(repository.git, null, commit.oid).reverse(), args, (one) => context.commit(repository, one)),
    associatedPullRequests: (args: ConnectionArguments) =>
      connection(
        [...repository.pulls.values()].filter((pull) => pull.merged?.sha === commit.oid || pull.head.sha === commit.oid),
        args,
        (pull) => context.pull(pull),
      ),
    statusCheckRollup: guarded(context, repository, 'checks:read', () => statusRollup(context, repository, commit.oid)),
    checkSuites: guarded(context, repository, 'checks:read', (args: ConnectionArguments) =>
      checkSuites(context, repository, commit.oid, args),
    ),
    status: guarded(context, repository, 'statuses:read', () => statusNode(context, repository, commit.oid)),
  }
}

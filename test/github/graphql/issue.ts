/** Issues, their comments, labels and reactions in GraphQL's form. */
import type { Request } from '../http/answer.ts'
import { association, pageOfThread } from '../rest/issue.ts'
import type { Comment, Issue, Label, Reaction } from '../world.ts'
import { actorNode } from './actor.ts'
import { type ConnectionArguments, connection } from './connection.ts'
import { repositoryNode } from './repository.ts'

/** What Issue and PullRequest have in common. */
export function threadFields(request: Request, issue: Issue): Record<string, unknown> {
  const { world } = request
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body ?? '',
    bodyText: issue.body ?? '',
    url: pageOfThread(world, issue),
    locked: issue.locked,
    closed: issue.state === 'closed',
    closedAt: issue.closedAt,
    createdAt: issue.createdAt,
    updatedAt: issue.updatedAt,
    author: () => actorNode(world, issue.author),
    authorAssociation: () => association(issue.repository, issue.author),
    repository: () => repositoryNode(request, issue.repository),
    labels: (args: ConnectionArguments) => connection(issue.labels, args, labelNode),
    assignees: (args: ConnectionArguments) => connection(issue.assignees, args, (assignee) => actorNode(world, assignee)),
    comments: (args: ConnectionArguments) => connection(issue.comments, args, (comment) => commentNode(request, issue, comment)),
    reactions: (args: ConnectionArguments) => reactions(request, issue.reactions, args),
    milestone: null,
  }
}

export function issueNode(request: Request, issue: Issue): Record<string, unknown> {
  return {
    __typename: 'Issue',
    id: `I_${issue.id}`,
    databaseId: issue.id,
    ...threadFields(request, issue),
    state: issue.state.toUpperCase(),
    stateReason: issue.stateReason?.toUpperCase() ?? null,
  }
}

function labelNode(label: Label): Record<string, unknown> {
  return { __typename: 'Label', id: `LA_${label.id}`, name: label.name, color: label.color, description: label.description }
}

/** Fields of any comment; an edited one says when. */
export function commentFields(request: Request, issue: Issue, comment: Comment): Record<string, unknown> {
  return {
    databaseId: comment.id,
    fullDatabaseId: String(comment.id),
    author: () => actorNode(request.world, comment.author),
    authorAssociation: () => association(issue.repository, comment.author),
    body: comment.body,
    bodyText: comment.body,
    createdAt: comment.createdAt,
    updatedAt: comment.updatedAt,
    lastEditedAt: comment.updatedAt === comment.createdAt ? null : comment.updatedAt,
    isMinimized: false,
    minimizedReason: null,
    reactions: (args: ConnectionArguments) => reactions(request, comment.reactions, args),
  }
}

function commentNode(request: Request, issue: Issue, comment: Comment): Record<string, unknown> {
  return {
    __typename: 'IssueComment',
    id: `IC_${comment.id}`,
    ...commentFields(request, issue, comment),
    url: `${pageOfThread(request.world, issue)}#issuecomment-${comment.id}`,
  }
}

const graphqlNames: Readonly<Record<Reaction['content'], string>> = {
  '+1': 'THUMBS_UP',
  '-1': 'THUMBS_DOWN',
  laugh: 'LAUGH',
  confused: 'CONFUSED',
  heart: 'HEART',
  hooray: 'HOORAY',
  rocket: 'ROCKET',
  eyes: 'EYES',
}

function reactions({ world }: Request, list: readonly Reaction[], args: ConnectionArguments): Record<string, unknown> {
  return connection(list, args, (reaction) => ({
    __typename: 'Reaction',
    id: `REA_${reaction.id}`,
    content: graphqlNames[reaction.content],
    createdAt: reaction.createdAt,
    user: () => actorNode(world, reaction.user),
  }))
}

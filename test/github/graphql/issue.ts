/** Issues, their comments, labels and reactions in GraphQL's form. */

import type { Comment, Issue, Label, Reaction } from '../nouns/thread.ts'
import { association, pageOfThread } from '../views/issue.ts'
import { actorNode } from './actor.ts'
import { type ConnectionArguments, connection } from './connection.ts'
import type { Context, Node } from './context.ts'

/** What Issue and PullRequest have in common. */
export function threadFields(context: Context, issue: Issue): Node {
  const { world } = context
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
    repository: () => context.repository(issue.repository),
    labels: (args: ConnectionArguments) => connection(issue.labels, args, labelNode),
    assignees: (args: ConnectionArguments) => connection(issue.assignees, args, (assignee) => actorNode(world, assignee)),
    comments: (args: ConnectionArguments) => connection(issue.comments, args, (comment) => commentNode(context, issue, comment)),
    reactions: (args: ConnectionArguments) => reactions(context, issue.reactions, args),
    milestone: null,
  }
}

export function issueNode(context: Context, issue: Issue): Node {
  return {
    __typename: 'Issue',
    id: `I_${issue.id}`,
    databaseId: issue.id,
    ...threadFields(context, issue),
    state: issue.state.toUpperCase(),
    stateReason: issue.stateReason?.toUpperCase() ?? null,
  }
}

export function labelNode(label: Label): Node {
  return { __typename: 'Label', id: `LA_${label.id}`, name: label.name, color: label.color, description: label.description }
}

/** Fields of any comment; an edited one says when. */
export function commentFields(context: Context, issue: Issue, comment: Comment): Node {
  return {
    databaseId: comment.id,
    fullDatabaseId: String(comment.id),
    author: () => actorNode(context.world, comment.author),
    authorAssociation: () => association(issue.repository, comment.author),
    body: comment.body,
    bodyText: comment.body,
    createdAt: comment.createdAt,
    updatedAt: comment.updatedAt,
    lastEditedAt: comment.updatedAt === comment.createdAt ? null : comment.updatedAt,
    editor: () => (comment.editor ? actorNode(context.world, comment.editor) : null),
    isMinimized: false,
    minimizedReason: null,
    reactions: (args: ConnectionArguments) => reactions(context, comment.reactions, args),
  }
}

export function commentNode(context: Context, issue: Issue, comment: Comment): Node {
  return {
    __typename: 'IssueComment',
    id: `IC_${comment.id}`,
    ...commentFields(context, issue, comment),
    url: `${pageOfThread(context.world, issue)}#issuecomment-${comment.id}`,
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

function reactions({ world }: Context, list: readonly Reaction[], args: ConnectionArguments): Node {
  return connection(list, args, (reaction) => ({
    __typename: 'Reaction',
    id: `REA_${reaction.id}`,
    content: graphqlNames[reaction.content],
    createdAt: reaction.createdAt,
    user: () => actorNode(world, reaction.user),
  }))
}

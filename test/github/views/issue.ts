/** Issues and the conversation below them, in REST's form. */
import type { Account } from '../nouns/account.ts'
import type { Repository } from '../nouns/repository.ts'
import type { Comment, Issue, Label, Reaction } from '../nouns/thread.ts'
import { fullName, type World } from '../world.ts'
import { simpleUser } from './user.ts'
import type { View } from './view.ts'

/** OWNER, MEMBER, COLLABORATOR … of an author in this repository. */
export function association(repository: Repository, author: Account): string {
  if (author === repository.owner) return 'OWNER'
  if (repository.collaborators.has(author.login.toLowerCase())) return repository.owner.type === 'Organization' ? 'MEMBER' : 'COLLABORATOR'
  const merged = [...repository.pulls.values()].some((pull) => pull.author === author && pull.merged)
  return merged ? 'CONTRIBUTOR' : 'NONE'
}

export function reactionRollup(reactions: readonly Reaction[]): View {
  const count = (content: Reaction['content']) => reactions.filter((reaction) => reaction.content === content).length
  const contents = ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'] as const
  return { total_count: reactions.length, ...Object.fromEntries(contents.map((content) => [content, count(content)])) }
}

export function labelJson(world: World, repository: Repository, label: Label): View {
  return {
    id: label.id,
    node_id: `LA_${label.id}`,
    url: `${world.url}/repos/${fullName(repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  }
}

/** `https://github.com/example/ringcache/pull/7` */
export function pageOfThread(world: World, issue: Issue): string {
  return `${world.html}/${fullName(issue.repository)}/${issue.kind === 'pull' ? 'pull' : 'issues'}/${issue.number}`
}

export function issueJson(world: World, issue: Issue): View {
  const repo = `${world.url}/repos/${fullName(issue.repository)}`
  const page = pageOfThread(world, issue)
  const merged = 'merged' in issue ? (issue as { merged: { at: string } | null }).merged : null
  return {
    id: issue.id,
    node_id: `I_${issue.id}`,
    url: `${repo}/issues/${issue.number}`,
    repository_url: repo,
    html_url: page,
    number: issue.number,
    state: issue.state,
    state_reason: issue.stateReason,
    title: issue.title,
    body: issue.body,
    user: simpleUser(world, issue.author),
    labels: issue.labels.map((label) => labelJson(world, issue.repository, label)),
    assignee: issue.assignees[0] ? simpleUser(world, issue.assignees[0]) : null,
    assignees: issue.assignees.map((assignee) => simpleUser(world, assignee)),
    milestone: null,
    locked: issue.locked,
    active_lock_reason: null,
    comments: issue.comments.length,
    closed_at: issue.closedAt,
    closed_by: issue.closedBy && simpleUser(world, issue.closedBy),
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    author_association: association(issue.repository, issue.author),
    reactions: reactionRollup(issue.reactions),
    ...(issue.kind === 'pull' && {
      draft: (issue as { draft?: boolean }).draft ?? false,
      pull_request: {
        url: `${repo}/pulls/${issue.number}`,
        html_url: page,
        diff_url: `${page}.diff`,
        patch_url: `${page}.patch`,
        merged_at: merged?.at ?? null,
      },
    }),
  }
}

export function commentJson(world: World, issue: Issue, comment: Comment): View {
  const repo = `${world.url}/repos/${fullName(issue.repository)}`
  return {
    id: comment.id,
    node_id: `IC_${comment.id}`,
    url: `${repo}/issues/comments/${comment.id}`,
    html_url: `${pageOfThread(world, issue)}#issuecomment-${comment.id}`,
    issue_url: `${repo}/issues/${issue.number}`,
    body: comment.body,
    user: simpleUser(world, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: association(issue.repository, comment.author),
    performed_via_github_app: null,
    reactions: reactionRollup(comment.reactions),
  }
}

export function reactionJson(world: World, reaction: Reaction): View {
  return {
    id: reaction.id,
    node_id: `REA_${reaction.id}`,
    user: simpleUser(world, reaction.user),
    content: reaction.content,
    created_at: reaction.createdAt,
  }
}

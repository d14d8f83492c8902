/** What is done to issues and pull requests alike: opening, closing, labels, comments, reactions. */

import type { Account } from '../nouns/account.ts'
import type { Repository } from '../nouns/repository.ts'
import type { Comment, Issue, Label, Pull, Reaction } from '../nouns/thread.ts'
import { issueJson, labelJson } from '../views/issue.ts'
import { account, type World } from '../world.ts'
import { tell, tellComment, tellPull } from './events.ts'

export interface ThreadSeed {
  title?: string
  body?: string | null
  author?: string
  labels?: string[]
  assignees?: string[]
  /** ISO 8601; by default the world's next second. */
  date?: string
}

/** This time, or the world's next second. */
export function at(world: World, date?: string): string {
  if (date) world.advance(date)
  return date ?? world.now()
}

/** Takes the next number; issues and pull requests share one row of them. */
export function newThread(world: World, repository: Repository, seed: ThreadSeed): Omit<Issue, 'kind'> {
  const createdAt = at(world, seed.date)
  repository.lastNumber += 1
  return {
    id: world.nextId(),
    number: repository.lastNumber,
    repository,
    author: account(world, seed.author ?? 'ada'),
    title: seed.title ?? 'A title',
    body: seed.body ?? null,
    state: 'open',
    stateReason: null,
    locked: false,
    createdAt,
    updatedAt: createdAt,
    closedAt: null,
    closedBy: null,
    labels: (seed.labels ?? []).map((name) => labelOf(world, repository, name)),
    timeline: [],
    assignees: (seed.assignees ?? []).map((login) => account(world, login)),
    comments: [],
    reactions: [],
  }
}

export function openIssue(world: World, repository: Repository, seed: ThreadSeed): Issue {
  const issue: Issue = { kind: 'issue', ...newThread(world, repository, seed) }
  repository.issues.set(issue.number, issue)
  tellThread(world, issue, 'opened', issue.author)
  return issue
}

export function closeThread(world: World, issue: Issue, by: Account, reason: Issue['stateReason'] = 'completed'): void {
  const closedAt = world.now()
  Object.assign(issue, {
    state: 'closed',
    stateReason: issue.kind === 'issue' ? reason : null,
    closedAt,
    closedBy: by,
    updatedAt: closedAt,
  })
  tellThread(world, issue, 'closed', by)
}

export function reopenThread(world: World, issue: Issue, by: Account): void {
  Object.assign(issue, {
    state: 'open',
    stateReason: issue.kind === 'issue' ? 'reopened' : null,
    closedAt: null,
    closedBy: null,
    updatedAt: world.now(),
  })
  tellThread(world, issue, 'reopened', by)
}

export function editThread(world: World, issue: Issue, change: { title?: string; body?: string | null }, by: Account): void {
  const from = { title: { from: issue.title }, body: { from: issue.body ?? '' } }
  Object.assign(issue, change, { updatedAt: world.now() })
  tellThread(world, issue, 'edited', by, { changes: Object.fromEntries(Object.entries(from).filter(([name]) => name in change)) })
}

/** The repository's label of this name (case aside), made when it is new. */
function labelOf(world: World, repository: Repository, name: string): Label {
  const known = repository.labels.find((label) => label.name.toLowerCase() === name.toLowerCase())
  if (known) return known
  const label: Label = { id: world.nextId(), name, color: 'ededed', description: null }
  repository.labels.push(label)
  return label
}

export function addLabel(world: World, issue: Issue, name: string, by: Account): void {
  const label = labelOf(world, issue.repository, name)
  if (issue.labels.includes(label)) return
  issue.labels.push(label)
  issue.updatedAt = world.now()
  issue.timeline.push({ id: world.nextId(), type: 'LabeledEvent', label, actor: by, createdAt: issue.updatedAt })
  tellThread(world, issue, 'labeled', by, { label: labelJson(world, issue.repository, label) })
}

export function removeLabel(world: World, issue: Issue, label: Label, by: Account): void {
  issue.labels.splice(issue.labels.indexOf(label), 1)
  issue.updatedAt = world.now()
  issue.timeline.push({ id: world.nextId(), type: 'UnlabeledEvent', label, actor: by, createdAt: issue.updatedAt })
  tellThread(world, issue, 'unlabeled', by, { label: labelJson(world, issue.repository, label) })
}

export function addComment(world: World, issue: Issue, by: Account, body: string, date?: string): Comment {
  const createdAt = at(world, date)
  const comment: Comment = { id: world.nextId(), author: by, body, createdAt, updatedAt: createdAt, reactions: [] }
  issue.comments.push(comment)
  issue.updatedAt = createdAt
  tellComment(world, issue, comment, 'created')
  return comment
}

/** Whoever may write may edit what others said. */
export function editComment(world: World, issue: Issue, comment: Comment, body: string, by: Account = comment.author): void {
  Object.assign(comment, { body, updatedAt: world.now(), editor: by })
  tellComment(world, issue, comment, 'edited')
}

export function removeComment(world: World, issue: Issue, comment: Comment): void {
  issue.comments.splice(issue.comments.indexOf(comment), 1)
  tellComment(world, issue, comment, 'deleted')
}

/** Answers the reaction, and whether it is new: one person reacts once in each way. */
export function react(
  world: World,
  reactions: Reaction[],
  user: Account,
  content: Reaction['content'],
): { reaction: Reaction; isNew: boolean } {
  const known = reactions.find((reaction) => reaction.user === user && reaction.content === content)
  if (known) return { reaction: known, isNew: false }
  const reaction: Reaction = { id: world.nextId(), user, content, createdAt: world.now() }
  reactions.push(reaction)
  return { reaction, isNew: true }
}

function tellThread(world: World, issue: Issue, action: string, sender: Account, extra: Record<string, unknown> = {}): void {
  if (issue.kind === 'pull') tellPull(world, issue as Pull, action, sender, extra)
  else
    tell(world, {
      event: 'issues',
      action,
      repository: issue.repository,
      sender,
      payload: () => ({ issue: issueJson(world, issue), ...extra }),
    })
}

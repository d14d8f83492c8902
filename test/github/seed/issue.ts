import { account, type Comment, type Issue, type Label, type Repository, type World } from '../world.ts'

export interface CommentSeed {
  author?: string
  body: string
  date?: string
}

export interface IssueSeed {
  title?: string
  body?: string | null
  author?: string
  labels?: string[]
  assignees?: string[]
  state?: 'open' | 'closed'
  comments?: CommentSeed[]
  date?: string
}

export function seedIssue(world: World, repository: Repository, seed: IssueSeed = {}): Issue {
  const issue: Issue = { kind: 'issue', ...newThread(world, repository, seed) }
  repository.issues.set(issue.number, issue)
  if (seed.state === 'closed')
    Object.assign(issue, { state: 'closed', stateReason: 'completed', closedAt: world.now(), closedBy: issue.author })
  return issue
}

/** The next number, with everything that issues and pull requests share. */
export function newThread(world: World, repository: Repository, seed: IssueSeed): Omit<Issue, 'kind'> {
  const createdAt = at(world, seed.date)
  repository.lastNumber += 1
  const issue: Omit<Issue, 'kind'> = {
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
    assignees: (seed.assignees ?? []).map((login) => account(world, login)),
    comments: [],
    reactions: [],
  }
  for (const comment of seed.comments ?? []) addComment(world, issue, comment)
  return issue
}

export function addComment(world: World, issue: Pick<Issue, 'comments' | 'updatedAt'>, seed: CommentSeed): Comment {
  const createdAt = at(world, seed.date)
  const comment: Comment = {
    id: world.nextId(),
    author: account(world, seed.author ?? 'ada'),
    body: seed.body,
    createdAt,
    updatedAt: createdAt,
    reactions: [],
  }
  issue.comments.push(comment)
  issue.updatedAt = createdAt
  return comment
}

/** The repository's label of this name (case aside), made when it is new. */
export function labelOf(world: World, repository: Repository, name: string): Label {
  const known = repository.labels.find((label) => label.name.toLowerCase() === name.toLowerCase())
  if (known) return known
  const label: Label = { id: world.nextId(), name, color: 'ededed', description: null }
  repository.labels.push(label)
  return label
}

/** This time, or the world's next second. */
export function at(world: World, date: string | undefined): string {
  if (date) world.advance(date)
  return date ?? world.now()
}

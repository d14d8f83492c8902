import { addComment, closeThread, openIssue, type ThreadSeed } from '../acts/thread.ts'
import type { Repository } from '../nouns/repository.ts'
import type { Issue } from '../nouns/thread.ts'
import { account, type World } from '../world.ts'

export interface CommentSeed {
  author?: string
  body: string
  date?: string
}

export interface IssueSeed extends ThreadSeed {
  state?: 'open' | 'closed'
  comments?: CommentSeed[]
}

export function seedIssue(world: World, repository: Repository, seed: IssueSeed = {}): Issue {
  const issue = openIssue(world, repository, seed)
  seedComments(world, issue, seed.comments)
  if (seed.state === 'closed') closeThread(world, issue, issue.author)
  return issue
}

export function seedComments(world: World, issue: Issue, comments: readonly CommentSeed[] = []): void {
  for (const { author, body, date } of comments) addComment(world, issue, account(world, author ?? 'ada'), body, date)
}

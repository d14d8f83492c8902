/** What was read of a pull request → its evidence. */
import type { Commit, Evidence, Omission } from '../../model.ts'
import { introduction } from '../readme.ts'
import { type ReadPatch, readChange } from './changes.ts'
import { testState } from './check-state.ts'
import { commentThreads, issueThread, reviewThreads } from './discussion.ts'
import { mergedAs } from './merge-facts.ts'
import type { Part, PullCommit, Reading } from './reading.ts'

/** `base` is where the branch left its base; `suspicious` says which added lines to hand on. */
export function evidenceOf(reading: Reading, base: string, suspicious: RegExp): { evidence: Evidence; suspects: ReadPatch['suspects'] } {
  const { pull, merge, readme } = reading
  const changes = reading.files.items.map((file) => readChange(file, suspicious))
  const { id, name, url, licence } = pull.repository
  const how = mergedAs(pull, merge, reading.commits.items)
  const evidence: Evidence = {
    subject: {
      kind: 'pull-request',
      title: pull.title,
      number: pull.number,
      url: pull.url,
      repository: { name, id, url, licence, introduction: readme === null ? null : introduction(readme, name) },
      base,
      head: pull.head,
      merge: pull.merge,
      ...(how && { mergedAs: how }),
      date: (pull.mergedAt ?? pull.updatedAt).slice(0, 10),
      author: pull.by?.login ?? null,
      labels: pull.labels,
    },
    commits: reading.commits.items.map(commitOf),
    changes: changes.map(({ change }) => change),
    description: pull.body,
    threads: [
      ...reading.issues.map((issue) => issueThread(issue, pull.by)),
      ...reviewThreads(reading.conversations.items, pull.by),
      ...commentThreads(reading.comments.items, pull.by),
    ],
    benchmarks: [],
    environments: [],
    tests: testState(reading.checks),
    omissions: omissionsOf(reading),
  }
  return { evidence, suspects: changes.flatMap(({ suspects }) => suspects) }
}

export function commitOf({ sha, message, author, date }: PullCommit): Commit {
  const [subject = '', ...body] = message.split('\n')
  return { sha, subject, body: body.join('\n').trim(), author, date: date.slice(0, 10), paths: [] }
}

function omissionsOf({ pull, files, commits, conversations, comments }: Reading): Omission[] {
  const withoutPatch = files.items.filter((file) => file.patch === undefined && file.additions + file.deletions > 0).length
  const later = conversations.items.reduce((sum, { left = 0 }) => sum + left, 0)
  const all: (Omission | false)[] = [
    !pull.isMerged && { what: 'The merge', why: 'the pull request is not merged; what is read here may still change' },
    pull.isMerged && pull.merge === null && { what: 'The merge commit', why: 'GitHub does not name it' },
    files.cut && { what: 'The diff', why: `${amount(files)} files were read` },
    commits.cut && { what: 'The commits', why: `${amount(commits)} were read` },
    conversations.cut && { what: 'The review', why: `${amount(conversations)} conversations were read` },
    later > 0 && { what: 'The review', why: `${digits(later)} later answers within its conversations were not read` },
    comments.cut && { what: 'The comments', why: `${amount(comments)} were read` },
    withoutPatch > 0 && { what: `The patch of ${withoutPatch} files`, why: 'GitHub shows no patch of files that large' },
  ]
  return all.filter((omission) => omission !== false)
}

/** `3,000 of 4,120`, or `the first 300` where nobody says how many there are. */
function amount({ items, of }: Part<unknown>): string {
  return of === null ? `the first ${digits(items.length)}` : `${digits(items.length)} of ${digits(of)}`
}

function digits(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

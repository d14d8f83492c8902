/** What holds for a pull request whoever asks: its ends, its commits, its files, the issues it closes. */
import { type Commit, commitsBetween, mergeBase } from './git/commit.ts'
import { type ChangedFile, changedFiles } from './git/diff.ts'
import { copyObjects } from './git/objects.ts'
import { readRef, writeRef } from './git/refs.ts'
import type { Issue, Pull } from './nouns/thread.ts'

/** Brings an open pull request up to its branch, as GitHub does after every push; a deleted branch leaves the last head. */
export function followBranch(pull: Pull): void {
  const source = pull.head.repository
  if (pull.state !== 'open' || !source) return
  const tip = readRef(source.git, `refs/heads/${pull.head.ref}`)
  if (!tip || tip === pull.head.sha) return
  if (source !== pull.repository) copyObjects(source.git, pull.repository.git, tip)
  pull.head.sha = tip
  pull.base.sha = readRef(pull.repository.git, `refs/heads/${pull.base.ref}`) ?? pull.base.sha
  const ref = `refs/pull/${pull.number}/head`
  writeRef(pull.repository.git, ref, tip, readRef(pull.repository.git, ref))
}

/** Where the branch left the base: the old side of the diff (`base.sha` is the base's tip, which may be elsewhere). */
export function forkPoint(pull: Pull): string {
  return mergeBase(pull.repository.git, pull.base.sha, pull.head.sha) ?? pull.base.sha
}

export function pullCommits(pull: Pull): Commit[] {
  return commitsBetween(pull.repository.git, pull.base.sha, pull.head.sha)
}

export function pullFiles(pull: Pull): ChangedFile[] {
  return changedFiles(pull.repository.git, forkPoint(pull), pull.head.sha)
}

/** The part of a file's patch up to this line: what stands above a comment. Empty where the line is not in the patch. */
export function hunkAt(pull: Pull, path: string, line: number | null, side: 'LEFT' | 'RIGHT'): string {
  const patch = pullFiles(pull).find((file) => file.path === path)?.patch
  if (!patch || line === null) return ''
  const shown: string[] = []
  let at = 0
  for (const text of patch.split('\n')) {
    const start = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(text)
    if (start) {
      shown.length = 0
      at = Number(side === 'LEFT' ? start[1] : start[2]) - 1
    } else if (!text.startsWith(side === 'LEFT' ? '+' : '-')) at += 1
    shown.push(text)
    if (!start && at === line && !text.startsWith(side === 'LEFT' ? '+' : '-')) return shown.join('\n')
  }
  return ''
}

const closing = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):? #(\d+)/gi

/** Issues it closes: linked by hand, or named after a closing keyword in its body. */
export function closedIssues(pull: Pull): Issue[] {
  const named = [...(pull.body ?? '').matchAll(closing)].map(([, number]) => Number(number))
  return [...new Set([...pull.linkedIssues, ...named])].flatMap((number) => pull.repository.issues.get(number) ?? [])
}

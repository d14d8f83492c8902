/** What a commit's message says it is: title, number, routine or revert. Pure. */
import type { PastCommit } from '../sources/git/history.ts'

/** GitHub's merges name the branch in the subject and the pull request's title below it. */
export function titleOf({ subject, body }: PastCommit): string {
  const below = body.split('\n').find((line) => line.trim() !== '')
  return /^Merge (?:pull request #\d+|branch )/.test(subject) && below !== undefined ? below.trim() : subject
}

/** Without the number at its end. */
export function plainTitle(title: string): string {
  return title
    .slice(0, 500)
    .replace(/\s*\((?:#|!)\d+\)\s*$/, '')
    .trim()
}

/** Of the pull or merge request. */
export function numberOf({ subject, body }: PastCommit): number | null {
  const digits =
    /^Merge pull request #(\d{1,9})\b/.exec(subject)?.[1] ??
    /\(#(\d{1,9})\)\s*$/.exec(subject)?.[1] ??
    /^See merge request \S{0,200}!(\d{1,9})$/m.exec(body)?.[1]
  return digits === undefined ? null : Number(digits)
}

const bots = /\[bot\]$|^(?:dependabot|renovate|pre-commit-ci|github-actions|greenkeeper|snyk-bot|mergify|scala-steward|pyup-bot|codecov)\b/i
const routine =
  /^(?:(?:chore|build|ci|fix)\(deps(?:-dev)?\)|bump\b|upgrade\b.{0,80}\bto v?\d|update\b.{0,80}\b(?:to v?\d|dependenc|lock ?file|submodule|changelog)|release\b|prepare (?:for )?(?:release|next)|revert\b|\[maven-release-plugin\]|merge (?:branch|remote-tracking branch) .{0,200}(?:'|")?(?:main|master|develop)(?:'|")? into|v?\d+\.\d+(?:\.\d+)?$)/i

/** Bots, dependencies, releases and reverts have nothing to show. */
export function isRoutine(commit: PastCommit): boolean {
  return bots.test(commit.author) || routine.test(titleOf(commit))
}

/** Which changes a later one took back; commits come newest first, so that a revert that was itself reverted does not count. */
export function revertedChanges(): { note(commit: PastCommit): void; holds(commit: PastCommit): boolean } {
  const ids: string[] = []
  const titles = new Set<string>()
  const holds = (commit: PastCommit): boolean => ids.some((id) => commit.sha.startsWith(id)) || titles.has(plainTitle(titleOf(commit)))
  return {
    holds,
    note(commit) {
      const title = titleOf(commit)
      if (!/^revert\b/i.test(title) || holds(commit)) return
      for (const match of commit.body.matchAll(/\breverts? commit ([0-9a-f]{7,64})/gi)) if (match[1]) ids.push(match[1].toLowerCase())
      const quoted = /^revert:? ["'“](.{1,300})["'”]/i.exec(title)?.[1]
      if (quoted !== undefined) titles.add(plainTitle(quoted))
    },
  }
}

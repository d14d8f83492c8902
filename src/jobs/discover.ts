/** Which of a clone's past changes are worth showing. */
import type { PastCommit } from '../sources/git/history.ts'
import { readHistory } from '../sources/git/history.ts'
import { evidenceStrength, type Strength } from './evidence-strength.ts'
import { isRoutine, numberOf, plainTitle, revertedChanges, titleOf } from './past-change.ts'

export interface Candidate {
  /** The merge commit, or the commit itself; full id. */
  commit: string
  /** Of the pull request, where the message names one. */
  number: number | null
  title: string
  author: string
  /** `YYYY-MM-DD`. */
  date: string
  /** `BASE..HEAD` for --range. */
  range: string
  /** Strength of evidence; only its order means something. */
  score: number
  /** One line. */
  why: string
  /** The command that drafts it. */
  command: string
}

export interface DiscoverRequest {
  directory: string
  limit: number
  /** Commits that are looked at, from the newest; by default 10,000. */
  commits?: number
  /** A part of the author's name; without it everybody's changes count. */
  author?: string
  onProgress?: (label: string) => void
}

/** What is remembered of a change of the main line while its history is read. */
interface Found {
  commit: PastCommit
  /** Of what a merge brought in, else of the commit. */
  author: string | null
  strength: Strength
}

/** The best candidates first, at most `limit`; one process, whatever the length of the history. */
export async function discover(request: DiscoverRequest): Promise<Candidate[]> {
  const found = new Map<string, Found>()
  const reverted = revertedChanges()
  let read = 0
  let newest: string | null = null
  await readHistory({
    directory: request.directory,
    most: request.commits ?? 10_000,
    onCommit(commit) {
      if (++read % 500 === 0) request.onProgress?.(`Reading the history: ${read} commits`)
      reverted.note(commit)
      const strength = evidenceStrength(commit.subject, commit.body, commit.paths)
      if (commit.mergedBy !== null) {
        const merge = found.get(commit.mergedBy)
        if (merge === undefined) return
        // The first of them that is read is the newest: the branch's tip.
        merge.author ??= commit.author
        if (strength.score > merge.strength.score) merge.strength = strength
        return
      }
      newest ??= commit.date
      if (!commit.hasParent || isRoutine(commit)) return
      found.set(commit.sha, { commit: { ...commit, paths: [] }, author: commit.isMerge ? null : commit.author, strength })
    },
  })
  const wanted = request.author?.toLowerCase() ?? ''
  return [...found.values()]
    .filter(({ strength }) => strength.score > 0)
    .map((one) => candidate(one, { reverted: reverted.holds(one.commit), newest: newest ?? '', directory: request.directory }))
    .filter(({ author }) => author.toLowerCase().includes(wanted))
    .sort((a, b) => b.score - a.score || (a.date === b.date ? (a.commit < b.commit ? -1 : 1) : a.date < b.date ? 1 : -1))
    .slice(0, request.limit)
}

interface Setting {
  reverted: boolean
  /** The newest date of the history. */
  newest: string
  directory: string
}

function candidate({ commit, author, strength }: Found, { reverted, newest, directory }: Setting): Candidate {
  const short = commit.sha.slice(0, 12)
  const range = `${short}~1..${short}`
  const signs = reverted ? ['reverted later', ...strength.signs] : strength.signs
  return {
    commit: commit.sha,
    number: numberOf(commit),
    title: onOneLine(plainTitle(titleOf(commit))),
    author: onOneLine(author ?? commit.author),
    date: commit.date,
    range,
    score: (reverted ? strength.score / 4 : strength.score) - age(commit.date, newest),
    why: signs.slice(0, 3).join('; '),
    command: `casewright draft${directory === '.' ? '' : ` --repo ${quoted(directory)}`} --range ${range}`,
  }
}

/** An old change is harder to repeat: half a point for each year after the first, at most three. */
function age(date: string, newest: string): number {
  const years = (Date.parse(newest) - Date.parse(date)) / (365.25 * 86_400_000)
  return Number.isFinite(years) ? Math.min(3, Math.max(0, Math.floor(years - 1) / 2)) : 0
}

/** Names and titles reach a terminal: nothing in them may steer it. */
function onOneLine(text: string): string {
  return text
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 200)
}

function quoted(path: string): string {
  return /^[\w./~@%+=:-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
}

/** How a pull request was merged, and where its branch had left the base. */
import type { GitHub } from '../../github/client.ts'
import type { Subject } from '../../model.ts'
import { comparisonSchema } from './answers.ts'
import { faultless } from './faultless.ts'
import type { MergeCommit, Part, Pull, PullCommit } from './reading.ts'

/**
 * Two parents: a merge. One: the commits were made anew on the base, each with its message (GitHub does that even where
 * it need not), or squashed into one whose message GitHub ends in the number. Null where neither can be told: it is not
 * merged, or somebody pushed the branch's own commits to the base.
 */
export function mergedAs(pull: Pull, merge: MergeCommit | null, commits: readonly PullCommit[]): Subject['mergedAs'] | null {
  if (merge === null || merge.parents.length === 0 || merge.sha === pull.head) return null
  if (merge.parents.length > 1) return 'merge'
  const last = commits.find(({ sha }) => sha === pull.head)
  if (last !== undefined) return last.message.trim() === merge.message.trim() ? 'rebase' : 'squash'
  const [headline = ''] = merge.message.split('\n')
  return headline.endsWith(`(#${pull.number})`) ? 'squash' : null
}

/**
 * Where the branch left its base: the old side of the diff. Where the base was never merged into the branch that is the
 * one parent which is no commit of the pull request; else GitHub is asked, in one request.
 */
export async function mergeBase(github: GitHub, pull: Pull, commits: Part<PullCommit>): Promise<string> {
  const own = new Set(commits.items.map(({ sha }) => sha))
  const outside = new Set(commits.items.flatMap(({ parents }) => parents).filter((sha) => !own.has(sha)))
  const [only] = outside
  if (only !== undefined && outside.size === 1 && !commits.cut) return only
  const path = `/repos/${pull.repository.name}/compare/${pull.baseTip}...${pull.head}`
  // The second page holds no files, which may be large.
  const asked = await faultless(github.get(path, comparisonSchema, { per_page: 1, page: 2 }), null)
  return asked?.merge_base_commit.sha ?? only ?? pull.baseTip
}

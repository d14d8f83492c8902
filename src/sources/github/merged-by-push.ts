/** Which pull requests a push to a branch merged. https://docs.github.com/en/rest/commits/commits#list-pull-requests-associated-with-a-commit */
import type { GitHub } from '../../github/client.ts'

export interface MergedPull {
  number: number
  author: string | null
  labels: readonly string[]
}

/** GitHub knows a commit in more pull requests than anybody merges it by. */
const MOST_PULLS = 100

/** Merged into `branch` by one of these commits, each once; one request a commit. */
export async function mergedByPush(
  github: GitHub,
  push: { owner: string; name: string; branch: string; commits: readonly string[] },
): Promise<MergedPull[]> {
  const found = new Map<number, MergedPull>()
  for (const sha of push.commits) {
    const { items } = await github.list(`/repos/${push.owner}/${push.name}/commits/${sha}/pulls`, schema, MOST_PULLS)
    for (const { number, merged_at, base, user, labels } of items) {
      if (merged_at === null || base.ref !== push.branch) continue
      found.set(number, { number, author: user?.login ?? null, labels: labels.map(({ name }) => name) })
    }
  }
  return [...found.values()]
}

/** Most pushes are looked at and left: the Action asks before it loads what checks the answer. */
async function schema() {
  return (await import('./merged-pull.ts')).mergedPullSchema
}

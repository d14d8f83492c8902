/** Which files each commit of a range touched: what a commit's subject is about. One process. */
import type { Clone } from './clone.ts'
import type { Ends } from './ends.ts'

/** An entry tells a handful of commits; more of them than this say it in their subjects alone. */
const most = 60

/** Paths by commit id, of the newest commits; a merge commit has none. */
export async function readCommitPaths(clone: Clone, { base, head }: Ends): Promise<Map<string, string[]>> {
  const answer = await clone.read(
    [
      'log',
      '-z',
      '--topo-order',
      `--max-count=${most}`,
      '--format=%H',
      '--name-only',
      '--no-renames',
      '--no-show-signature',
      `${base}..${head}`,
      '--',
    ],
    { limit: 1 << 24 },
  )
  const paths = new Map<string, string[]>()
  if (answer.code !== 0) return paths
  let current: string[] = []
  for (const [index, field] of answer.stdout.toString('utf8').split('\0').entries()) {
    // `id NUL LF path NUL path NUL id …`: an id stands where no path of the commit before it can.
    if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(field)) {
      current = []
      paths.set(field, current)
    } else if (field !== '' && index > 0) current.push(field.replace(/^\n/, ''))
  }
  return paths
}

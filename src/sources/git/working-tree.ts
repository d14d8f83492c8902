import { git } from './git.ts'

/** The commit that is checked out; null outside a repository and before its first commit. */
export interface Tree {
  commit: string | null
  /** Whether a tracked file differs from it. */
  dirty: boolean
}

/** Looks at the working tree that `directory` lies in, without running its filters or looking into submodules. */
export async function workingTree(directory: string): Promise<Tree> {
  const head = await git(directory, ['rev-parse', '--verify', '--quiet', 'HEAD'])
  const commit = head.stdout.toString('utf8').trim()
  if (head.code !== 0 || commit === '') return { commit: null, dirty: false }
  const filters = await git(directory, ['config', '--null', '--name-only', '--get-regexp', '^filter\\.'])
  const names = filters.stdout.toString('utf8').split('\0').filter(Boolean)
  const environment = settingsIn(names.map((name) => [name, name.toLowerCase().endsWith('.required') ? 'false' : '']))
  const args = ['status', '--porcelain', '-z', '--untracked-files=no', '--ignore-submodules=all']
  const status = await git(directory, args, { environment })
  return { commit, dirty: status.stdout.length > 0 }
}

/** As variables, behind those the person has set: of `-c NAME=VALUE` git takes the first `=` for the end of the name, and a filter may be called `a=b`. */
function settingsIn(pairs: readonly (readonly [string, string])[]): Record<string, string> {
  const before = Number(process.env.GIT_CONFIG_COUNT) || 0
  const variables = pairs.flatMap(([name, value], i) => [
    [`GIT_CONFIG_KEY_${before + i}`, name],
    [`GIT_CONFIG_VALUE_${before + i}`, value],
  ])
  return { ...Object.fromEntries(variables), GIT_CONFIG_COUNT: String(before + pairs.length) }
}

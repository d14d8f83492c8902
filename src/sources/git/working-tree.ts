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
  const off = filters.stdout
    .toString('utf8')
    .split('\0')
    .filter((name) => name !== '')
    .flatMap((name) => ['-c', name.toLowerCase().endsWith('.required') ? `${name}=false` : `${name}=`])
  const status = await git(directory, [...off, 'status', '--porcelain', '-z', '--untracked-files=no', '--ignore-submodules=all'])
  return { commit, dirty: status.stdout.length > 0 }
}

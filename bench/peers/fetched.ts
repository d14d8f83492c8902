/** A peer's release at its pinned commit, from CASEWRIGHT_PEERS (a folder or an address that holds owner/name) or github.com. */
import { execFileSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'

export interface Release {
  repository: string
  tag: string
  /** What of it is needed. */
  paths: readonly string[]
}

/** Puts the release into a new folder; where it cannot be had, says so on stderr and answers false. */
export function fetched(into: string, { repository, tag, paths }: Release): boolean {
  const from = process.env.CASEWRIGHT_PEERS || 'https://github.com'
  try {
    mkdirSync(into)
    const git = (...args: string[]) =>
      execFileSync('git', ['-C', into, '-c', 'safe.directory=*', ...args], { stdio: 'pipe', timeout: 120_000 })
    git('init', '--quiet')
    git('fetch', '--quiet', '--depth', '1', `${from}/${repository}`, `refs/tags/${tag}`)
    git('checkout', '--quiet', 'FETCH_HEAD', '--', ...paths)
    return true
  } catch (error) {
    const [why] = String(error instanceof Error && 'stderr' in error ? error.stderr : error)
      .trim()
      .split('\n')
      .slice(-1)
    process.stderr.write(`${repository} ${tag} cannot be had from ${from}, so its rows are left out (${why})\n`)
    return false
  }
}

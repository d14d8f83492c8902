/** Web addresses of code that stay true: always at a full commit id. */

/**
 * The address of a file, or of lines of it, at `commit`. `repositoryUrl` is a Repository's `url`. Knows the forms of
 * GitHub (also for hosts that are unknown), GitLab, Bitbucket, Codeberg (Forgejo, Gitea) and SourceHut.
 */
export function permalink(repositoryUrl: string, commit: string, path: string, lines?: readonly [number, number]): string {
  const file = path.split('/').map(encodeURIComponent).join('/')
  const host = new URL(repositoryUrl).hostname
  const [from, to] = lines ?? [0, 0]
  const anchor = (single: string, range: string): string => (lines === undefined ? '' : from === to ? `#${single}${from}` : `#${range}`)
  if (host.includes('gitlab')) return `${repositoryUrl}/-/blob/${commit}/${file}${anchor('L', `L${from}-${to}`)}`
  if (host === 'bitbucket.org') return `${repositoryUrl}/src/${commit}/${file}${anchor('lines-', `lines-${from}:${to}`)}`
  if (host === 'codeberg.org' || host.includes('gitea') || host.includes('forgejo')) {
    return `${repositoryUrl}/src/commit/${commit}/${file}${anchor('L', `L${from}-L${to}`)}`
  }
  if (host === 'git.sr.ht') return `${repositoryUrl}/tree/${commit}/item/${file}${anchor('L', `L${from}-${to}`)}`
  return `${repositoryUrl}/blob/${commit}/${file}${anchor('L', `L${from}-L${to}`)}`
}

/** The address of a commit in the same repository. */
export function commitLink(repositoryUrl: string, commit: string): string {
  const host = new URL(repositoryUrl).hostname
  if (host.includes('gitlab')) return `${repositoryUrl}/-/commit/${commit}`
  if (host === 'bitbucket.org') return `${repositoryUrl}/commits/${commit}`
  return `${repositoryUrl}/commit/${commit}`
}

/** The address of what changed between two commits. */
export function compareLink(repositoryUrl: string, base: string, head: string): string {
  const host = new URL(repositoryUrl).hostname
  if (host.includes('gitlab')) return `${repositoryUrl}/-/compare/${base}...${head}`
  if (host === 'bitbucket.org') return `${repositoryUrl}/branches/compare/${head}%0D${base}`
  if (host === 'git.sr.ht') return `${repositoryUrl}/log/${head}`
  return `${repositoryUrl}/compare/${base}...${head}`
}

/** `owner/repo#123`, `owner/repo@v1.2`, or the address of a pull request or release, as people copy it. */

interface Place {
  owner: string
  name: string
  /** `github.com`, or the host of GitHub Enterprise Server. */
  host: string
}

export interface PullRequestReference extends Place {
  kind: 'pull-request'
  number: number
}

export interface ReleaseReference extends Place {
  kind: 'release'
  tag: string
}

/** What on GitHub a study is about. */
export type Reference = PullRequestReference | ReleaseReference

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/[A-Za-z0-9._-]{1,100}$/

/** A pull request; null for what names none. */
export function parsePullRequest(text: string): PullRequestReference | null {
  const short = /^([^#\s]+)#(\d{1,9})$/.exec(text)
  const long = /^https?:\/\/([^/\s]+)\/([^/\s]+\/[^/\s]+)\/pull\/(\d{1,9})(?:[/?#].*)?$/.exec(text)
  const [host, path, number] = short !== null ? ['github.com', short[1], short[2]] : long !== null ? [long[1], long[2], long[3]] : []
  if (host === undefined || path === undefined || number === undefined || !NAME.test(path)) return null
  const [owner = '', name = ''] = path.split('/')
  return { kind: 'pull-request', owner, name, number: Number(number), host: host.toLowerCase() }
}

/** A release by its tag; null for what names none. */
export function parseRelease(text: string): ReleaseReference | null {
  const short = /^([^@\s]+)@([^\s~^:?*[\\]{1,200})$/.exec(text)
  const long = /^https?:\/\/([^/\s]+)\/([^/\s]+\/[^/\s]+)\/releases\/tag\/([^\s?#]{1,200})$/.exec(text)
  const [host, path, tag] = short !== null ? ['github.com', short[1], short[2]] : long !== null ? [long[1], long[2], tagOf(long[3])] : []
  if (host === undefined || path === undefined || !tag || !NAME.test(path)) return null
  const [owner = '', name = ''] = path.split('/')
  return { kind: 'release', owner, name, tag, host: host.toLowerCase() }
}

/** As an address spells it; null for a broken escape. */
function tagOf(text = ''): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

/** Where the API of a host is. */
export function apiOf(host: string): string {
  return host === 'github.com' ? 'https://api.github.com' : `https://${host}/api/v3`
}

/** `owner/repo#123` or the address of a pull request, as people copy it. */

export interface PullRequestReference {
  owner: string
  name: string
  number: number
  /** `github.com`, or the host of GitHub Enterprise Server. */
  host: string
}

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/[A-Za-z0-9._-]{1,100}$/

/** Null for what is neither. */
export function parseReference(text: string): PullRequestReference | null {
  const short = /^([^#\s]+)#(\d{1,9})$/.exec(text)
  const long = /^https?:\/\/([^/\s]+)\/([^/\s]+\/[^/\s]+)\/pull\/(\d{1,9})(?:[/?#].*)?$/.exec(text)
  const [host, path, number] = short !== null ? ['github.com', short[1], short[2]] : long !== null ? [long[1], long[2], long[3]] : []
  if (host === undefined || path === undefined || number === undefined || !NAME.test(path)) return null
  const [owner = '', name = ''] = path.split('/')
  return { owner, name, number: Number(number), host: host.toLowerCase() }
}

/** Where the API of a host is. */
export function apiOf(host: string): string {
  return host === 'github.com' ? 'https://api.github.com' : `https://${host}/api/v3`
}

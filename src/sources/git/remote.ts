/** What a remote's address tells: the repository's name and where it is on the web. */

/**
 * Reads `https://…`, `ssh://git@host/…`, `git@host:owner/name.git` and the like. User names, passwords, tokens and ports of
 * ssh are dropped. `url` is null where the host is a local path or an alias of somebody's ssh configuration; the answer
 * is null where not even a name is found.
 */
export function parseRemote(remote: string): { name: string; url: string | null } | null {
  const address = remote.slice(0, 2000).trim()
  const place = asUrl(address) ?? asScp(address)
  if (place === null) return null
  const segments = place.path
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .split('/')
    .filter(Boolean)
  const plain = segments.every((segment) => /^[\w.~-]+$/.test(segment) && !segment.startsWith('.'))
  if (segments.length < 2 || !plain) return null
  const name = segments.join('/')
  const host = webHosts.get(place.host) ?? place.host
  return { name, url: host.includes('.') ? `https://${host}/${name}` : null }
}

/** Hosts that serve ssh on port 443 beside the web's own host. */
const webHosts: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'ssh.github.com': 'github.com',
    'altssh.gitlab.com': 'gitlab.com',
    'altssh.bitbucket.org': 'bitbucket.org',
  }),
)

interface Place {
  host: string
  path: string
}

function asUrl(remote: string): Place | null {
  if (!/^(?:https?|ssh|git|git\+ssh|git\+https):\/\//.test(remote) || !URL.canParse(remote)) return null
  const url = new URL(remote)
  const web = /^(?:git\+)?https?:$/.test(url.protocol)
  return { host: web ? url.host.toLowerCase() : url.hostname.toLowerCase(), path: url.pathname }
}

/** `user@host:path`; a single letter before the colon is a Windows drive, and a slash before it a local path. */
function asScp(remote: string): Place | null {
  const match = /^(?:[^@/:\s]+@)?([^@/:\s]{2,}):(?!\/\/)([^:\s]+)$/.exec(remote)
  return match?.[1] && match[2] ? { host: match[1].toLowerCase(), path: match[2] } : null
}

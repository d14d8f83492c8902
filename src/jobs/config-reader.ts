/** Reads configuration files over GitHub's API, one request each. */
import type { GitHub } from '../github/client.ts'
import type { ConfigRequest } from './load-config.ts'

/** A file of a repository's default branch; null where there is none, or the token may not see it. */
export function configReader(github: GitHub): ConfigRequest['read'] {
  return async (repository, path) => {
    // A path that climbs out would be another request of the API.
    if ([...repository.split('/'), ...path.split('/')].includes('..')) return null
    return github.text(`/repos/${repository}/contents/${path}`)
  }
}

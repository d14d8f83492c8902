/** Whether anything of a private source may go to a showcase: both visibilities and the source's own configuration, read at this moment. */
import { KnownError } from '../errors.ts'
import type { GitHub } from '../github/client.ts'
import type { GitHubWriter } from '../github/writer.ts'
import { type Privacy, wayOut } from '../policy/visibility.ts'
import type { ShowcaseName } from './publish-to-showcase.ts'
import { showcaseIsPrivate } from './showcase-privacy.ts'
import { sourceState } from './source-privacy.ts'

export interface Passage {
  source: GitHub
  /** `owner/name` of the source. */
  repository: string
  writer: GitHubWriter
  showcase: ShowcaseName
}

/** What the source's configuration allows at this moment; a KnownError where that is nothing. Both visibilities are read anew. */
export async function mayGoPublic({ source, repository: name, writer, showcase }: Passage): Promise<Privacy> {
  const [now, target] = await Promise.all([sourceState(source, name), showcaseIsPrivate(writer, showcase)])
  const to = `${showcase.owner}/${showcase.name}`
  if (now.isPrivate !== true)
    throw new KnownError(
      `${name} was private a moment ago, and now GitHub ${now.isPrivate === null ? 'does not say' : 'calls it public'}. Nothing was written; run it again.`,
    )
  const way = wayOut({ name, isPrivate: now.isPrivate }, { name: to, isPrivate: target }, now.config.privacy)
  if (way.kind === 'refused') throw new KnownError(`nothing was written: ${way.why}`)
  return now.config.privacy
}

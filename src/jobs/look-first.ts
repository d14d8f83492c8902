/** A look at source and showcase before anything is drafted: where nothing has changed, three requests are all there is. */
import { createHash } from 'node:crypto'
import type { Config } from '../config.ts'
import { type Settled, settled } from '../destinations/pull-request/settled.ts'
import { KnownError } from '../errors.ts'
import type { GitHub } from '../github/client.ts'
import { isOverwhelmed } from '../github/faults.ts'
import type { GitHubWriter } from '../github/writer.ts'
import type { PullRequestReference } from '../sources/github/reference.ts'
import { type Overview, overview } from '../sources/github/seen.ts'
import { identityOf, type ShowcaseName } from './publish-to-showcase.ts'

export interface FirstLook {
  reference: PullRequestReference
  /** With a token. */
  source: GitHub
  writer: GitHubWriter
  showcase: ShowcaseName
  /** The folder of entries in the showcase. */
  folder: string
  config: Config
  /** casewright and its version: another one may draft otherwise. */
  generator: string
  /** A person asks again, so something is to be done in any case. */
  again: boolean
  isNew: boolean
  wait: (milliseconds: number) => Promise<void>
}

export interface FirstSight extends Settled {
  /** For `collectFromGitHub`. */
  first: Overview['first']
  /** For the record beside the entry. */
  seen: string
}

/** Null where one look is more than GitHub can answer. Throws a KnownError where a user can mend the cause. */
export async function lookFirst(request: FirstLook): Promise<FirstSight | null> {
  const { reference, source, writer, showcase, folder, config, generator, again } = request
  const found = await overview(source, reference, request).catch((error: unknown) => {
    if (error instanceof KnownError && isOverwhelmed(error.cause)) return null
    throw error
  })
  if (found === null) return null
  const { repository, first } = found
  const seen = createHash('sha256')
    .update(JSON.stringify([generator, config, found.seen]))
    .digest('hex')
  // What may be said of a private source is not for this look to judge.
  if (again || repository.isPrivate) return { first, seen, published: null }
  const subject = identityOf({ kind: 'pull-request', number: reference.number, base: '', head: '', repository })
  return { first, seen, ...(await settled({ writer, owner: showcase.owner, name: showcase.name, subject, folder, seen })) }
}

/** Where a source's entries go, if both sides consent: the source names its showcase, the showcase takes the source (TRUST §3). */
import type { Config } from '../../config.ts'
import { configOf } from '../../config.ts'
import { mayDraftInto } from '../../policy/consent.ts'
import { staysPrivate } from '../../policy/visibility.ts'
import type { WorkContext } from './job.ts'
import { type Repository, repositoryNamed } from './repository.ts'
import { configFor } from './settings.ts'

export type Target =
  | { kind: 'showcase'; showcase: Repository; config: Config }
  /** With words for the source's side, and for it alone. */
  | { kind: 'refused'; code: string; words: string }

/** Judges consent. The answer is one and the same where the showcase does not want it and where there is none. */
export async function targetOf(context: WorkContext, source: Repository, config: Config): Promise<Target> {
  if (config.showcase === null)
    return { kind: 'refused', code: 'no-showcase', words: 'The configuration names no showcase. Add a line: `showcase: owner/repo`.' }
  if (config.showcase === '.' || config.showcase.toLowerCase() === source.fullName.toLowerCase())
    return { kind: 'showcase', showcase: source, config }
  const [owner = '', name = ''] = config.showcase.split('/')
  const showcase = await repositoryNamed(context, config.showcase)
  const theirs = showcase === null ? null : await configFor(context, showcase).catch(() => null)
  const permit = mayDraftInto({
    source: { id: source.repository, owner: source.owner, ownerId: source.ownerId, name: source.name },
    showcase: showcase === null ? { id: -1, owner, name } : { id: showcase.repository, owner: showcase.owner, name: showcase.name },
    config: theirs,
  })
  if (!permit.allowed) return { kind: 'refused', code: permit.code, words: permit.why }
  // Of the same owner, so nobody learns more than the owner may know.
  if (showcase === null) {
    const words = `${config.showcase} is not there, or the App is not installed on it. Install it there, or name another showcase.`
    return { kind: 'refused', code: 'no-showcase', words }
  }
  if (showcase.isArchived)
    return { kind: 'refused', code: 'archived', words: `${config.showcase} is archived, so nothing can be written there.` }
  // There other people read what is private, and the name in the configuration may have passed on to them.
  if (source.isPrivate && staysPrivate(showcase) && source.ownerId !== showcase.ownerId) {
    const words = `${source.fullName} is private, and ${config.showcase} is private to another owner's people. Name a showcase of the same owner, or a public one: what goes there is approved here first.`
    return { kind: 'refused', code: 'other-owner', words }
  }
  return { kind: 'showcase', showcase, config: theirs ?? configOf({}) }
}

/**
 * Consent of both sides, for the App: a source names its showcase, and the showcase takes entries of its own owner and
 * of the sources it lists under `accept`. A person's own token needs no consent but her own.
 */
import type { Config } from '../config.ts'

interface Party {
  /** GitHub's number: a name can pass on to somebody else. */
  id: number
  owner: string
  name: string
  /** GitHub's number of the owner. */
  ownerId?: number
}

/** Yes, or no with a code for scripts and a sentence for people. */
export type Permit = { allowed: true } | { allowed: false; code: 'no-consent' | 'open-drafts' | 'per-day'; why: string }

/** Whether entries about a source may be drafted into a showcase; `config` is the showcase's, null where it has none or there is no such repository. */
export function mayDraftInto({
  source,
  showcase,
  config,
}: {
  source: Party
  showcase: Party
  config: Pick<Config, 'accept'> | null
}): Permit {
  const isOwn = source.id === showcase.id || same(source.owner, showcase.owner)
  if (isOwn || (config?.accept ?? []).some((pattern) => fits(pattern, source))) return { allowed: true }
  const [from, to] = [`${source.owner}/${source.name}`, `${showcase.owner}/${showcase.name}`]
  // The same words where the showcase is not there: nobody finds out by asking what exists.
  const why = `${to} takes no entries from ${from}, or is not there. If it is yours, add this to its .github/casewright.yml: accept: [${from}@${source.id}]`
  return { allowed: false, code: 'no-consent', why }
}

/** `owner/name@4711` is the repository of this number, `owner/*@42` any of the owner of this number; without one a name is all there is. */
function fits(pattern: string, { id, owner, name, ownerId }: Party): boolean {
  const [names = '', number] = pattern.split('@')
  const [wantedOwner = '', wantedName = ''] = names.split('/')
  const isAny = wantedName === '*'
  if (number !== undefined && Number(number) !== (isAny ? ownerId : id)) return false
  return same(wantedOwner, owner) && (isAny || same(wantedName, name))
}

/** GitHub's names are ASCII, and the same in upper and lower case. */
function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

/** Which subject of which source an entry's pull request is of: what its ledger says, held against the identity it is marked with. */
import type { GitHubWriter } from '../../github/writer.ts'
import type { Ledger } from '../../model.ts'
import { parseRelease } from '../../sources/github/reference.ts'
import { entriesOf } from '../entry-at.ts'
import { ledgerIn } from '../entry-records.ts'
import { identityOf } from '../publish-to-showcase.ts'
import type { WorkContext } from './job.ts'
import type { JobData } from './jobs.ts'
import { isOf, type OwnDraft } from './own-drafts.ts'
import { fullNameIn, type Repository, repositoryNamed } from './repository.ts'

export interface EntrySubject {
  source: Repository
  subject: JobData<'draft'>['subject']
}

/** Null where the ledger names none, the App does not see it, or it is another one than the marker says. */
export async function subjectOfEntry(
  context: WorkContext,
  reader: Pick<GitHubWriter, 'get' | 'query'>,
  showcase: Repository,
  draft: OwnDraft,
): Promise<EntrySubject | null> {
  const { entries } = await entriesOf(reader, { owner: showcase.owner, name: showcase.name, number: draft.number })
  for (const { files } of entries) {
    const found = await subjectIn(context, ledgerIn(files).ledger, draft)
    if (found !== null) return found
  }
  return null
}

/**
 * A ledger is a file that anybody with a showcase can write, and the App sees repositories of others. So what it names is
 * looked at only where the draft's identity is of that very repository, by its number: else asking would tell who has what.
 */
export async function subjectIn(context: WorkContext, ledger: Ledger | null, draft: OwnDraft): Promise<EntrySubject | null> {
  if (ledger === null) return null
  const { kind, repository, number, url, base, head } = ledger.subject
  const fullName = fullNameIn(repository)
  const source = kind === 'range' || fullName === null ? null : await repositoryNamed(context, fullName)
  if (source === null) return null
  const tag = parseRelease(url ?? '')?.tag
  const named = tag === undefined ? { number } : { number: null, tag }
  const own = { id: source.repository, name: source.fullName, url: source.url }
  if (!isOf(draft, identityOf({ kind, ...named, base, head, repository: own }))) return null
  if (kind === 'release' && tag !== undefined) return { source, subject: { kind, tag } }
  return kind === 'pull-request' && number !== null ? { source, subject: { kind, number } } : null
}

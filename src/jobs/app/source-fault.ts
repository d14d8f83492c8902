/** Whether the sources of entries may still become public here: visibility and consent are judged again at each push. */
import { staysPrivate } from '../../policy/visibility.ts'
import type { Verified } from '../verify-files.ts'
import type { WorkContext } from './job.ts'
import { fullNameIn, type Repository, repositoryNamed } from './repository.ts'
import { configFor } from './settings.ts'
import { targetOf } from './target.ts'

/** A sentence for the showcase, which says nothing that the entry does not say already; null where nothing is wrong, or the App sees no source. */
export async function sourceFault(
  context: WorkContext,
  showcase: Repository,
  entries: readonly Pick<Verified, 'ledger'>[],
): Promise<string | null> {
  for (const { ledger } of entries) {
    const name = fullNameIn(ledger?.subject.repository ?? '')
    if (name === null || name.toLowerCase() === showcase.fullName.toLowerCase()) continue
    const source = await repositoryNamed(context, name)
    if (source === null) continue
    if (source.isPrivate && !staysPrivate(showcase))
      return 'The source is private now, and this showcase is public, or has a website. Close this pull request, or ask again on the source: then the draft is staged there first.'
    const config = await configFor(context, source).catch(() => null)
    const target = config === null ? null : await targetOf(context, source, config)
    if (target === null || target.kind === 'refused' || target.showcase.repository !== showcase.repository)
      return 'The source does not name this showcase any more, or this showcase does not take it. Close this pull request, or mend the configuration.'
  }
  return null
}

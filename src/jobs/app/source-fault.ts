/** Whether the sources of entries may still become public here: visibility and consent are judged again at each push. */
import { staysPrivate } from '../../policy/visibility.ts'
import type { Objections } from '../sign-off-review.ts'
import type { Verified } from '../verify-files.ts'
import { subjectIn } from './entry-subject.ts'
import type { WorkContext } from './job.ts'
import type { OwnDraft } from './own-drafts.ts'
import type { Repository } from './repository.ts'
import { configFor } from './settings.ts'
import { targetOf } from './target.ts'

/** A sentence for the showcase, which says nothing that the entry does not say already; null where nothing is wrong, or the App drafted it from no source that it sees. */
export async function sourceFault(
  context: WorkContext,
  showcase: Repository,
  draft: OwnDraft | null,
  entries: readonly Pick<Verified, 'ledger'>[],
): Promise<string | null> {
  if (draft === null) return null
  for (const { ledger } of entries) {
    const { source } = (await subjectIn(context, ledger, draft)) ?? { source: null }
    if (source === null || source.repository === showcase.repository) continue
    if (source.isPrivate && !staysPrivate(showcase))
      return 'The source is private now, and this showcase is public, or has a website. Close this pull request, or ask again on the source: then the draft is staged there first.'
    const config = await configFor(context, source).catch(() => null)
    const target = config === null ? null : await targetOf(context, source, config)
    if (target === null || target.kind === 'refused' || target.showcase.repository !== showcase.repository)
      return 'The source does not name this showcase any more, or this showcase does not take it. Close this pull request, or mend the configuration.'
  }
  return null
}

/** The same as what stands in the way of a signature: whoever signed, a source that may not be shown is not signed for. */
export function objectionsTo(context: WorkContext, showcase: Repository, draft: OwnDraft | null): Objections {
  return async (entries) => [(await sourceFault(context, showcase, draft, entries)) ?? []].flat()
}

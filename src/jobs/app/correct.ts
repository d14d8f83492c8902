/** What a published page is about was taken back, or a person withdraws it: the page is marked so by a pull request. */
import { withStatus } from '../../case-study/set-status.ts'
import { type Proposed, proposeCorrection } from '../../destinations/correction.ts'
import type { Outcome } from '../../queue/job.ts'
import { changedPaths, entriesAt } from '../entry-at.ts'
import { textOf } from '../entry-files.ts'
import { identityOf } from '../publish-to-showcase.ts'
import { writing } from './clients.ts'
import type { WorkContext } from './job.ts'
import type { JobData } from './jobs.ts'
import { draftAt, isOf, type OwnDraft, ownDrafts } from './own-drafts.ts'
import { tell } from './reply.ts'
import { type Repository, repositoryAt } from './repository.ts'
import { say } from './sticky.ts'

type Data = JobData<'correct'>

const SIGNATURE = 'sign-off.json'

/** Proposes the correction. */
export async function correct(data: Data, context: WorkContext): Promise<Outcome> {
  const showcase = await repositoryAt(context, data.showcase)
  if (showcase === null || showcase.isArchived)
    return { state: 'skipped', code: 'gone', words: 'The App does not see the showcase any more.' }
  const writer = await writing(context, showcase, 'entry')
  const entry = await entryOf(data, context, showcase, writer)
  const answer = async (ok: boolean, words: string) => {
    const at = data.source === null ? { ...data.showcase, number: data.number } : { ...data.source, number: data.number }
    await tell(context, at, words, { asked: data.asked, ok })
  }
  if (entry === null) {
    const words = 'Nothing is published of it.'
    if (data.asked !== null) await answer(false, words)
    return { state: 'skipped', code: 'not-published', words }
  }
  if (entry.state === 'open') {
    const words = 'What this entry is about was taken back by a later pull request. Close this draft, unless it still tells something.'
    await say(await writing(context, showcase, 'talk'), { ...showcase, number: entry.number }, words)
    return { state: 'done', code: 'told', words, url: entry.url }
  }
  const { paths } = await changedPaths(writer, { ...showcase, number: entry.number })
  const why =
    data.reason === 'reverted'
      ? `Pull request ${data.number} of its source was taken back by a later one.`
      : 'Somebody with write access asked for it.'
  const proposed = await proposeCorrection({
    writer,
    owner: showcase.owner,
    name: showcase.name,
    // Not a name that a draft of the subject could have.
    branch: `casewright/withdraw-${entry.hash}-page`,
    slug: 'withdrawn',
    title: 'Withdraw a case study',
    body: `Marks the page of pull request ${entry.number} as withdrawn. ${why}\n\nThe text stays, and readers see that it does not hold any more. Approve this to sign the page as it is then. To leave the page as it is, close this.`,
    async changes(commit) {
      const entries = await entriesAt(writer, { ...showcase, commit }, paths)
      const marked = entries.map(({ folder, files }) => ({ folder, files, page: withStatus(textOf(files, 'index.md'), 'withdrawn') }))
      const changed = marked.filter(({ files, page }) => page !== textOf(files, 'index.md'))
      return {
        additions: changed.map(({ folder, page }) => ({ path: `${folder}/index.md`, content: page })),
        // A signature is of the bytes as they were: whoever approves this signs the page as it is then.
        deletions: changed.flatMap(({ folder, files }) => (files.some(({ path }) => path === SIGNATURE) ? [`${folder}/${SIGNATURE}`] : [])),
      }
    },
  })
  const words = WORDS[proposed.outcome]
  if (data.asked !== null || proposed.outcome === 'proposed')
    await answer(proposed.outcome !== 'declined', `${words} ${proposed.url ?? ''}`.trim())
  const state = proposed.outcome === 'declined' ? 'declined' : 'done'
  return { state, code: `correction-${proposed.outcome}`, words, ...(proposed.url !== null && { url: proposed.url }) }
}

const WORDS: Readonly<Record<Proposed['outcome'], string>> = {
  proposed: 'A pull request marks the published page as withdrawn:',
  unchanged: 'A pull request that marks the page as withdrawn is open:',
  declined: 'The pull request that marked the page as withdrawn was closed, which means no:',
  none: 'The page is marked as withdrawn already.',
}

async function entryOf(
  data: Data,
  context: WorkContext,
  showcase: Repository,
  writer: Awaited<ReturnType<typeof writing>>,
): Promise<OwnDraft | null> {
  if (data.source === null) {
    const draft = await draftAt(writer, showcase, data.number)
    return draft?.state === 'merged' ? draft : null
  }
  const source = await repositoryAt(context, data.source)
  if (source === null) return null
  const repository = { id: source.repository, name: source.fullName, url: source.url }
  const identity = identityOf({ kind: 'pull-request', number: data.number, base: '', head: '', repository })
  const own = (await ownDrafts(writer, showcase)).filter((draft) => isOf(draft, identity))
  return own.find(({ state }) => state === 'merged') ?? own.find(({ state }) => state === 'open') ?? null
}

/** Drafts a subject into its showcase, with what people answered; in the showcase's lane, so one at a time. */
import { KnownError } from '../../errors.ts'
import { mayOpenDraft } from '../../policy/limits-of-drafts.ts'
import { staysPrivate } from '../../policy/visibility.ts'
import { laneOf, type Outcome } from '../../queue/job.ts'
import type { Reference } from '../../sources/github/reference.ts'
import { draftOnGitHub, type GitHubDraftResult } from '../draft-on-github.ts'
import { identityOf } from '../publish-to-showcase.ts'
import { asText } from './as-text.ts'
import { reading, writing } from './clients.ts'
import { collectAnswers, type Forum } from './collect-answers.ts'
import type { WorkContext } from './job.ts'
import { type JobData, jobOf } from './jobs.ts'
import { isOf, type OwnDraft, ownDrafts } from './own-drafts.ts'
import { commentBy } from './people.ts'
import { type Asked, tell } from './reply.ts'
import { type Repository, repositoryAt } from './repository.ts'
import { configFor } from './settings.ts'
import { sourcePull } from './source-pull.ts'
import { stickyOn } from './sticky.ts'
import { targetOf } from './target.ts'

type Data = JobData<'draft'>
const DAY = 86_400_000

/** Drafts. Consent, limits and pauses are looked at once more: the job may have waited. */
export async function draftEntry(data: Data, context: WorkContext): Promise<Outcome> {
  const source = await repositoryAt(context, data.source)
  if (source === null) return { state: 'skipped', code: 'gone', words: 'The App does not see the source any more.' }
  const no = async (code: string, words: string): Promise<Outcome> => {
    await tellSource(context, data, code === 'fault' ? asText(words) : words, false)
    return { state: 'skipped', code, words }
  }
  const config = await configFor(context, source)
  if (config === null) return no('no-config', 'There is no .github/casewright.yml any more.')
  const target = await targetOf(context, source, config)
  if (target.kind === 'refused') return no(target.code, target.words)
  const { showcase } = target
  // One writer a showcase: the job waited in the lane of the one that was named when it was asked for.
  if (showcase.repository !== data.showcase.repository) return elsewhere(data, showcase)
  const writer = await writing(context, showcase, 'entry')
  const github = await reading(context, source, 'source')
  const drafts = await ownDrafts(writer, showcase)
  const own = drafts.filter((draft) => isOf(draft, identityIn(source, data.subject)))
  const open = own.find(({ state }) => state === 'open')
  const forums: Forum[] = [
    ...(data.subject.kind === 'pull-request' ? [{ ...source, reader: github, number: data.subject.number }] : []),
    ...(open === undefined ? [] : [{ ...showcase, reader: writer, number: open.number }]),
  ]
  if (data.asked === null && (await isPaused(forums)))
    return { state: 'skipped', code: 'paused', words: 'It is paused. `/casewright resume` goes on.' }
  if (open === undefined) {
    const permit = mayOpenDraft({ ...counts(drafts, context.now()), limits: target.config.limits })
    if (!permit.allowed) return no(permit.code, permit.why)
  }
  const author = data.subject.kind === 'pull-request' ? ((await sourcePull(github, source, data.subject.number)).user?.id ?? null) : null
  const result = await draftOnGitHub({
    reference: referenceOf(source, data.subject),
    source: github,
    config,
    own: { baseline: [], candidate: [], environment: null, cwd: '.' },
    to: {
      kind: 'showcase',
      writer,
      showcase: { host: new URL(source.url).host, owner: showcase.owner, name: showcase.name },
      again: data.again,
      // What leaves a private source for a public page is approved in the private repository first.
      staging: source.isPrivate && !staysPrivate(showcase) ? await writing(context, source, 'entry') : null,
      askedBy: data.asked === null ? null : await askedBy(context, data.asked),
      wait: context.wait,
    },
    allowedSecrets: new Set(),
    generator: context.generator,
    isNew: true,
    answers: await collectAnswers(forums, author),
    onlyIfImproved: data.onlyIfImproved,
    // Its labels name repositories, which may be private.
    onProgress: () => {},
  }).catch(async (error: unknown) => {
    // What the source's people can mend is said there; it would fail the same way again.
    if (error instanceof KnownError && error.exitCode === 2 && error.until === null) return error
    throw error
  })
  if (result instanceof KnownError) return no('fault', result.message)
  const { ok, code, words, url, state } = wordsOf(result)
  // Quiet where nothing has changed since it was said.
  if (data.asked !== null || code !== 'unchanged') await tellSource(context, data, words, ok)
  return { state, code, words, ...(url !== null && { url }) }
}

/** The source names another showcase by now: what was asked for at the source goes there, what was asked for at the old showcase ends. */
function elsewhere(data: Data, { installation, repository }: Repository): Outcome {
  const words = 'The source names another showcase than when this was asked for.'
  if (data.asked !== null && data.asked.repository !== data.source.repository) return { state: 'skipped', code: 'other-showcase', words }
  const job = { name: 'draft' as const, data: { ...data, showcase: { installation, repository } } }
  return { state: 'done', code: 'other-showcase', words, next: [jobOf(job, laneOf(repository))] }
}

/** The login of who asked, wherever that was. */
async function askedBy(context: WorkContext, asked: Asked): Promise<string | null> {
  const place = await repositoryAt(context, asked)
  return place === null ? null : ((await commentBy(await reading(context, place, 'look'), place, asked.comment))?.by.login ?? null)
}

function identityIn(source: Repository, subject: Data['subject']): string {
  const repository = { id: source.repository, name: source.fullName, url: source.url }
  const named = subject.kind === 'release' ? { number: null, tag: subject.tag } : { number: subject.number }
  return identityOf({ kind: subject.kind, ...named, base: '', head: '', repository })
}

function referenceOf({ owner, name, url }: Repository, subject: Data['subject']): Reference {
  const place = { owner, name, host: new URL(url).host }
  return subject.kind === 'pull-request'
    ? { kind: 'pull-request', ...place, number: subject.number }
    : { kind: 'release', ...place, tag: subject.tag }
}

async function isPaused(forums: readonly Forum[]): Promise<boolean> {
  for (const forum of forums) if ((await stickyOn(forum.reader, forum))?.flags.has('paused')) return true
  return false
}

function counts(drafts: readonly OwnDraft[], now: number): { open: number; today: number } {
  const isRecent = ({ createdAt }: OwnDraft) => now - Date.parse(createdAt) < DAY
  return { open: drafts.filter(({ state }) => state === 'open').length, today: drafts.filter(isRecent).length }
}

/** Where it was asked for, else on the source's pull request. A release has none. */
async function tellSource(context: WorkContext, { source, subject, asked }: Data, words: string, ok: boolean): Promise<void> {
  if (subject.kind === 'pull-request') await tell(context, { ...source, number: subject.number }, words, { asked, ok })
}

interface Words {
  ok: boolean
  state: 'done' | 'declined' | 'skipped'
  code: string
  words: string
  url: string | null
}

function wordsOf({ draft, published, staged, held }: GitHubDraftResult): Words {
  // Said in the private repository; the showcase hears nothing of it.
  if (staged !== null) {
    const { outcome, message, url } = staged
    return {
      ok: outcome === 'waiting' || outcome === 'out',
      state: outcome === 'declined' ? 'declined' : 'done',
      code: `staged-${outcome}`,
      words: message,
      url,
    }
  }
  if (draft?.kind === 'too-little') {
    const questions = draft.questions.map(({ number, words }) => `**${number}.** ${words}`).join('\n\n')
    const how =
      'Answer with `/casewright answer`, the number, and your words, or paste benchmark output into code fences behind "before:" and "after:" in such a comment.'
    return {
      ok: false,
      state: 'skipped',
      code: 'too-little',
      words: `${draft.why} These answers would make one:\n\n${questions}\n\n${how}`,
      url: null,
    }
  }
  if (held || published === null)
    return {
      ok: true,
      state: 'skipped',
      code: 'no-improvement',
      words: 'No recorded figure shows a change beyond noise, so no case study was drafted.',
      url: null,
    }
  const { url, outcome } = published
  const said = SAID[outcome]
  return { ok: said.ok, state: said.state, code: outcome, words: `${said.words} ${url}`, url }
}

const SAID = {
  created: { ok: true, state: 'done', words: 'A case study was drafted:' },
  updated: { ok: true, state: 'done', words: 'The draft was updated; what people wrote stays:' },
  unchanged: { ok: true, state: 'done', words: 'The draft is up to date:' },
  declined: {
    ok: false,
    state: 'declined',
    words: 'The draft was closed without a merge, which means no. `/casewright draft` asks for it again:',
  },
  published: { ok: false, state: 'done', words: 'It is published already; a merged page is changed by hand, or withdrawn:' },
  approved: { ok: false, state: 'done', words: 'It is approved, so nothing is pushed any more. Dismiss the approval first:' },
} as const

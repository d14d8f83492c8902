/** A pull request was merged, or somebody asks for it: whether it is drafted, and into which showcase. */
import type { Config } from '../../config.ts'
import { postCheck } from '../../destinations/check.ts'
import { KnownError } from '../../errors.ts'
import type { GitHub } from '../../github/client.ts'
import { laneOf, type Outcome } from '../../queue/job.ts'
import { changedPaths } from '../entry-at.ts'
import { identityOf } from '../publish-to-showcase.ts'
import { wanted } from '../wanted.ts'
import { reading, writing } from './clients.ts'
import type { WorkContext } from './job.ts'
import { type JobData, jobOf } from './jobs.ts'
import { isOf, ownDrafts } from './own-drafts.ts'
import { tell } from './reply.ts'
import { type Repository, repositoryAt } from './repository.ts'
import { revertedIn } from './reverted.ts'
import { configFor } from './settings.ts'
import { type SourcePull, sourcePull } from './source-pull.ts'
import { stickyOn } from './sticky.ts'
import { targetOf } from './target.ts'

type Data = JobData<'consider'>

/** Decides; the draft itself is another job, in the showcase's lane. */
export async function consider(data: Data, context: WorkContext): Promise<Outcome> {
  const source = await repositoryAt(context, data)
  if (source === null) return { state: 'skipped', code: 'gone', words: 'The App does not see the repository any more.' }
  if (source.isArchived) return { state: 'skipped', code: 'archived', words: 'The repository is archived.' }
  const config = await configFor(context, source)
  const no = (code: string, words: string) => refuse(context, data, source, config, { code, words })
  if (config === null) return no('no-config', 'There is no .github/casewright.yml here. One line is enough: `showcase: owner/repo`.')
  // In a showcase that is no source, what is merged is nobody's subject.
  if (config.showcase === null && data.asked === null)
    return { state: 'skipped', code: 'no-showcase', words: 'The configuration names no showcase.' }
  const github = await reading(context, source, 'look')
  const pull = await sourcePull(github, source, data.number)
  if (!pull.merged) return no('not-merged', 'A case study is drafted from what is merged. Ask again after the merge.')
  const target = await targetOf(context, source, config)
  if (target.kind === 'refused') return no(target.code, target.words)
  const { showcase } = target
  const verdict = await judged(context, data, { source, pull, config, github, showcase })
  if (verdict.kind === 'no')
    return verdict.quiet ? { state: 'skipped', code: 'not-wanted', words: verdict.why } : no('not-wanted', verdict.why)
  const reverted = data.why === 'command' ? null : revertedIn(pull, source)
  const lane = laneOf(showcase.repository)
  const place = { installation: showcase.installation, repository: showcase.repository }
  if (reverted !== null) {
    const job = jobOf({ name: 'correct', data: { source: data, showcase: place, number: reverted, reason: 'reverted' } }, lane)
    return { state: 'done', code: 'reverts', words: `It takes back pull request ${reverted}.`, next: [job] }
  }
  const draft = {
    source: { installation: source.installation, repository: source.repository },
    showcase: place,
    subject: { kind: 'pull-request', number: data.number },
    onlyIfImproved: verdict.kind === 'if-improved',
    again: data.again,
    asked: data.asked,
  }
  const later = data.why === 'reconcile'
  return {
    state: 'done',
    code: 'wanted',
    words: 'It is drafted.',
    next: [jobOf({ name: 'draft', data: draft, ...(later && { later }) }, lane)],
  }
}

interface Judged {
  source: Repository
  pull: SourcePull
  config: Config
  github: GitHub
  showcase: Repository
}

type Verdict = { kind: 'yes' | 'if-improved' } | { kind: 'no'; why: string; quiet: boolean }

async function judged(context: WorkContext, data: Data, { source, pull, config, github, showcase }: Judged): Promise<Verdict> {
  const { owner, name } = source
  if (data.why === 'command') {
    if (config.draft.when.includes('command')) return { kind: 'yes' }
    return { kind: 'no', why: 'The configuration takes no commands: `draft.when` has no `command`.', quiet: false }
  }
  if (data.why === 'labelled' && data.label?.toLowerCase() !== config.draft.label.toLowerCase())
    return { kind: 'no', why: 'This label asks for nothing.', quiet: true }
  if (revertedIn(pull, source) !== null) return { kind: 'yes' }
  const flags = (await stickyOn(github, { owner, name, number: data.number }))?.flags
  if (flags?.has('skipped')) return { kind: 'no', why: 'Somebody said "skip" here.', quiet: true }
  const answer = await wanted(config.draft, {
    labels: pull.labels.map((label) => label.name),
    author: pull.user?.login ?? null,
    paths: async () => (await changedPaths(github, { owner, name, number: data.number })).paths,
  })
  if (answer.kind !== 'no') return answer
  // What was drafted on request before is kept up with new evidence.
  if (data.why === 'artifacts') {
    const drafts = await ownDrafts(await reading(context, showcase, 'look'), showcase)
    const identity = identityOf({
      kind: 'pull-request',
      number: data.number,
      base: '',
      head: '',
      repository: { id: source.repository, name: source.fullName, url: source.url },
    })
    if (drafts.some((draft) => draft.state === 'open' && isOf(draft, identity))) return { kind: 'yes' }
  }
  return { kind: 'no', why: `Not drafted: ${answer.why}.`, quiet: data.why !== 'merged' }
}

/** Says why not, on the source's side only: to who asked, else as a neutral check on the merge commit. */
async function refuse(
  context: WorkContext,
  data: Data,
  source: Repository,
  config: Config | null,
  { code, words }: { code: string; words: string },
): Promise<Outcome> {
  const ended = { state: 'skipped', code, words } as const
  if (data.asked !== null) {
    await tell(context, data, words, { asked: data.asked, ok: false })
    return ended
  }
  if (config === null || data.why !== 'merged') return ended
  const pull = await sourcePull(await reading(context, source, 'look'), source, data.number)
  if (!pull.merged || pull.merge_commit_sha === null) return ended
  const how = `To ask for one: the label \`${config.draft.label}\`, also after the merge, or a comment \`/casewright draft\` on pull request ${data.number}.`
  try {
    const posted = await postCheck(await writing(context, source, 'check'), {
      owner: source.owner,
      name: source.name,
      sha: pull.merge_commit_sha,
      check: 'casewright / draft',
      conclusion: 'neutral',
      title: 'No case study was drafted',
      summary: `${words}\n\n${how}`,
      annotations: [],
      wait: context.wait,
    })
    return posted.url === null ? ended : { ...ended, url: posted.url }
  } catch (error) {
    if (!(error instanceof KnownError && error.exitCode === 2)) throw error
    return ended
  }
}

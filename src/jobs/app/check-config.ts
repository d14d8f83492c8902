/** A push touched the configuration: what is wrong is a check on that commit, with the line and the mend; what is right for the first time is welcomed. */
import { configOf, configPath, parseConfig } from '../../config.ts'
import { type Check, postCheck } from '../../destinations/check.ts'
import { KnownError } from '../../errors.ts'
import { laneOf, type Outcome } from '../../queue/job.ts'
import { configReader } from '../config-reader.ts'
import { loadConfig } from '../load-config.ts'
import { asText } from './as-text.ts'
import { reading, writing } from './clients.ts'
import type { WorkContext } from './job.ts'
import { type AppJob, type JobData, jobOf } from './jobs.ts'
import { openEntries } from './own-drafts.ts'
import { type Repository, repositoryAt } from './repository.ts'
import { welcome } from './welcome.ts'

/** Validates; `sha` is null for a new installation, whose configuration may be there already. */
export async function checkConfig(data: JobData<'check-config'>, context: WorkContext): Promise<Outcome> {
  const here = await repositoryAt(context, data)
  if (here === null || here.isArchived) return { state: 'skipped', code: 'gone', words: 'The App does not see the repository any more.' }
  const github = await reading(context, here, 'config')
  const query = data.sha === null ? {} : { query: { ref: data.sha } }
  const text = await github.text(`/repos/${here.fullName}/contents/${configPath}`, query)
  if (text === null) return { state: 'skipped', code: 'no-config', words: `There is no ${configPath} there.` }
  const read = configReader(github)
  // The file as it was pushed, and what it extends as that is now.
  const own: typeof read = async (repository, path) => (repository === here.fullName && path === configPath ? text : read(repository, path))
  const judged = await loadConfig({ read: own, repository: here.fullName }).catch((error: unknown) => {
    if (error instanceof KnownError && error.exitCode === 2) return error
    throw error
  })
  if (judged instanceof KnownError) {
    await post(context, here, data.sha, faultWords(judged.message, text))
    return { state: 'done', code: 'config-fault', words: judged.message }
  }
  const config = judged?.config ?? configOf(parseConfig(text, configPath))
  await post(context, here, data.sha, {
    conclusion: 'success',
    title:
      config.showcase === null
        ? 'The configuration is valid'
        : `Valid: entries go to ${config.showcase === '.' ? 'this repository' : config.showcase}`,
    summary: [
      config.showcase === null
        ? 'It names no showcase, so nothing is drafted from here.'
        : `Drafts are made on: ${config.draft.when.join(', ')}.`,
      `The label is \`${config.draft.label}\`. \`casewright config check\` prints everything that holds.`,
    ].join('\n\n'),
    annotations: [],
  })
  const valid = { state: 'done', code: 'config-valid', words: 'The configuration is valid.' } as const
  if (!data.isDefault) return valid
  const next = data.sha === null ? [] : await judgedAgain(context, here)
  const url = config.showcase === null ? null : await welcome(context, here, config)
  return { ...valid, ...(url !== null && { code: 'welcomed', url }), ...(next.length > 0 && { next }) }
}

/** Who may sign, and how many, may be other than it was: what was signed under the old rules is counted anew. */
async function judgedAgain(context: WorkContext, here: Repository): Promise<AppJob[]> {
  const place = { installation: here.installation, repository: here.repository }
  const numbers = await openEntries(await reading(context, here, 'look'), here)
  return numbers.map((number) => jobOf({ name: 'judge-sign-off', data: { ...place, number } }, laneOf(here.repository)))
}

type Words = Pick<Check, 'conclusion' | 'title' | 'summary' | 'annotations'>

function faultWords(message: string, text: string): Words {
  const line = Number(new RegExp(`${configPath.replaceAll('.', '\\.')}:(\\d{1,6})`).exec(message)?.[1] ?? 1)
  const last = text.split('\n').length
  return {
    conclusion: 'failure',
    title: 'The configuration cannot be used',
    summary: `${asText(message)}\n\nUntil it is mended, the one on the default branch before it does not hold either: nothing is drafted.`,
    annotations: [{ path: configPath, line: Math.min(Math.max(line, 1), last), level: 'failure', message }],
  }
}

async function post(context: WorkContext, here: Repository, sha: string | null, words: Words): Promise<void> {
  if (sha === null) return
  const { owner, name } = here
  await postCheck(await writing(context, here, 'check'), { owner, name, sha, check: 'casewright / config', ...words, wait: context.wait })
}

/** Somebody asks for a check once more. */
import { laneOf, type Outcome } from '../../queue/job.ts'
import { reading } from './clients.ts'
import type { WorkContext } from './job.ts'
import { type JobData, jobOf, type Named } from './jobs.ts'
import { pullsOf } from './pulls-of-commit.ts'
import { repositoryAt } from './repository.ts'

/** Finds what the check was about. */
export async function rerun(data: JobData<'rerun'>, context: WorkContext): Promise<Outcome> {
  const here = await repositoryAt(context, data)
  if (here === null || here.isArchived) return { state: 'skipped', code: 'gone', words: 'The App does not see the repository any more.' }
  const place = { installation: here.installation, repository: here.repository }
  if (data.check === 'casewright / config')
    return onward(here.repository, [{ name: 'check-config', data: { ...place, sha: data.sha, isDefault: false } }])
  const pulls = await pullsOf(await reading(context, here, 'look'), here, data.sha)
  return onward(
    here.repository,
    pulls.map(({ number, isEntry, isMerged }): Named => {
      if (isEntry) return { name: 'check-entry', data: { ...place, number } }
      return isMerged ? { name: 'consider', data: { ...place, number, why: 'merged' } } : { name: 'preview', data: { ...place, number } }
    }),
  )
}

function onward(repository: number, jobs: readonly Named[]): Outcome {
  if (jobs.length === 0) return { state: 'skipped', code: 'no-pull-request', words: 'The commit belongs to no pull request.' }
  return { state: 'done', code: 'taken-on', words: 'It is done once more.', next: jobs.map((job) => jobOf(job, laneOf(repository))) }
}

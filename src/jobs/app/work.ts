/** Does one job of the App. Every job observes, writes one thing, and observes: it may run twice, or after a crash. */
import { z } from 'zod'
import { KnownError } from '../../errors.ts'
import type { Job, Outcome } from '../../queue/job.ts'
import { asText } from './as-text.ts'
import { checkConfig } from './check-config.ts'
import { checkEntry } from './check-entry.ts'
import { consider } from './consider.ts'
import { considerRelease } from './consider-release.ts'
import { correct } from './correct.ts'
import { draftEntry } from './draft-entry.ts'
import { endEntry } from './end-entry.ts'
import { hygiene } from './hygiene.ts'
import type { WorkContext } from './job.ts'
import { type JobData, type JobName, jobSchemas } from './jobs.ts'
import { judgeSignOff } from './judge-sign-off.ts'
import { lateArtifacts } from './late-artifacts.ts'
import { previewChange } from './preview-change.ts'
import { reconcile } from './reconcile.ts'
import { reconcileRepository } from './reconcile-repository.ts'
import { tell } from './reply.ts'
import { rerun } from './rerun.ts'
import { runCommand } from './run-command.ts'
import { takeReply } from './take-reply.ts'

const work: { [N in JobName]: (data: JobData<N>, context: WorkContext) => Promise<Outcome> } = {
  consider,
  'consider-release': considerRelease,
  draft: draftEntry,
  preview: previewChange,
  'late-artifacts': lateArtifacts,
  'check-config': checkConfig,
  'check-entry': checkEntry,
  'judge-sign-off': judgeSignOff,
  'end-entry': endEntry,
  command: runCommand,
  reply: takeReply,
  rerun,
  hygiene,
  correct,
  reconcile,
  'reconcile-repository': reconcileRepository,
}

const schemas: { [N in JobName]: z.ZodType<JobData<N>> } = jobSchemas

/** Throws what may pass when it is tried again; what a person has to mend ends the job, with the mend. */
export async function workOn(job: Job, context: WorkContext): Promise<Outcome> {
  if (!(job.name in work)) return { state: 'skipped', code: 'unknown', words: `This version knows no job "${job.name}".` }
  return run(job.name as JobName, job.data, context)
}

async function run<N extends JobName>(name: N, given: unknown, context: WorkContext): Promise<Outcome> {
  const data = schemas[name].parse(given)
  try {
    return await work[name](data, context)
  } catch (error) {
    if (!(error instanceof KnownError) || error.exitCode === 3 || error.until !== null) throw error
    const { data: asked } = z.object({ asked: jobSchemas.command }).safeParse(given)
    if (asked !== undefined) await tell(context, asked.asked, asText(error.message), { asked: asked.asked, ok: false })
    return { state: 'skipped', code: 'to-mend', words: error.message }
  }
}

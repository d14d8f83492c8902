/** A check as a check run, which only Apps make (a workflow's token is one too). */
import { z } from 'zod'
import type { GitHubWriter } from '../../github/writer.ts'
import { annotationsOf, type Check, fingerprint, hasSameRemarks, isFingerprint, summaryOf, titleOf } from './wanted.ts'

const runSchema = z.object({
  id: z.number(),
  html_url: z.string().nullable(),
  external_id: z.string().nullable(),
  status: z.string(),
  conclusion: z.string().nullable(),
  output: z.object({ annotations_count: z.number() }),
  app: z.object({ slug: z.string().optional() }).nullable(),
})
type Run = z.infer<typeof runSchema>

const WRITE = { what: 'post a check', permission: 'Checks: write' }
/** GitHub takes so many remarks with one request. */
const BATCH = 50

/**
 * Makes the check run, or changes the one of ours that is there (`own`). The remarks of a run cannot be taken away: where they
 * would be other ones, a new run takes its place, and GitHub shows the newest of a name.
 */
export async function postRun(writer: GitHubWriter, check: Check, own: Run | null): Promise<{ url: string | null; changed: boolean }> {
  const { owner, name } = check
  const wanted = fingerprint(check)
  const remarks = annotationsOf(check)
  const kept = own !== null && hasSameRemarks(own.external_id ?? '', wanted) ? own.output.annotations_count : 0
  if (own !== null && isSaid(own, wanted, check) && kept >= remarks.length) return { url: own.html_url, changed: false }
  const replaced = own !== null && kept < own.output.annotations_count
  const output = (from: number) => ({
    title: titleOf(check),
    summary: summaryOf(check),
    ...(from < remarks.length && { annotations: remarks.slice(from, from + BATCH) }),
  })
  const said = {
    status: 'completed',
    conclusion: check.conclusion,
    external_id: wanted,
    ...(check.target !== undefined && { details_url: check.target }),
  }
  const runs = `/repos/${owner}/${name}/check-runs` as const
  const run =
    own === null || replaced
      ? await writer.send(WRITE, `POST ${runs}`, { name: check.check, head_sha: check.sha, ...said, output: output(0) }, runSchema)
      : await writer.send(WRITE, `PATCH ${runs}/${own.id}`, { ...said, output: output(kept) }, runSchema)
  for (let from = (replaced ? 0 : kept) + BATCH; from < remarks.length; from += BATCH)
    await writer.send(WRITE, `PATCH ${runs}/${run.id}`, { output: output(from) }, runSchema)
  return { url: run.html_url, changed: true }
}

function isSaid(run: Run, wanted: string, { conclusion }: Check): boolean {
  return run.external_id === wanted && run.status === 'completed' && run.conclusion === conclusion
}

/** The newest run of this name that this App made through casewright. */
export async function ownRun(writer: GitHubWriter, { owner, name, sha, check }: Check): Promise<Run | null> {
  const { check_runs: runs } = await writer.get(
    `/repos/${owner}/${name}/commits/${sha}/check-runs`,
    z.object({ check_runs: z.array(runSchema) }),
    { check_name: check, filter: 'all', per_page: 100 },
  )
  const marked = runs.filter(({ external_id }) => isFingerprint(external_id))
  if (marked.length === 0) return null
  const { viewer } = await writer.query('{ viewer { login } }', {}, z.object({ viewer: z.object({ login: z.string() }) }))
  const slug = viewer.login.replace(/\[bot\]$/, '')
  return marked.filter(({ app }) => app?.slug === slug).sort((a, b) => b.id - a.id)[0] ?? null
}

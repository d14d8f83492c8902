/** Which artifacts of a name there are for a change, and which of them tells most of what was merged. */
import { z } from 'zod'
import type { GitHub } from '../../../github/client.ts'
import type { Omission } from '../../../model.ts'
import { levelOf, type Run, runSchema } from './run-level.ts'
import { unlessRefused } from './unless-refused.ts'

/** Whose runs count. */
export interface RunsOf {
  github: GitHub
  /** `owner/name`. */
  repository: string
  /** Commits: the merge commit first, then the head. */
  commits: readonly string[]
  /** Id of the tree that was merged; null before the merge. */
  tree: string | null
  /** The run that asks, whose earlier jobs have ended though it has not. */
  ownRun?: number | null
}

const artifactSchema = z
  .object({
    id: z.number(),
    name: z.string(),
    size_in_bytes: z.number(),
    expired: z.boolean(),
    created_at: z.string().nullable(),
    expires_at: z.string().nullable(),
    workflow_run: z.object({ id: z.number().optional(), head_sha: z.string().optional() }).nullish(),
  })
  .transform(({ size_in_bytes: bytes, created_at: created, expires_at: expires, workflow_run: run, ...rest }) => ({
    ...rest,
    bytes,
    created: created ?? '',
    expires,
    run: run?.id ?? null,
    commit: run?.head_sha ?? null,
  }))
export type Artifact = z.infer<typeof artifactSchema>

/** An artifact with the run that made it. */
export interface Offer {
  artifact: Artifact
  run: Run
}

/** Of so many runs of one commit GitHub is asked what they are. */
const MOST_RUNS = 4
const PER_PAGE = 100

/** Artifacts of this name that runs on one of the commits made, newest first. */
export async function artifactsNamed({ github, repository, commits }: RunsOf, name: string): Promise<Artifact[]> {
  const path = `/repos/${repository}/actions`
  const isOurs = ({ commit, name: found }: Artifact) => commit !== null && commits.includes(commit) && found === name
  const newest = await github.list(`${path}/artifacts`, artifactSchema, PER_PAGE, { key: 'artifacts', query: { name } })
  const ours = newest.items.filter(isOurs)
  if (ours.length > 0 || !newest.cut) return newestFirst(ours)
  // A busy repository has made a hundred newer ones: ask from the other end.
  const runs = await Promise.all(
    commits.map((head_sha) => github.list(`${path}/runs`, runSchema, PER_PAGE, { key: 'workflow_runs', query: { head_sha } })),
  )
  const older = await Promise.all(
    runs
      .flatMap(({ items }) => items)
      .slice(0, MOST_RUNS)
      .map(({ id }) => github.list(`${path}/runs/${id}/artifacts`, artifactSchema, PER_PAGE, { key: 'artifacts', query: { name } })),
  )
  return newestFirst(older.flatMap(({ items }) => items).filter(isOurs))
}

function newestFirst(artifacts: readonly Artifact[]): Artifact[] {
  return [...artifacts].sort((a, b) => (a.created < b.created ? 1 : a.created > b.created ? -1 : b.id - a.id))
}

/** The newest artifact of each finished run, the most telling first: recorded, of the merged tree, of the merge commit, new. */
export async function offersOf(request: RunsOf, artifacts: readonly Artifact[]): Promise<{ offers: Offer[]; omissions: Omission[] }> {
  const { github, repository, commits, tree, ownRun = null } = request
  const byRun = new Map<number, Artifact>()
  for (const artifact of artifacts) if (artifact.run !== null && !byRun.has(artifact.run)) byRun.set(artifact.run, artifact)
  const offers = await Promise.all(
    [...byRun].slice(0, MOST_RUNS).map(async ([id, artifact]) => {
      const run = await unlessRefused(github.get(`/repos/${repository}/actions/runs/${id}`, runSchema))
      return run === 'refused' ? [] : [{ artifact, run }]
    }),
  )
  const all = offers.flat()
  const weight = ({ run }: Offer) => {
    const { level, doubts = [] } = levelOf(run, tree)
    return (level === 'recorded' ? 0 : 100) + doubts.length * 10 + commits.indexOf(run.head)
  }
  const isEnded = ({ run }: Offer) => run.isFinished || run.id === ownRun
  const running = all.find((offer) => !isEnded(offer))
  return {
    offers: all.filter(isEnded).sort((a, b) => weight(a) - weight(b)),
    omissions:
      running === undefined
        ? []
        : [{ what: `The artifact ${printable(running.artifact.name)} of a newer run`, why: 'the run has not ended' }],
  }
}

/** A name of the configuration, which may be a stranger's. */
export function printable(name: string): string {
  return name.replace(/[^\p{L}\p{N}._ -]/gu, ' ')
}

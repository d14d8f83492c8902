/** Benchmark outputs that a workflow run kept: of each wanted name one artifact, the one that tells most of what was merged. */
import picomatch from 'picomatch'
import { KnownError } from '../../../errors.ts'
import type { BenchmarkFile, Omission, Side } from '../../../model.ts'
import { type Artifact, artifactsNamed, type Offer, offersOf, printable, type RunsOf } from './artifact-offers.ts'
import { type Found, joined, nothing } from './found.ts'
import { levelOf } from './run-level.ts'
import { unlessRefused } from './unless-refused.ts'
import { unzip, zipLimits } from './unzip.ts'

export interface ArtifactRequest extends RunsOf {
  names: readonly string[]
  /** Globs within an artifact. */
  baseline: readonly string[]
  candidate: readonly string[]
}

/** GitHub keeps artifacts for 90 days unless told. */
const SHORT_RETENTION = 30 * 86_400_000

/** One result a name, in their order. Without a token no bytes can be had, so nothing is asked. */
export async function artifactFiles(request: ArtifactRequest): Promise<Found[]> {
  const { github, names, commits } = request
  if (names.length === 0 || commits.length === 0) return []
  if (!github.authenticated)
    return [{ files: [], omissions: [{ what: 'Artifacts of workflow runs', why: 'GitHub gives them only to a token: set GH_TOKEN' }] }]
  return Promise.all([...new Set(names)].map((name) => ofName(request, name)))
}

async function ofName(request: ArtifactRequest, name: string): Promise<Found> {
  const what = `The artifact ${printable(name)}`
  const listed = await unlessRefused(artifactsNamed(request, name))
  if (listed === 'refused')
    return { files: [], omissions: [{ what, why: 'GitHub does not show it to this token, which needs the permission to read actions' }] }
  const [gone, there] = [listed.filter(({ expired }) => expired), listed.filter(({ expired }) => !expired)]
  const { offers, omissions } = await offersOf(request, there)
  for (const offer of offers) {
    const found = await read(request, offer, what)
    if (found === null) continue
    const isAlone = new Set(there.map(({ run }) => run)).size === 1
    const unread: Omission[] = isAlone
      ? []
      : [{ what: `${what} of other runs`, why: 'figures of one run are not mixed with those of another' }]
    return joined([found, { files: [], omissions: [...omissions, ...unread] }])
  }
  if (gone.length + offers.length === 0) return { ...nothing, omissions }
  return { files: [], omissions: [...omissions, { what, why: 'it has expired, so nobody can read it any more', code: 'W07' }] }
}

/** Null where it is gone. */
async function read(
  { github, repository, tree, baseline, candidate }: ArtifactRequest,
  { artifact, run }: Offer,
  what: string,
): Promise<Found | null> {
  const refused = (why: string): Found => ({ files: [], omissions: [{ what, why }] })
  if (artifact.bytes > zipLimits.bytes) return refused(`it has more than ${zipLimits.bytes / 1e6} MB`)
  const path = `/repos/${repository}/actions/artifacts/${artifact.id}/zip`
  const zip = await unlessRefused(github.download(path, zipLimits.bytes).catch(tooLarge))
  if (zip === 'refused') return refused('GitHub does not give it to this token, which needs the permission to read actions')
  if (zip === 'too large') return refused('it has more bytes than GitHub says')
  if (zip === null) return null
  const unzipped = await unzip(zip)
  if ('refused' in unzipped) return refused(`${unzipped.refused}; none of it was read`)
  const sideOf = sides(baseline, candidate)
  const trust = levelOf(run, tree)
  return {
    files: unzipped.files.map(({ path, bytes }): BenchmarkFile => {
      const side = sideOf(path)
      return {
        path: `${artifact.name}/${path}`,
        side,
        commit: side === 'candidate' ? run.head : null,
        url: `${run.url}/artifacts/${artifact.id}`,
        bytes,
        by: null,
        ...trust,
      }
    }),
    omissions: isShort(artifact) ? [{ what, why: 'it is deleted soon after the run; the figures are kept here', code: 'W07' }] : [],
  }
}

/** The client refuses to read on, by its own decision and without a cause. */
function tooLarge(error: unknown): 'too large' {
  if (error instanceof KnownError && error.cause === undefined) return 'too large'
  throw error
}

function sides(baseline: readonly string[], candidate: readonly string[]): (path: string) => Side {
  const [before, after] = [picomatch([...baseline], { dot: true }), picomatch([...candidate], { dot: true })]
  return (path) => (before(path) ? 'baseline' : after(path) ? 'candidate' : 'unknown')
}

/** By what the workflow asked for, not by today: the same evidence says the same tomorrow. */
function isShort({ created, expires }: Artifact): boolean {
  return expires !== null && Date.parse(expires) - Date.parse(created) <= SHORT_RETENTION
}

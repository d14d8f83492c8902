/** Evidence of a subject on GitHub, with benchmark files of this machine beside it. */
import type { Config } from '../config.ts'
import type { GitHub } from '../github/client.ts'
import type { BenchmarkFile, Evidence, Omission, Side } from '../model.ts'
import { suspiciousLine } from '../policy/secrets.ts'
import { readFiles } from '../sources/files.ts'
import { benchmarkPlaces } from '../sources/github/benchmarks/places.ts'
import { collectPullRequest, type PullRequestRequest } from '../sources/github/pull-request.ts'
import type { Reference } from '../sources/github/reference.ts'
import { collectRelease } from '../sources/github/release.ts'
import { ownFirst } from './own-first.ts'
import { readEnvironment } from './read-environment.ts'
import type { DiffLine } from './refuse-secrets.ts'

/** Benchmark files of this machine. */
export interface OwnFiles {
  /** Globs relative to `cwd`. */
  baseline: readonly string[]
  candidate: readonly string[]
  /** An environment.json of the runs. */
  environment: string | null
  cwd: string
  /** The workflow run whose workspace this machine is, where it is one: its files are what the workflow says they are. */
  run?: { id: number; url: string } | null
}

export interface GitHubSubject {
  reference: Reference
  github: GitHub
  own: OwnFiles
  /** Of a look before. */
  first?: PullRequestRequest['first'] | undefined
  /** A webhook just said that it is there. */
  isNew?: boolean | undefined
  /** Which benchmark files count. */
  benchmarks: Config['benchmarks']
  onProgress: (label: string) => void
}

export interface Collected {
  evidence: Evidence
  suspects: readonly DiffLine[]
  /** Whether the source's repository is private; read at the same moment as the evidence. */
  isPrivate: boolean
}

/** Collects. Throws a KnownError for what a user can mend. */
export async function collectFromGitHub(request: GitHubSubject): Promise<Collected> {
  const { github, own, benchmarks, onProgress } = request
  const { evidence, suspects, isPrivate, ...source } = await collectSubject(request)
  const environments = own.environment === null ? [] : [await readEnvironment(own.environment)]
  const files = await Promise.all([sided(own, 'baseline', own.baseline), sided(own, 'candidate', own.candidate)])
  const ownRun = own.run?.id ?? null
  const places = await benchmarkPlaces({ github, subject: evidence.subject, ...source, wanted: benchmarks, ownRun, onProgress })
  const given = {
    environments,
    benchmarks: files.flatMap((f) => f.files),
    omissions: [...evidence.omissions, ...files.flatMap((f) => f.omissions)],
  }
  return { evidence: { ...evidence, ...ownFirst(given, places) }, suspects, isPrivate }
}

/** What the two kinds of subjects have in common, with what their benchmark files need. */
async function collectSubject({ reference, github, first, isNew, onProgress }: GitHubSubject) {
  const shared = { github, suspicious: suspiciousLine, isNew, onProgress }
  if (reference.kind === 'release') return collectRelease({ ...shared, reference })
  const { trees, ...found } = await collectPullRequest({ ...shared, reference, first })
  return { ...found, tree: trees.merge }
}

async function sided(
  { cwd, run = null }: OwnFiles,
  side: Side,
  globs: readonly string[],
): Promise<{ files: BenchmarkFile[]; omissions: Omission[] }> {
  if (globs.length === 0) return { files: [], omissions: [] }
  const { files, omissions } = await readFiles({ globs, cwd, side, repository: null, person: null })
  // Nobody can look at a workspace again, so its files are stated; what the run keeps as an artifact is recorded.
  return { files: run === null ? files : files.map((file) => ({ ...file, level: 'stated', url: run.url })), omissions }
}

/** Evidence of a subject on GitHub, with benchmark files of this machine beside it. */
import { KnownError } from '../errors.ts'
import type { GitHub } from '../github/client.ts'
import type { BenchmarkFile, Evidence, Omission, Side } from '../model.ts'
import { suspiciousLine } from '../policy/secrets.ts'
import { readFiles } from '../sources/files.ts'
import { collectPullRequest, type PullRequestRequest } from '../sources/github/pull-request.ts'
import type { Reference } from '../sources/github/reference.ts'
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
}

export interface GitHubSubject {
  reference: Reference
  github: GitHub
  own: OwnFiles
  /** Of a look before. */
  first?: PullRequestRequest['first'] | undefined
  /** A webhook just said that it is there. */
  isNew?: boolean | undefined
  onProgress: (label: string) => void
}

export interface Collected {
  evidence: Evidence
  suspects: readonly DiffLine[]
  /** Whether the source's repository is private; read at the same moment as the evidence. */
  isPrivate: boolean
}

/** Collects. Throws a KnownError for what a user can mend. */
export async function collectFromGitHub({ reference, github, own, first, isNew, onProgress }: GitHubSubject): Promise<Collected> {
  if (reference.kind === 'release') throw new KnownError(`${reference.tag}: a release cannot be read yet.`)
  const { evidence, suspects, isPrivate } = await collectPullRequest({
    github,
    reference,
    suspicious: suspiciousLine,
    first,
    isNew,
    onProgress,
  })
  const environments = own.environment === null ? [] : [await readEnvironment(own.environment)]
  const files = await Promise.all([sided(own, 'baseline', own.baseline), sided(own, 'candidate', own.candidate)])
  return {
    evidence: {
      ...evidence,
      environments,
      benchmarks: files.flatMap((f) => f.files),
      omissions: [...evidence.omissions, ...files.flatMap((f) => f.omissions)],
    },
    suspects,
    isPrivate,
  }
}

async function sided({ cwd }: OwnFiles, side: Side, globs: readonly string[]): Promise<{ files: BenchmarkFile[]; omissions: Omission[] }> {
  return globs.length === 0 ? { files: [], omissions: [] } : readFiles({ globs, cwd, side, repository: null, person: null })
}

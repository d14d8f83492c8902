/** Evidence of a public pull request over GitHub's API, with benchmark files of this machine beside it. */
import { KnownError } from '../errors.ts'
import { gitHub } from '../github/client.ts'
import type { BenchmarkFile, Evidence, Omission, Side } from '../model.ts'
import { suspiciousLine } from '../policy/secrets.ts'
import { readFiles } from '../sources/files.ts'
import { collectPullRequest } from '../sources/github/pull-request.ts'
import { apiOf, parseReference } from '../sources/github/reference.ts'
import { readEnvironment } from './read-environment.ts'
import type { DiffLine } from './refuse-secrets.ts'

export interface PullRequestDraft {
  /** `owner/repo#123` or the pull request's address. */
  reference: string
  token: string | null
  /** For another API than the host's own: tests, proxies. */
  baseUrl: string | null
  /** Globs relative to `cwd`. */
  baseline: readonly string[]
  candidate: readonly string[]
  /** An environment.json of the runs. */
  environment: string | null
  cwd: string
  userAgent: string
  onProgress: (label: string) => void
}

export interface Collected {
  evidence: Evidence
  suspects: readonly DiffLine[]
  requests: number
}

/** Collects. Throws a KnownError for what a user can mend. */
export async function collectFromGitHub(request: PullRequestDraft): Promise<Collected> {
  const reference = parseReference(request.reference)
  if (reference === null) {
    throw new KnownError(
      `"${request.reference}" names no pull request. Write owner/repo#123, or paste its address: https://github.com/owner/repo/pull/123`,
    )
  }
  const github = gitHub({ baseUrl: request.baseUrl ?? apiOf(reference.host), token: request.token, userAgent: request.userAgent })
  const { evidence, suspects } = await collectPullRequest({
    github,
    reference,
    suspicious: suspiciousLine,
    onProgress: request.onProgress,
  })
  const environments = request.environment === null ? [] : [await readEnvironment(request.environment)]
  const files = await Promise.all([sided(request, 'baseline', request.baseline), sided(request, 'candidate', request.candidate)])
  return {
    evidence: {
      ...evidence,
      environments,
      benchmarks: files.flatMap((f) => f.files),
      omissions: [...evidence.omissions, ...files.flatMap((f) => f.omissions)],
    },
    suspects,
    requests: github.requests,
  }
}

async function sided(
  { cwd }: PullRequestDraft,
  side: Side,
  globs: readonly string[],
): Promise<{ files: BenchmarkFile[]; omissions: Omission[] }> {
  return globs.length === 0 ? { files: [], omissions: [] } : readFiles({ globs, cwd, side, repository: null, person: null })
}

/** `casewright draft --pull-request owner/repo#n` or `--release owner/repo@tag`: a subject on GitHub, into a folder or a showcase. */
import { KnownError } from '../errors.ts'
import type { GitHubWriter } from '../github/writer.ts'
import type { GitHubDraftResult } from '../jobs/draft-on-github.ts'
import type { Reference } from '../sources/github/reference.ts'
import { notOne } from './pull-request.ts'
import { openShowcase, reader, stager } from './showcase.ts'
import { generator } from './version.ts'

/** What every draft may be given. */
export interface DraftOptions {
  benchmarks: string[]
  baseline: string[]
  candidate: string[]
  environment?: string
  mapping?: string
  primary: string[]
  allowSecret: string[]
  out: string
  force?: true
  showcase?: string
  dryRun?: true
  again?: true
}

export interface SubjectOptions extends DraftOptions {
  pullRequest?: string
  release?: string
  preset: string
}

/** What came of a draft, and the client that wrote to the showcase, if one did. */
export type Drafted = Pick<GitHubDraftResult, 'draft' | 'published' | 'staged'> & { writer: GitHubWriter | null }

/** Drafts what the options name. */
export async function draftOf(options: SubjectOptions, onProgress: (label: string) => void): Promise<Drafted> {
  const { configOf } = await import('../config.ts')
  const { draftOnGitHub } = await import('../jobs/draft-on-github.ts')
  const { readMappingFile } = await import('../jobs/mapping-file.ts')
  const reference = await referenceIn(options)
  const defaults = configOf({})
  const open = options.showcase === undefined || options.dryRun ? null : await openShowcase(options.showcase)
  const result = await draftOnGitHub({
    reference,
    source: await reader(reference.host),
    config: {
      ...defaults,
      entry: { preset: options.preset, path: null },
      benchmarks: {
        ...defaults.benchmarks,
        files: options.benchmarks,
        primary: options.primary,
        mappings: readMappingFile(options.mapping),
      },
    },
    own: {
      baseline: options.baseline,
      candidate: options.candidate,
      environment: options.environment ?? null,
      cwd: process.cwd(),
    },
    to:
      open === null
        ? { kind: 'folder', out: options.out, force: options.force === true }
        : { kind: 'showcase', ...open, staging: await stager(reference.host), again: options.again === true },
    allowedSecrets: new Set(options.allowSecret),
    generator,
    onProgress,
  })
  return { ...result, writer: open?.writer ?? null }
}

async function referenceIn({ pullRequest = '', release }: SubjectOptions): Promise<Reference> {
  const { parsePullRequest, parseRelease } = await import('../sources/github/reference.ts')
  const reference = release === undefined ? parsePullRequest(pullRequest) : parseRelease(release)
  if (reference !== null) return reference
  if (release === undefined) throw new KnownError(notOne(pullRequest))
  throw new KnownError(
    `"${release}" names no release. Write owner/repo@tag, or paste its address: https://github.com/owner/repo/releases/tag/v1.2.0`,
  )
}

/** `casewright draft --pull-request owner/repo#n`: a subject on GitHub, into a folder or a showcase. */
import { KnownError } from '../errors.ts'
import type { GitHubWriter } from '../github/writer.ts'
import type { GitHubDraftResult } from '../jobs/draft-on-github.ts'
import { notOne } from './pull-request.ts'
import { openShowcase, reader, stager } from './showcase.ts'
import { generator } from './version.ts'

export interface SubjectOptions {
  pullRequest?: string
  baseline: string[]
  candidate: string[]
  environment?: string
  mapping?: string
  preset: string
  primary: string[]
  allowSecret: string[]
  out: string
  force?: true
  showcase?: string
  dryRun?: true
  again?: true
}

/** What came of a draft, and the client that wrote to the showcase, if one did. */
export type Drafted = Pick<GitHubDraftResult, 'draft' | 'published' | 'staged'> & { writer: GitHubWriter | null }

/** Drafts what `text` names. */
export async function draftOf(text: string, options: SubjectOptions, onProgress: (label: string) => void): Promise<Drafted> {
  const { configOf } = await import('../config.ts')
  const { draftOnGitHub } = await import('../jobs/draft-on-github.ts')
  const { readMappingFile } = await import('../jobs/mapping-file.ts')
  const { parsePullRequest } = await import('../sources/github/reference.ts')
  const reference = parsePullRequest(text)
  if (reference === null) throw new KnownError(notOne(text))
  const defaults = configOf({})
  const open = options.showcase === undefined || options.dryRun ? null : await openShowcase(options.showcase)
  const result = await draftOnGitHub({
    reference,
    source: await reader(reference.host),
    config: {
      ...defaults,
      entry: { preset: options.preset, path: null },
      benchmarks: { ...defaults.benchmarks, primary: options.primary, mappings: readMappingFile(options.mapping) },
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

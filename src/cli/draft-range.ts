/** `casewright draft --range BASE..HEAD`: commits of a local clone, into a folder or a showcase. */
import type { Preset } from '../case-study/presets.ts'
import type { Published } from '../destinations/pull-request.ts'
import { KnownError } from '../errors.ts'
import type { Drafted, DraftOptions } from './draft-subject.ts'
import { openShowcase, reader } from './showcase.ts'
import { generator } from './version.ts'

export interface RangeOptions extends DraftOptions {
  repo: string
  range?: string
  text?: string
  tests: 'passed' | 'failed' | 'unknown'
  sourceIsPublic?: true
}

/** Drafts the range. */
export async function draftRange(options: RangeOptions, preset: Preset, onProgress: (label: string) => void): Promise<Drafted> {
  const { range } = options
  if (range === undefined)
    throw new KnownError('say what the study is about: --range BASE..HEAD in a clone, or --pull-request owner/repo#n.')
  const { join } = await import('node:path')
  const { draft } = await import('../jobs/draft.ts')
  const { collectLocal } = await import('../jobs/collect-local.ts')
  const { readMappingFile } = await import('../jobs/mapping-file.ts')
  const { publishToShowcase } = await import('../jobs/publish-to-showcase.ts')
  const { writeEntry } = await import('../destinations/directory.ts')
  const mapping = readMappingFile(options.mapping)
  const open = options.showcase === undefined || options.dryRun ? null : await openShowcase(options.showcase)
  let published: Published | null = null
  const result = await draft({
    collect: () =>
      collectLocal({
        directory: options.repo,
        range,
        text: options.text ?? null,
        baseline: options.baseline,
        candidate: options.candidate,
        benchmarks: options.benchmarks,
        environment: options.environment ?? null,
        tests: options.tests,
        cwd: process.cwd(),
        onProgress,
      }),
    async publish(slug, files, about) {
      if (open === null) return writeEntry({ out: join(options.out, preset.folder), slug, files, force: options.force === true })
      const sourceHost = open.showcase.host
      const request = { source: await reader(sourceHost), sourceHost, ...open, folder: preset.folder || 'entries' }
      const asked = { again: options.again === true, sourceIsPublic: options.sourceIsPublic === true, reviewers: [] }
      published = await publishToShowcase({ ...request, ...asked }, slug, files, about)
      return published.url
    },
    preset,
    named: options.baseline.length > 0 ? ['baseline', 'candidate'] : [],
    primary: options.primary,
    mapping,
    allowedSecrets: new Set(options.allowSecret),
    generator,
    onProgress,
  })
  return { draft: result, published, writer: open?.writer ?? null, staged: null }
}

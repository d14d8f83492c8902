/** `casewright owner/repo#n`: the first minute. Reads a public pull request, drafts into a folder, opens the preview. */
import type { DraftRequest } from '../jobs/draft.ts'
import { answerOf, printResult } from './draft-report.ts'
import { gitHubToken } from './github-token.ts'
import { note, print, printJson, progress } from './terminal.ts'
import { generator, version } from './version.ts'

interface Wanted {
  reference: string
  baseline: readonly string[]
  candidate: readonly string[]
  environment: string | null
  onProgress: (label: string) => void
}

/** Collects a pull request's evidence, with the token of the environment or of `gh` where there is one. */
export async function pullRequestCollector(wanted: Wanted): Promise<DraftRequest['collect']> {
  const { collectFromGitHub } = await import('../jobs/collect-pull-request.ts')
  const host = /^https?:\/\/([^/]+)/.exec(wanted.reference)?.[1] ?? 'github.com'
  const token = await gitHubToken(host)
  const baseUrl = host === 'github.com' ? (process.env.GITHUB_API_URL ?? null) : null
  return () => collectFromGitHub({ ...wanted, token, baseUrl, cwd: process.cwd(), userAgent: `casewright/${version}` })
}

export interface FirstMinuteOptions {
  out: string
  open: boolean
  json?: true
}

/** Drafts, previews, opens. */
export async function firstMinute(reference: string, options: FirstMinuteOptions): Promise<void> {
  const { presetNamed } = await import('../case-study/presets.ts')
  const { draft } = await import('../jobs/draft.ts')
  const { preview } = await import('../jobs/preview.ts')
  const { writeEntry } = await import('../destinations/directory.ts')
  const preset = presetNamed('plain')
  if (preset === null) throw new Error('plain is a preset')
  const bar = progress()
  const result = await draft({
    collect: await pullRequestCollector({ reference, baseline: [], candidate: [], environment: null, onProgress: bar.step }),
    publish: (slug, files) => writeEntry({ out: options.out, slug, files, force: false }),
    preset,
    primary: [],
    allowedSecrets: new Set(),
    generator,
    onProgress: bar.step,
  }).finally(bar.end)
  const page = result.kind === 'drafted' ? await preview({ entry: result.folder, out: null }) : null
  if (options.json) printJson({ ...(answerOf(result) as object), preview: page?.file ?? null })
  else printResult(result)
  if (page === null) {
    process.exitCode = 1
    return
  }
  if (!options.json) print(page.file)
  if (!options.open || process.stdout.isTTY !== true) return
  const { openFile } = await import('./open.ts')
  if (!(await openFile(page.file))) note('Nothing here opens it: open the file in a browser yourself.')
}

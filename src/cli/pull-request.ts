/** `casewright owner/repo#n` or `owner/repo@tag`: the first minute. Reads a public pull request or release, drafts into a folder, opens the preview. */
import { KnownError } from '../errors.ts'
import { answerOf, printResult } from './draft-report.ts'
import { reader } from './showcase.ts'
import { note, print, printJson, progress } from './terminal.ts'
import { generator } from './version.ts'

export interface FirstMinuteOptions {
  out: string
  open: boolean
  json?: true
}

/** Drafts, previews, opens. */
export async function firstMinute(text: string, options: FirstMinuteOptions): Promise<void> {
  const { configOf } = await import('../config.ts')
  const { draftOnGitHub } = await import('../jobs/draft-on-github.ts')
  const { preview } = await import('../jobs/preview.ts')
  const { parsePullRequest, parseRelease } = await import('../sources/github/reference.ts')
  const reference = parsePullRequest(text) ?? parseRelease(text)
  if (reference === null) throw new KnownError(notOne(text))
  const bar = progress()
  const { draft: result } = await draftOnGitHub({
    reference,
    source: await reader(reference.host),
    config: configOf({}),
    own: { baseline: [], candidate: [], environment: null, cwd: process.cwd() },
    to: { kind: 'folder', out: options.out, force: false },
    allowedSecrets: new Set(),
    generator,
    onProgress: bar.step,
  }).finally(bar.end)
  if (result === null) throw new Error('a folder gets a draft every time')
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

/** For a text that names no pull request. */
export function notOne(text: string): string {
  return `"${text}" names no pull request. Write owner/repo#123, or paste its address: https://github.com/owner/repo/pull/123`
}

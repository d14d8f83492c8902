/** Wordings that `verify` questions and code can mend, as suggestion blocks at their lines: one review a head, at most ten. */
import { z } from 'zod'
import type { Finding } from '../../claims/check/finding.ts'
import { fix } from '../../claims/fix.ts'
import { KnownError } from '../../errors.ts'
import { Refused, Unsure } from '../../github/write-faults.ts'
import type { GitHubWriter } from '../../github/writer.ts'
import { entriesAt } from '../entry-at.ts'
import { textOf } from '../entry-files.ts'
import { selfOf, type Thread } from './sticky.ts'

const MOST = 10
const LEAD = 'These wordings could be plainer. Each is one click, and none has to be taken.'

const reviewSchema = z.object({
  user: z.object({ id: z.number() }).nullable(),
  commit_id: z.string().nullable(),
  body: z.string().nullable(),
})

/** Suggests; nothing where there is nothing to mend, or this head has its review already. */
export async function suggestMends(
  writer: GitHubWriter,
  { owner, name, number }: Thread,
  head: string,
  entries: readonly { folder: string; findings: readonly Finding[] }[],
): Promise<void> {
  const mendable = entries.filter(({ findings }) => findings.some((finding) => finding.fix !== undefined))
  if (mendable.length === 0) return
  const path = `/repos/${owner}/${name}/pulls/${number}/reviews` as const
  const self = await selfOf(writer)
  const said = await writer.get(path, reviewSchema.array(), { per_page: 100 })
  if (said.some(({ user, commit_id, body }) => user?.id === self && commit_id === head && body === LEAD)) return
  const pages = mendable.map(({ folder }) => `${folder}/index.md`)
  const read = await entriesAt(writer, { owner, name, commit: head }, pages)
  const comments = mendable
    .flatMap(({ folder, findings }) => {
      const text = textOf(read.find((entry) => entry.folder === folder)?.files ?? [], 'index.md')
      return suggestions(text, findings).map((one) => ({ ...one, path: `${folder}/index.md`, side: 'RIGHT' }))
    })
    .slice(0, MOST)
  if (comments.length === 0) return
  try {
    await writer.send(
      { what: 'suggest wordings', permission: 'Pull requests: write' },
      `POST ${path}`,
      { commit_id: head, event: 'COMMENT', body: LEAD, comments },
      z.unknown(),
    )
  } catch (error) {
    // A line outside of the diff takes no suggestion, and a suggestion is worth no second try.
    if (!(error instanceof Refused || error instanceof Unsure || (error instanceof KnownError && error.exitCode === 2))) throw error
  }
}

/** Lines that the mends of `verify --fix` change. */
function suggestions(text: string, findings: readonly Finding[]): { line: number; body: string }[] {
  const [now, mended] = [text, fix(text, findings).markdown].map((one) => one.split('\n'))
  if (now === undefined || mended === undefined || now.length !== mended.length) return []
  return now.flatMap((line, i) => {
    const better = mended[i] ?? ''
    if (better === line) return []
    const fence = '`'.repeat(Math.max(2, ...Array.from(better.matchAll(/`+/g), ([run]) => run.length)) + 1)
    return [{ line: i + 1, body: `${fence}suggestion\n${better}\n${fence}` }]
  })
}

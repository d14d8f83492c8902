/** The job summary of a draft: what was read, the lead with its chart and table, or, in a dry run, the whole entry. */
import type { RootContent } from 'mdast'
import { entryDiagrams } from '../case-study/entry-chart.ts'
import { code, heading, link, list, paragraph, print } from '../case-study/markdown-parts.ts'
import { entrySummary } from '../case-study/summary.ts'
import type { Published } from '../destinations/pull-request.ts'
import type { DraftResult } from '../jobs/draft.ts'
import type { GitHubDraftResult } from '../jobs/draft-on-github.ts'
import { textOf } from '../jobs/entry-files.ts'

const WORDS: Readonly<Record<Published['outcome'], string>> = {
  created: 'The draft pull request is open: ',
  updated: 'The draft pull request was updated: ',
  unchanged: 'The draft pull request is up to date: ',
  declined: 'Closed without a merge, so nothing was written; the input "again" asks once more: ',
  published: 'Merged already, so nothing was written: ',
  approved: 'Approved already, and a new commit would undo that, so nothing was written: ',
}
const MOST_LISTED = 20

/** Markdown. */
export function draftSummary(result: GitHubDraftResult): string {
  const { draft, files, published } = result
  if (draft?.kind === 'too-little')
    return print([heading(2, 'No draft'), paragraph(draft.why), list(draft.questions.map(({ words }) => [words])), ...readWords(draft)])
  const state = published === null ? [] : [paragraph(WORDS[published.outcome], link(published.url, `#${published.number}`))]
  if (draft === null) return print(state)
  const { composition, study, folder } = draft
  const markdown = textOf(files, 'index.md')
  const extent = published === null ? 'whole' : 'lead'
  const entry = entrySummary({ markdown, title: composition.title, diagrams: entryDiagrams(study), extent })
  const where =
    published === null ? [paragraph('A dry run: the entry is in ', code(folder), ', and nothing was written to GitHub.')] : state
  const left = study.omissions.map(({ what, why }) => [`${what} (${why})`])
  const warnings = study.warnings.map(({ code: id, message }) => [`${id} ${message}`])
  return `${print(where)}\n${entry}\n${print([...readWords(draft), ...section('Left out', left), ...section('Warnings', warnings)])}`
}

function readWords({ commits, files, read }: DraftResult): RootContent[] {
  const counts = `${commits} ${commits === 1 ? 'commit' : 'commits'}, ${files} changed ${files === 1 ? 'file' : 'files'}`
  const items = read.map(({ file, side, format, measurements }) => [
    code(file),
    `: ${side}, ${format ?? 'not recognised'}, ${measurements} figures`,
  ])
  return [...section('What was read', items), paragraph(`${counts}.`)]
}

function section(title: string, items: readonly Parameters<typeof list>[0][number][]): RootContent[] {
  if (items.length === 0) return []
  const more = items.length - MOST_LISTED
  return [heading(3, title), list(items.slice(0, MOST_LISTED)), ...(more > 0 ? [paragraph(`And ${more} more.`)] : [])]
}

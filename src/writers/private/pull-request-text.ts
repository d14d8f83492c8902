/** What the public pull request says of a page about a private source. It asks nothing that could only be answered with private words. */
import { hasVerdict } from '../../claims/outcome.ts'
import type { Block, Inline, Section } from '../../model.ts'
import { type Context, say, titleWords } from '../template/context.ts'

/** Rows a reader sees before opening the entry. */
const MOST_ROWS = 4

/** The section; the composer prints it. */
export function privatePullRequest(context: Context): Section {
  const { study } = context
  const title = titleWords(context)
  const blocks: Block[] = [
    {
      type: 'paragraph',
      children: [
        { strong: [`Draft case study: ${title.slice(0, 1).toLowerCase()}${title.slice(1)}.`] },
        ' Its source is private. What is here was checked field by field and approved before it left; everything else is withheld.',
      ],
    },
  ]
  if (study.rows.length > 0) {
    blocks.push({
      type: 'table',
      align: ['left', 'left', 'left'],
      head: [[''], ['runs'], ['']],
      rows: study.rows
        .slice(0, MOST_ROWS)
        .map((row): Inline[][] => [
          [row.label],
          row.comparison.tier === 'X' ? ['exact'] : [say(row, 'runs', 'words')],
          hasVerdict(row)
            ? [say(row, 'change', 'words')]
            : [row.comparison.verdict === 'no-material-change' ? 'no material change' : 'no verdict'],
        ]),
    })
  }
  blocks.push({
    type: 'paragraph',
    children: ['Write nothing here that the page may not say: this pull request is public. To stop it, close it. It will not come back.'],
  })
  return { part: 'lead', heading: null, blocks }
}

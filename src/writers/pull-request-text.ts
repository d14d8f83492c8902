/** What the author sees first: one table, what was left out and why, questions only the author can answer (SHOWCASE). */

import { gotWorse, hasVerdict } from '../claims/outcome.ts'
import type { Row } from '../claims/rows.ts'
import type { Block, Inline, Section } from '../model.ts'
import { authorQuestions } from './author-questions.ts'
import { type Context, inSentence, say, titleWords } from './template/context.ts'

/** Rows a maintainer reads before opening the entry. */
const MOST_ROWS = 4

/** The headline, what got worse, and others, at most four. */
export function topRows(rows: readonly Row[]): Row[] {
  const [headline, ...rest] = rows
  if (headline === undefined) return []
  const worse = rest
    .filter(gotWorse)
    .sort((a, b) => Math.abs(Math.log(b.comparison.ratio ?? 1)) - Math.abs(Math.log(a.comparison.ratio ?? 1)))
  const other = rest.filter((row) => !gotWorse(row))
  const chosen = new Set([headline, ...worse.slice(0, 2), ...other].slice(0, MOST_ROWS))
  return rows.filter((row) => chosen.has(row))
}

function outcome(row: Row): Inline[] {
  if (hasVerdict(row)) return [say(row, 'change', 'words')]
  if (row.comparison.verdict === 'no-material-change') return ['no material change']
  if (row.comparison.verdict === 'inconclusive') return ['no clear difference']
  const who = row.level === 'stated' ? 'reported, ' : ''
  return [who, say(row, 'runs', 'words')]
}

function table(rows: readonly Row[]): Block[] {
  if (rows.length === 0) return []
  return [
    {
      type: 'table',
      align: ['left', 'right', 'right', 'left'],
      head: [[''], ['before'], ['after'], ['']],
      rows: rows.map((row) => [[row.label], [say(row, 'before')], [say(row, 'after')], outcome(row)]),
    },
  ]
}

function leftOut({ study }: Context): Block[] {
  const said = study.omissions.slice(0, 5).map(({ what, why }) => `${inSentence(what)} (${why})`)
  return said.length === 0 ? [] : [{ type: 'paragraph', children: [{ strong: ['Left out, with reasons:'] }, ` ${said.join('; ')}.`] }]
}

function verdict(context: Context): Block[] {
  const { study } = context
  if (study.kind !== 'measured' || study.rows.some(hasVerdict)) return []
  const settled = study.rows.some((row) => row.comparison.verdict === 'no-material-change' || row.comparison.verdict === 'inconclusive')
  if (settled) return []
  const text = ' six alternating runs a side. The commands are in the entry; commit the files under benchmarks/ and draft again.'
  return [{ type: 'paragraph', children: [{ strong: ['To earn a verdict:'] }, text] }]
}

/** How to answer where the App reads comments … */
const inComments: Inline[] = [
  ' Answer in a comment: ',
  { code: '/casewright answer' },
  ', the number, and your words; or quote a question and write below it. They go in as yours, and you can delete any of them.',
]
/** … and where nobody does. */
const inPage: Inline[] = [' Write the answers into ', { code: 'index.md' }, ': your words stay in every later draft.']

/** The sections of the pull request's text; the composer prints them. */
export function pullRequestSections(context: Context, takesAnswers: boolean): Section {
  const { study } = context
  const rows = topRows(study.rows)
  const title = titleWords(context)
  const what =
    study.kind === 'measured'
      ? ''
      : study.uncompared.length > 0
        ? ' No figures that can be compared, no performance claim.'
        : study.statedChanges.length > 0
          ? ' No figure with both sides.'
          : ' No benchmark, no performance claim.'
  const questions = authorQuestions(context)
  const blocks: Block[] = [
    {
      type: 'paragraph',
      children: [
        { strong: [`Draft case study: ${title.slice(0, 1).toLowerCase()}${title.slice(1)}.`] },
        `${what} Read index.md; evidence.json holds every figure and where it comes from.`,
      ],
    },
    ...table(rows),
  ]
  if (study.agreement !== null && study.agreement.same === study.agreement.of) {
    blocks.push({ type: 'paragraph', children: ['The table in your description and the computation from the files agree.'] })
  }
  if (questions.length > 0) {
    blocks.push({
      type: 'paragraph',
      children: [{ strong: ['Questions only you can answer.'] }, ...(takesAnswers ? inComments : inPage)],
    })
    // No list: where people answer by it, a question keeps its number whatever is asked beside it.
    blocks.push(
      ...questions.map(
        ({ number, words }, i): Block => ({
          type: 'paragraph',
          children: [{ strong: [`${takesAnswers ? number : i + 1}.`] }, ' ', ...words],
        }),
      ),
    )
  }
  blocks.push(...verdict(context), ...leftOut(context))
  blocks.push({ type: 'paragraph', children: ['To stop this one, close the pull request. It will not come back.'] })
  return { part: 'lead', heading: null, blocks }
}

/** What the author sees first: one table, what was left out and why, questions only the author can answer (SHOWCASE). */

import { gotWorse, hasVerdict, regressed } from '../claims/outcome.ts'
import type { Row } from '../claims/rows.ts'
import type { Block, Inline, Section } from '../model.ts'
import { type Context, inSentence, say, titleWords } from './template/context.ts'
import { listed } from './template/verbs.ts'

/** Rows a maintainer reads before opening the entry. */
const MOST_ROWS = 4
const MOST_QUESTIONS = 3

function topRows(rows: readonly Row[]): Row[] {
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
  return gotWorse(row) ? ['worse, ', say(row, 'runs', 'words')] : [who, say(row, 'runs', 'words')]
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

const INCIDENT = /\b(?:customer|charged|outage|incident|security|leak(?:ed)?|breach|data loss|production)\b/i

/** At most three, made from what is missing; each worth more than anything the draft could add by itself. */
export function authorQuestions(context: Context): Inline[][] {
  const { study, passages, exchanges } = context
  const { threads } = study.evidence
  const issue = threads.find((thread) => thread.kind === 'issue')
  const worse = study.rows.filter(regressed)
  const alternative = exchanges.some((exchange) => exchange.about === 'alternative')
  const questions: Inline[][] = []
  const measured = study.kind === 'measured'
  if (measured && issue !== undefined && study.rows.some(hasVerdict)) {
    questions.push(['Did it get better for whoever opened the issue? A figure from there would be the strongest line on the page.'])
  } else if (measured) {
    questions.push(['Who noticed the problem, and on what workload did it matter?'])
  }
  if (worse.length > 0) {
    const names = listed(worse.slice(0, 3).map((row) => inSentence(row.label)))
    questions.push([
      'Who should not upgrade? The page says that ',
      ...names,
      worse.length === 1 ? ' got worse.' : ' got worse, and no more.',
    ])
  }
  if (study.statedChanges.length > 0 && !measured)
    questions.push(['Which figures, before and after, are behind the change that the description states?'])
  if (!measured) questions.push(['How was the problem found? One sentence about that would be the best on the page.'])
  if (!measured && issue !== undefined) {
    questions.push(['Did it happen again since the merge? Nothing that was read says so, which is not the same.'])
    if (INCIDENT.test(issue.messages[0]?.text ?? ''))
      questions.push(['May the page name the incident? The issue is public; you may still prefer not to.'])
  }
  if (measured && alternative) questions.push(['The review mentions an alternative. Is it worth two more sentences?'])
  if (measured && !study.rows.some(hasVerdict)) questions.push(['Was anything measured with another workload? The page says it was not.'])
  if (passages.problem.length === 0 && issue === undefined)
    questions.unshift(['Why was the change made? The page has no reason in your words.'])
  if (study.evidence.description === null) questions.push(['What did you try that did not work?'])
  return questions.slice(0, MOST_QUESTIONS)
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

/** The sections of the pull request's text; the composer prints them. */
export function pullRequestSections(context: Context): Section {
  const { study } = context
  const rows = topRows(study.rows)
  const title = titleWords(context)
  const what =
    study.kind === 'measured' ? '' : study.statedChanges.length > 0 ? ' No figure with both sides.' : ' No benchmark, no performance claim.'
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
      children: [
        { strong: ['Questions only you can answer.'] },
        ' Reply to this pull request; your words go in as yours, and you can delete any of them.',
      ],
    })
    blocks.push({ type: 'list', ordered: true, items: questions })
  }
  blocks.push(...verdict(context), ...leftOut(context))
  blocks.push({ type: 'paragraph', children: ['To stop this one, close the pull request. It will not come back.'] })
  return { part: 'lead', heading: null, blocks }
}

/** Questions only the author can answer, made from what is missing; each worth more than anything the draft could add by itself. */
import { hasVerdict, regressed } from '../claims/outcome.ts'
import type { Inline } from '../model.ts'
import { type Context, inSentence } from './template/context.ts'
import { listed } from './template/verbs.ts'

export interface AuthorQuestion {
  /** Stays when another question has its answer: people answer by it. */
  number: number
  words: Inline[]
}

const MOST = 3

const INCIDENT = /\b(?:customer|charged|outage|incident|security|leak(?:ed)?|breach|data loss|production)\b/i

/** Those without an answer, at most three. */
export function authorQuestions(context: Context): AuthorQuestion[] {
  const answered = new Set(context.study.evidence.threads.map(({ answers }) => answers))
  return allQuestions(context)
    .map((words, i) => ({ number: i + 1, words }))
    .filter(({ number }) => !answered.has(number))
    .slice(0, MOST)
}

/** Answers change none of these, so that their numbers stay. */
function allQuestions({ study, passages, exchanges }: Context): Inline[][] {
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
  questions.unshift(...aboutDoubts(study.said))
  if (study.evidence.description === null) questions.push(['What did you try that did not work?'])
  return questions
}

/** What somebody said against a figure comes first: a page that passes over it would not be believed. */
function aboutDoubts(said: Context['study']['said']): Inline[][] {
  const is = (code: string, by: 'author' | 'other') => said.some((flag) => flag.code === code && flag.by === by)
  return [
    ...(is('disputed', 'other') ? [['Somebody doubts a figure in the discussion. What was found, and does the figure stand?']] : []),
    ...(is('withdrawn', 'author') ? [['You took figures back. Which hold now, before and after?']] : []),
    ...(is('sides-unknown', 'author')
      ? [['Figures of variants stand side by side. Which of them is this change, and which is what it replaces?']]
      : []),
  ]
}

/** Questions only the author can answer, made from what is missing; each worth more than anything the draft could add by itself. */
import { hasVerdict, regressed } from '../claims/outcome.ts'
import type { Inline } from '../model.ts'
import { type Context, inSentence } from './template/context.ts'
import { listed } from './template/verbs.ts'

export interface AuthorQuestion {
  /** The question's own, whatever else is asked beside it: people answer by it, and new evidence brings other questions. */
  number: number
  words: Inline[]
}

/** Numbers are never given to another question, so that an old answer hides no new one. */
const NUMBERS = {
  noticed: 1,
  workload: 2,
  reason: 3,
  better: 4,
  found: 5,
  figures: 6,
  again: 7,
  incident: 8,
  alternative: 9,
  tried: 10,
  disputed: 11,
  withdrawn: 12,
  sides: 13,
} as const

const MOST = 3

const INCIDENT = /\b(?:customer|charged|outage|incident|security|leak(?:ed)?|breach|data loss|production)\b/i

/** Those without an answer, at most three. */
export function authorQuestions(context: Context): AuthorQuestion[] {
  const answered = new Set(context.study.evidence.threads.map(({ answers }) => answers))
  return allQuestions(context)
    .filter(({ number }) => !answered.has(number))
    .slice(0, MOST)
}

/** Answers change none of these. */
function allQuestions({ study, passages, exchanges }: Context): AuthorQuestion[] {
  const { threads } = study.evidence
  const issue = threads.find((thread) => thread.kind === 'issue')
  const worse = study.rows.filter(regressed)
  const alternative = exchanges.some((exchange) => exchange.about === 'alternative')
  const questions: AuthorQuestion[] = []
  const ask = (key: keyof typeof NUMBERS, words: string) => void questions.push({ number: NUMBERS[key], words: [words] })
  const measured = study.kind === 'measured'
  if (measured && issue !== undefined && study.rows.some(hasVerdict)) {
    ask('better', 'Did it get better for whoever opened the issue? A figure from there would be the strongest line on the page.')
  } else if (measured) {
    ask('noticed', 'Who noticed the problem, and on what workload did it matter?')
  }
  if (worse.length > 0) {
    const names = listed(worse.slice(0, 3).map((row) => inSentence(row.label)))
    const words = ['Who should not upgrade? The page says that ', ...names, worse.length === 1 ? ' got worse.' : ' got worse, and no more.']
    questions.push({ number: numberOf(words), words })
  }
  if (study.statedChanges.length > 0 && !measured)
    ask('figures', 'Which figures, before and after, are behind the change that the description states?')
  if (!measured) ask('found', 'How was the problem found? One sentence about that would be the best on the page.')
  if (!measured && issue !== undefined) {
    ask('again', 'Did it happen again since the merge? Nothing that was read says so, which is not the same.')
    if (INCIDENT.test(issue.messages[0]?.text ?? ''))
      ask('incident', 'May the page name the incident? The issue is public; you may still prefer not to.')
  }
  if (measured && alternative) ask('alternative', 'The review mentions an alternative. Is it worth two more sentences?')
  if (measured && !study.rows.some(hasVerdict)) ask('workload', 'Was anything measured with another workload? The page says it was not.')
  if (passages.problem.length === 0 && issue === undefined)
    questions.unshift({ number: NUMBERS.reason, words: ['Why was the change made? The page has no reason in your words.'] })
  questions.unshift(...aboutDoubts(study.said))
  if (study.evidence.description === null) ask('tried', 'What did you try that did not work?')
  return questions
}

/** What somebody said against a figure comes first: a page that passes over it would not be believed. */
function aboutDoubts(said: Context['study']['said']): AuthorQuestion[] {
  const is = (code: string, by: 'author' | 'other') => said.some((flag) => flag.code === code && flag.by === by)
  const ask = (key: keyof typeof NUMBERS, words: string) => ({ number: NUMBERS[key], words: [words] })
  return [
    ...(is('disputed', 'other')
      ? [ask('disputed', 'Somebody doubts a figure in the discussion. What was found, and does the figure stand?')]
      : []),
    ...(is('withdrawn', 'author') ? [ask('withdrawn', 'You took figures back. Which hold now, before and after?')] : []),
    ...(is('sides-unknown', 'author')
      ? [ask('sides', 'Figures of variants stand side by side. Which of them is this change, and which is what it replaces?')]
      : []),
  ]
}

/** From 20 to 99, of the words: a question that names things is another one when it names others. */
function numberOf(words: readonly Inline[]): number {
  let hash = 0
  for (const character of JSON.stringify(words)) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003
  return 20 + (hash % 80)
}

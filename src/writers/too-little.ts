/** Whether there is enough for a page: a figure with two sides, or a reason that can be quoted. */
import { wordCount } from './sentences.ts'
import type { Context } from './template/context.ts'
import { proseOf } from './template/speech.ts'

/** Fewer words than these are no reason. */
const FEWEST_WORDS = 12

/** A sentence that says what is missing, or null when a page can be written. */
export function tooLittle({ study, passages, exchanges }: Context): string | null {
  if (study.rows.length > 0) return null
  const reasons = [...passages.problem, ...passages.method, ...passages.leftOut, ...passages.tradeOffs]
  const answers = study.evidence.threads.flatMap(({ answers, messages }) =>
    answers === undefined ? [] : [proseOf(messages[0]?.text ?? '')],
  )
  const words = wordCount([...reasons.flat(), ...answers].join(' '))
  const issue = study.evidence.threads.some(
    ({ kind, messages }) => kind === 'issue' && wordCount(proseOf(messages[0]?.text ?? '')) >= FEWEST_WORDS,
  )
  if (words >= FEWEST_WORDS || (words > 0 && (issue || exchanges.length > 0))) return null
  const alone = study.unmatched.length
  const missing = [
    words === 0 ? 'no reason in the author’s words' : 'hardly a reason in the author’s words',
    alone > 0 ? `no figure with both sides (${alone} stand alone)` : 'no figure',
    ...(issue || exchanges.length > 0 ? [] : ['no discussion']),
  ]
  return `Not enough for a page: ${missing.join(', ')}.`
}

/** Questions a user of the software would ask, in a reviewer's words, answered in the author's. */
import type { Block, Section } from '../../model.ts'
import type { Context } from './context.ts'
import { origin, quoted } from './speech.ts'

const MOST = 3
const ANSWER_WORDS = 60

/** Null where nobody asked. */
export function questions({ study, exchanges }: Context): Section | null {
  const open = exchanges.filter((exchange) => exchange.about === 'use' || (exchange.about === 'behaviour' && study.kind === 'measured'))
  const blocks = open.slice(0, MOST).flatMap((exchange): Block[] => [
    { type: 'heading', text: exchange.question, source: exchange.source },
    {
      type: 'paragraph',
      children: ['The author: ', quoted(exchange.answer, exchange.source, ANSWER_WORDS), ...origin(exchange.source, 'review')],
    },
  ])
  return blocks.length === 0 ? null : { part: 'questions', heading: 'Questions', blocks }
}

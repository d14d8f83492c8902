/** What behaves differently, where nothing was measured: the author's answer to the question. */
import type { Block, Section } from '../../model.ts'
import type { Context } from './context.ts'
import { origin, quoted } from './speech.ts'

const ANSWER_WORDS = 60

/** Null in a measured study, and where nobody asked. */
export function behaviour({ study, exchanges }: Context): Section | null {
  if (study.kind === 'measured') return null
  const blocks = exchanges
    .filter((exchange) => exchange.about === 'behaviour')
    .slice(0, 2)
    .map(
      (exchange): Block => ({
        type: 'paragraph',
        children: [
          'Asked in the review, the author answered: ',
          quoted(exchange.answer, exchange.source, ANSWER_WORDS),
          ...origin(exchange.source, 'review'),
        ],
      }),
    )
  return blocks.length === 0 ? null : { part: 'behaviour', heading: 'What behaves differently', blocks }
}

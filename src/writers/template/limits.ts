/** What could make the figure wrong, what was not covered, what cannot be checked: at most three sentences. */
import type { Section } from '../../model.ts'
import type { Context } from './context.ts'

/** Always present: an entry without limits would claim that it has none. */
export function limits({ study }: Context): Section {
  const said = study.warnings.filter((warning) => warning.said).map((warning) => warning.message)
  const decision = [
    'Tests show that the code does what they check, not that the problem is gone in use.',
    study.statedChanges.length > 0
      ? 'The change that the author states cannot be recomputed.'
      : 'Nothing was measured, so nothing follows about speed or memory.',
    'Whether a later commit reverts or mends this change was not looked at.',
  ]
  const sentences = study.kind === 'measured' ? said : decision
  return {
    part: 'limits',
    heading: 'What this does not show',
    blocks: [{ type: 'paragraph', children: [sentences.slice(0, 3).join(' ')] }],
  }
}

/** What could make the figure wrong, what was not covered, what cannot be checked: at most three sentences. */
import type { Inline, Section, Warning } from '../../model.ts'
import type { Context } from './context.ts'
import { descriptionWord } from './problem.ts'

/** Always present: an entry without limits would claim that it has none. */
export function limits({ study }: Context): Section {
  const said = study.warnings.filter((warning) => warning.said)
  const texts = said.filter(({ about }) => about.some((id) => study.sources.has(id)))
  const decision: Inline[][] = [
    ['Tests show that the code does what they check, not that the problem is gone in use. '],
    ...texts.slice(0, 2).map((warning) => sentenceOf(warning, study)),
    [nothingMeasured(study, texts)],
    ['Whether a later commit reverts or mends this change was not looked at. '],
  ]
  const sentences =
    study.kind === 'measured' ? said.map((warning) => sentenceOf(warning, study)) : decision.filter(([first]) => first !== '')
  return {
    part: 'limits',
    heading: 'What this does not show',
    blocks: [{ type: 'paragraph', children: trimmed(sentences.slice(0, 3).flat()) }],
  }
}

/** Empty where the texts have figures and say something against them. */
function nothingMeasured(study: Context['study'], texts: readonly Warning[]): string {
  if (study.uncompared.length > 0) return 'What was measured cannot be compared, so nothing follows about speed or memory. '
  if (study.statedChanges.length > 0) return 'The change that the author states cannot be recomputed. '
  return texts.length > 0 ? '' : 'Nothing was measured, so nothing follows about speed or memory. '
}

/** Texts that one warning links to. */
const MOST_CITED = 3

/** A warning, with links to the texts that it is about, if it is about any. */
function sentenceOf({ message, about }: Warning, { sources, evidence }: Context['study']): Inline[] {
  const texts = about.filter((id) => sources.has(id)).slice(0, MOST_CITED)
  if (texts.length === 0) return [`${message} `]
  const links = texts.flatMap((source, i): Inline[] => {
    const kind = evidence.threads[Number(/^thread (\d+)$/.exec(source)?.[1] ?? -1)]?.kind
    const link: Inline = { cite: source, children: [kind ?? descriptionWord(evidence.subject.kind)] }
    return i === 0 ? [link] : [', ', link]
  })
  return [message.replace(/[.]$/, ''), ' (', ...links, '). ']
}

function trimmed(children: Inline[]): Inline[] {
  const last = children.at(-1)
  return typeof last === 'string' ? [...children.slice(0, -1), last.trimEnd()] : children
}

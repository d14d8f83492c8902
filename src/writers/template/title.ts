/** Title and description: the subject's own words, and the figure that explains the change. */
import { gotWorse, improved, regressed } from '../../claims/outcome.ts'
import type { Inline } from '../../model.ts'
import { type Context, say, titled, titleWords } from './context.ts'
import { rowPhrase } from './row-subject.ts'
import { apposition, asPredicate } from './verbs.ts'

/** Title: the subject's own words, and the figure that explains the change where it got better. */
export function titleOf(context: Context): Inline[] {
  const { study } = context
  const title = titled(context, titleWords(context))
  const { headline } = study
  if (
    headline === null ||
    gotWorse(headline) ||
    headline.comparison.verdict === 'inconclusive' ||
    headline.baseline.value === headline.candidate.value
  ) {
    return [title]
  }
  const figures: Inline[] = [
    title,
    ': ',
    say(headline, 'before', headline.unit === '' ? 'rough' : 'number'),
    ' → ',
    say(headline, 'after', 'rough'),
  ]
  const named = headline.parts === null && headline.label !== 'Time'
  return named ? [...figures, ` for ${rowPhrase(headline)}`] : figures
}

/** Front matter's description: project, change, and what kind of evidence there is. */
export function descriptionOf(context: Context): Inline[] {
  const { study, project } = context
  const { subject } = study.evidence
  const what = apposition(subject.repository.introduction, subject.repository.name)
  const named = what === null ? project : `${project}, ${what}`
  const predicate = asPredicate(titleWords(context))
  const end = what === null ? '' : ','
  const change: Inline[] =
    subject.kind === 'release'
      ? [titled(context, titleWords(context)), ...(what === null ? [] : [`, ${what}`])]
      : predicate === null
        ? [titled(context, titleWords(context)), `, in ${named}`]
        : [`How ${named}${end} `, titled(context, predicate)]
  if (study.kind === 'decision') return [...change, ': the reason, the decision, and what it does not prove.']
  if (!study.rows.some(regressed)) return [...change, ': what was measured and how sure the figures are.']
  return [...change, `: what was measured${study.rows.some(improved) ? ', what it gained' : ''} and what it costs.`]
}

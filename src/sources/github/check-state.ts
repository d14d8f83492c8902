/** Whether the checks of a commit say that its tests passed. */
import type { Evidence } from '../../model.ts'
import type { Check, Part } from './reading.ts'

/** What looks after licences, labels, coverage and previews says nothing of tests; what we post ourselves neither. */
const NO_TEST = /\b(?:cla|dco|easycla|license|licence|label|labels|labeler|codecov|coveralls|preview|semantic|title|casewright)\b/i

/** Passed when every check that ended passed; failed when one failed; unknown where there is none, or more than were read. */
export function testState({ items, cut }: Part<Check>): Evidence['tests'] {
  const ended = items.filter(({ name, outcome }) => outcome !== 'running' && outcome !== 'skipped' && !NO_TEST.test(name))
  if (ended.some(({ outcome }) => outcome === 'failed')) return 'failed'
  return !cut && ended.length > 0 && ended.every(({ outcome }) => outcome === 'passed') ? 'passed' : 'unknown'
}

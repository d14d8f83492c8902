/** What the design of a measurement leaves open: in which order the sides ran, and whether anything shows that the machine stood still. */
import type { Environment } from '../model.ts'
import type { Compared } from './comparison.ts'

/** A sentence each. */
export function designNotes(
  comparisons: readonly Compared[],
  environments: { baseline: Environment; candidate: Environment } | undefined,
): string[] {
  const tested = comparisons.filter(({ tier, verdict }) => (tier === 'A' || tier === 'B') && verdict !== 'not-comparable')
  if (tested.length === 0) return seeds(comparisons)
  const notes = [order(environments?.baseline.order ?? environments?.candidate.order), control(tested)].filter((note) => note !== null)
  return [...notes, ...seeds(comparisons)]
}

/** A loss moves with the seed alone; one training a side cannot tell that from the change. */
function seeds(comparisons: readonly Compared[]): string[] {
  const few = comparisons.filter(
    ({ metric, tier, verdict }) => /(?:^|[\s_/.-])loss$/i.test(metric) && (tier === 'D' || tier === 'E') && verdict !== 'not-comparable',
  )
  return few.length === 0
    ? []
    : ['A loss after one training a side moves with the seed too: train both sides from several seeds before calling a difference a gain.']
}

function order(said: string | undefined): string | null {
  if (said !== undefined && /alternat|interleav/i.test(said)) return null
  if (said !== undefined && /sequential|one after/i.test(said)) {
    return 'All runs of one side came before all runs of the other, so that whatever changed on the machine meanwhile counts as the change.'
  }
  return 'Nothing says that the sides ran in turn; what changed on the machine meanwhile would count as the change. Alternate them, and write "order": "alternating" into environment.json.'
}

/** A benchmark that stayed where it was is the control: the change does not reach it, the machine would. */
function control(tested: readonly Compared[]): string | null {
  if (tested.some(({ verdict }) => verdict === 'no-material-change')) return null
  return 'There is no control: no benchmark that the change leaves alone shows that the machine stayed the same.'
}

/** What the design of a measurement leaves open: in which order the sides ran, and whether anything shows that the machine stood still. */
import type { Environment } from '../model.ts'
import type { Compared, DesignNote } from './comparison.ts'
import { compareEnvironments } from './environments.ts'

type Environments = { baseline: Environment; candidate: Environment } | undefined

/** Order and control only where something was compared by runs; seeds only where it was not. */
export function designNotes(comparisons: readonly Compared[], environments: Environments): DesignNote[] {
  const tested = comparisons.filter(({ tier, verdict }) => (tier === 'A' || tier === 'B') && verdict !== 'not-comparable')
  const notes = tested.length === 0 ? [] : [order(environments?.baseline.order ?? environments?.candidate.order), control(tested)]
  return [...notes, settings(comparisons, environments), seeds(comparisons)].filter((note) => note !== null)
}

/** Another setting does not block, since it may be the change itself; it is never passed over. */
function settings(comparisons: readonly Compared[], environments: Environments): DesignNote | null {
  const { settings } = compareEnvironments(environments)
  if (settings === '' || comparisons.every(({ verdict }) => verdict === 'not-comparable')) return null
  return {
    code: 'W05',
    message: `The sides differ in ${settings}, which may be what makes the difference.`,
    advice: 'Measure both sides with the same settings, unless the setting is the change.',
  }
}

/** A loss moves with the seed alone; one training a side cannot tell that from the change. */
function seeds(comparisons: readonly Compared[]): DesignNote | null {
  const single = comparisons.some(
    ({ metric, tier, verdict }) => /(?:^|[\s_/.-])loss$/i.test(metric) && (tier === 'D' || tier === 'E') && verdict !== 'not-comparable',
  )
  if (!single) return null
  return {
    code: 'W01',
    message: 'A loss after one training a side moves with the seed too.',
    advice: 'Train both sides from several seeds before calling a difference a gain.',
  }
}

function order(said: string | undefined): DesignNote | null {
  if (said !== undefined && /alternat|interleav/i.test(said)) return null
  if (said !== undefined && /sequential|one after/i.test(said)) {
    return {
      code: 'W05',
      message:
        'All runs of one side came before all runs of the other, so that whatever changed on the machine meanwhile counts as the change.',
      advice: '',
    }
  }
  return {
    code: 'W19',
    message: 'Nothing says that the sides ran in turn; what changed on the machine meanwhile would count as the change.',
    advice: 'Alternate them, and write "order": "alternating" into environment.json.',
  }
}

/** A benchmark that stayed where it was is the control: the change does not reach it, the machine would. */
function control(tested: readonly Compared[]): DesignNote | null {
  if (tested.some(({ verdict }) => verdict === 'no-material-change')) return null
  return {
    code: 'W19',
    message: 'There is no control: no benchmark that the change leaves alone shows that the machine stayed the same.',
    advice: '',
  }
}

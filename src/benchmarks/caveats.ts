/** The warnings of one comparison (TRUST §1, W01 …): what an honest reader has to hear beside the figure. */
import type { Better, Comparison } from '../model.ts'
import type { Gate } from './comparability.ts'
import type { CodedReason } from './comparison.ts'
import type { Effect } from './effect.ts'
import { percent } from './say.ts'

interface Case {
  statistic: string
  better: Better
  gate: Gate
  effect: Effect | null
  verdict: Comparison['verdict']
  /** Whether a shared runner measured. */
  shared: boolean
  tests: 'passed' | 'failed' | 'unknown'
}

/** Above this run-to-run coefficient of variation a figure is called noisy. */
const NOISY = 0.05

/** In the order of the codes. */
export function caveatsOf({ statistic, better, gate, effect, verdict, shared, tests }: Case): CodedReason[] {
  const found: CodedReason[] = [...gate.warnings]
  const warn = (code: string, message: string) => found.push({ code, message })
  if (effect !== null && effect.tier !== 'X') {
    const { baseline, candidate, interval } = effect
    const known = baseline.runs !== null && candidate.runs !== null
    if (!known || effect.runs < 5) warn('W01', known ? 'There are fewer than five runs a side.' : 'How many runs there were is not known.')
    if (effect.oneProcess)
      warn('W02', 'The runs of a side come from one process; what varies from process to process is not in the interval.')
    if (interval === null) warn('W03', 'There is no interval.')
    else if (interval[0] <= 1 && interval[1] >= 1) warn('W03', 'The interval of the ratio includes 1.')
    const noise = Math.max(baseline.variation ?? 0, candidate.variation ?? 0)
    if (noise > NOISY) warn('W04', `The runs of a side vary by ${percent(noise)}.`)
    if (shared) warn('W06', 'A shared runner measured; what else ran on the machine is not known.')
    if (isBest(statistic, better)) warn('W11', 'The figure is the best of several and not their middle.')
  }
  const judged = verdict === 'improved' || verdict === 'regressed'
  if (tests === 'failed') warn('W18', 'The tests of the measured commit failed.')
  else if (judged && tests === 'unknown') warn('W18', 'Whether the tests of the measured commit passed is not known.')
  return found.toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
}

function isBest(statistic: string, better: Better): boolean {
  return (statistic === 'min' && better === 'lower') || (statistic === 'max' && better === 'higher')
}

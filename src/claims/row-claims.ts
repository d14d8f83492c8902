/** The claims of a row: both values, their difference, the change in words, its interval, the runs. */
import type { Claim } from '../model.ts'
import { hasVerdict } from './outcome.ts'
import type { Row } from './rows.ts'

/** From this factor on a change is said as a factor ("4.8 times as long"), below it as a percentage. */
const FACTOR = 2

const percentOf = (ratio: number): number => 100 * Math.abs(ratio - 1)

function direction(baseline: number, candidate: number): Claim['direction'] {
  if (baseline === candidate) return 'same'
  return candidate < baseline ? 'less' : 'more'
}

/** Whether the change of this row may be said in words: a verdict, or exact counts that differ. */
function saysChange(row: Row): boolean {
  return hasVerdict(row) && row.comparison.ratio !== null
}

/** Claims by id: `k1.before`, `k1.after`, `k1.difference`, and where a verdict allows `k1.change`, `k1.interval`. */
export function claimsOf(row: Row): Claim[] {
  const { comparison, baseline, candidate, unit } = row
  const id = comparison.id
  const base = {
    subject: row.label,
    better: comparison.better,
    comparison: id,
    sources: [...row.sources],
    warnings: [],
    renderings: [],
  }
  const value = (side: 'baseline' | 'candidate'): Claim => {
    const summary = side === 'baseline' ? baseline : candidate
    const summed = side === 'baseline' && row.parts !== null
    return {
      ...base,
      id: `${id}.${side === 'baseline' ? 'before' : 'after'}`,
      kind: summed ? 'sum' : 'value',
      side,
      value: summary.value,
      unit,
      direction: null,
      derivation: {
        operation: summed ? 'sum' : summary.runs > 1 ? 'median' : 'as-written',
        of: summed && row.parts !== null ? row.parts.map((part) => part.id) : [...summary.ids],
      },
    }
  }
  const parts = (row.parts ?? []).map(
    (part, i): Claim => ({
      ...base,
      id: `${id}.part${i + 1}`,
      kind: 'value',
      subject: part.benchmark || part.metric,
      side: 'baseline',
      value: part.value,
      unit,
      direction: null,
      derivation: { operation: 'as-written', of: [part.id] },
    }),
  )
  const way = direction(baseline.value, candidate.value)
  const claims: Claim[] = [value('baseline'), value('candidate'), ...parts]
  claims.push({
    ...base,
    id: `${id}.difference`,
    kind: 'difference',
    side: null,
    value: candidate.value - baseline.value,
    unit,
    direction: way,
    derivation: { operation: 'difference', of: [`${id}.before`, `${id}.after`] },
  })
  claims.push({
    ...base,
    id: `${id}.runs`,
    kind: 'runs',
    side: null,
    value: baseline.runs === candidate.runs ? baseline.runs : [baseline.runs, candidate.runs],
    unit: '',
    direction: null,
    derivation: { operation: 'count', of: [id] },
  })
  const ratio = comparison.ratio
  if (!saysChange(row) || ratio === null) return claims
  const times = ratio >= FACTOR
  claims.push({
    ...base,
    id: `${id}.change`,
    kind: times ? 'times' : 'percent',
    side: null,
    value: times ? ratio : percentOf(ratio),
    unit: times ? '×' : '%',
    direction: ratio < 1 ? 'less' : 'more',
    derivation: { operation: times ? 'ratio' : 'percent-change', of: [id] },
  })
  if (comparison.interval === null) return claims
  const [low, high] = comparison.interval
  const ends: [number, number] = times ? [low, high] : ratio < 1 ? [percentOf(high), percentOf(low)] : [percentOf(low), percentOf(high)]
  claims.push({
    ...base,
    id: `${id}.interval`,
    kind: 'interval',
    side: null,
    value: ends,
    unit: times ? '×' : '%',
    direction: ratio < 1 ? 'less' : 'more',
    derivation: { operation: 'interval', of: [id] },
  })
  return claims
}

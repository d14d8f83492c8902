/**
 * One thing that replaced several: "top-k took 14.2 us and renormalize 5.1 us before; the fused kernel takes 11.8 us".
 * The baseline is the sum of the parts, and the ledger says so.
 */
import type { LedgerMeasurement } from '../model.ts'

export interface MergedParts {
  parts: LedgerMeasurement[]
  /** The sum, as a derived figure of the baseline with the candidate's key, so that the two pair. */
  sum: LedgerMeasurement
  whole: LedgerMeasurement
}

/** Words that say "made one of several"; without one of them nothing is added up. */
const MERGING = /\b(?:fus|merg|combin|unif|join|coalesc|consolidat)\w*|\b(?:one|single) \w+ instead of\b/i

/** Adds exactly, as decimals were written: 14.2 + 5.1 is 19.3. */
function exactSum(values: readonly number[]): number {
  const decimals = Math.max(...values.map((value) => String(value).split('.')[1]?.length ?? 0))
  return Number(values.reduce((sum, value) => sum + value, 0).toFixed(decimals))
}

/**
 * Finds sentences with at least two unpaired baseline figures and exactly one unpaired candidate, of one unit.
 *
 * @remarks `unpaired` are figures of a text that compare left alone; `title` is the subject's.
 */
export function mergedParts(unpaired: readonly LedgerMeasurement[], title: string): MergedParts[] {
  const lines = Map.groupBy(
    unpaired.filter((m) => m.role === 'result' && m.locator.line !== undefined),
    (m) => `${m.source} ${m.locator.line} ${m.unit}`,
  )
  return [...lines.values()].flatMap((figures) => {
    const parts = figures.filter((m) => m.side === 'baseline')
    const wholes = figures.filter((m) => m.side === 'candidate')
    const [whole] = wholes
    const names = new Set(parts.map((part) => part.benchmark || part.metric))
    if (parts.length < 2 || names.size !== parts.length || wholes.length !== 1 || whole === undefined) return []
    if (!MERGING.test(`${title} ${whole.benchmark} ${whole.metric}`)) return []
    const sum: LedgerMeasurement = {
      ...whole,
      id: `${whole.id}-sum`,
      side: 'baseline',
      value: exactSum(parts.map((part) => part.value)),
      samples: parts[0]?.samples ?? null,
      locator: { ...whole.locator, text: parts.map((part) => part.locator.text).join(' + ') },
    }
    return [{ parts, sum, whole }]
  })
}

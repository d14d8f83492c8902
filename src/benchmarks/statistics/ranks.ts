/** Values that are equal share one rank, the mean of the places they take. */
export interface TieGroup {
  size: number
  /** How many of them belong to the candidate. */
  candidates: number
  /** Twice the midrank, a whole number. */
  doubledRank: number
}

/** The pooled values in ascending order, equal ones together. */
export function tieGroups(baseline: readonly number[], candidate: readonly number[]): TieGroup[] {
  const pooled = [...baseline.map((value) => ({ value, own: 0 })), ...candidate.map((value) => ({ value, own: 1 }))]
  pooled.sort((a, b) => a.value - b.value)
  const groups: TieGroup[] = []
  let last: number | undefined
  let before = 0
  for (const { value, own } of pooled) {
    const open = value === last ? groups.at(-1) : undefined
    if (open) {
      open.size += 1
      open.candidates += own
      open.doubledRank += 1
    } else groups.push({ size: 1, candidates: own, doubledRank: 2 * before + 2 })
    last = value
    before += 1
  }
  return groups
}

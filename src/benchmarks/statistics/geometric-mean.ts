/** The geometric mean of numbers above 0, through logarithms so that long lists neither overflow nor vanish; else null. */
export function geometricMean(values: readonly number[]): number | null {
  if (values.length === 0 || values.some((value) => !(value > 0 && Number.isFinite(value)))) return null
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length)
}

/** The runs behind scaling-law points: each row's sizes and loss together again. */
import type { Measurement } from '../model.ts'

export type Size = 'N' | 'D' | 'C'

/** One training run: its loss and what of parameters N, tokens D and compute C is known. */
export interface ScalingRun {
  /** Of the measurement of its loss. */
  id: string
  loss: number
  sizes: Readonly<Partial<Record<Size, number>>>
  /** The size that the row does not say and the other two give. */
  computed: Size | null
}

const sizeNames: readonly string[] = ['N', 'D', 'C'] satisfies Size[]

/** Of the measurements of one file of scaling-law points, in their order. */
export function scalingRuns(measurements: readonly Measurement[]): ScalingRun[] {
  const found: ScalingRun[] = []
  let sizes: Partial<Record<Size, number>> = {}
  let row: number | undefined
  for (const { id, metric, value, role, locator } of measurements) {
    if (locator.line !== row) sizes = {}
    row = locator.line
    if (role === 'workload' && isSize(metric)) sizes[metric] = value
    else if (role === 'result') found.push({ id, loss: value, ...withRest(sizes) })
  }
  return found
}

function isSize(metric: string): metric is Size {
  return sizeNames.includes(metric)
}

/** C = 6 · N · D: two of them give the third (Kaplan et al. 2020, arXiv:2001.08361). What is written stays. */
function withRest(sizes: Partial<Record<Size, number>>): Pick<ScalingRun, 'sizes' | 'computed'> {
  const { N, D, C } = sizes
  if (N !== undefined && C !== undefined && D === undefined) return { sizes: { N, D: C / (6 * N), C }, computed: 'D' }
  if (D !== undefined && C !== undefined && N === undefined) return { sizes: { N: C / (6 * D), D, C }, computed: 'N' }
  if (N !== undefined && D !== undefined && C === undefined) return { sizes: { N, D, C: 6 * N * D }, computed: 'C' }
  return { sizes, computed: null }
}

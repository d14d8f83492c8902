/** The law of `power-law.ts` that fits runs best, looked for from a grid of starts. */
import { minimise } from './minimise.ts'
import { objectiveAt, type Runs } from './power-law.ts'

/** Errors of ln L beyond this count as they are and no longer by their square (Hoffmann et al. 2022). */
export const HUBER_DELTA = 1e-3

/** Huber's loss of so small a δ has its curvature in few places; coming down from least squares it is found. */
const DELTAS = [1, 0.1, 0.01, HUBER_DELTA]

export interface PowerLaw {
  /** ln E, then ln A and α of each size, A at the mean size. */
  parameters: Float64Array
  /** The sum of Huber's losses. */
  value: number
  converged: boolean
}

/** The best of all starts. */
export function fitPowerLaw(runs: Runs): PowerLaw {
  // From most starts least squares ends in one place: what comes after is done for each place once.
  const rough = starts(runs).map((start) => minimise((at) => objectiveAt(at, runs, 1), start))
  const places: typeof rough = []
  for (const one of rough.toSorted((a, b) => a.value - b.value)) {
    if (places.length < 4 && !places.some((other) => isNear(other.parameters, one.parameters))) places.push(one)
  }
  const fine = places.map(({ parameters }) => refine(runs, parameters, DELTAS))
  return fine.reduce((best, one) => (one.value < best.value ? one : best))
}

/** The law near `parameters`: for runs that differ little from those it was fitted to. */
export function refit(runs: Runs, parameters: Float64Array): PowerLaw {
  return refine(runs, parameters, DELTAS.slice(2))
}

function refine(runs: Runs, from: Float64Array, deltas: readonly number[]): PowerLaw {
  let found: PowerLaw = { parameters: from, value: Number.POSITIVE_INFINITY, converged: false }
  for (const delta of deltas) found = minimise((at) => objectiveAt(at, runs, delta), found.parameters)
  return found
}

function isNear(a: Float64Array, b: Float64Array): boolean {
  return a.every((value, i) => Math.abs(value - (b[i] ?? 0)) < 1e-4 * (1 + Math.abs(value)))
}

const EXPONENTS = [0.1, 0.25, 0.5, 1, 2]
/** How much of the lowest loss no size takes away. */
const SHARES = [0.1, 0.5, 0.9]

/** Every exponent with every other and every E; the A of each such that the mean loss comes out, halved between the sizes. */
function starts({ logSizes, logLoss }: Runs): Float64Array[] {
  const lowest = logLoss.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
  const mean = logLoss.reduce((sum, value) => sum + value, 0) / logLoss.length
  const exponents = logSizes.reduce<number[][]>((lists, _) => lists.flatMap((list) => EXPONENTS.map((one) => [...list, one])), [[]])
  return SHARES.flatMap((share) =>
    exponents.map((list) => {
      const rest = Math.log((Math.exp(mean) - share * Math.exp(lowest)) / list.length)
      return Float64Array.from([Math.log(share) + lowest, ...list.flatMap((exponent) => [rest, exponent])])
    }),
  )
}

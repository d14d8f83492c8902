/** Which scaling law runs can carry: over parameters and tokens, over compute alone, or none, and why. */
import type { ScalingRun, Size } from './scaling-runs.ts'

export interface LawChoice {
  /** Those that are fitted, in an order of their own. */
  runs: ScalingRun[]
  sizes: readonly Size[]
  refused: string | null
  notes: string[]
}

const LEAST_RUNS = 8
/** More rows than any sweep of trainings has; and what a fit and its draws take is bounded. */
const MOST_RUNS = 2000
/** A term has three unknowns. */
const LEAST_VALUES = 3
/** Sizes closer than this are the same size, read off a figure or rounded. */
const SAME = 0.02
/** Above this correlation of the logarithms parameters and tokens grow in step. */
const IN_STEP = 0.99

const formulas: Readonly<Record<Size, string>> = { N: 'C / (6 · D)', D: 'C / (6 · N)', C: '6 · N · D' }
const words: Readonly<Record<Size, string>> = { N: 'parameters N', D: 'tokens D', C: 'compute C' }

/** Runs without the sizes of the law, or whose loss has no logarithm, are left out, and that is said. */
export function lawOf(given: readonly ScalingRun[]): LawChoice {
  const sound = given.filter(({ loss, sizes }) => [loss, ...Object.values(sizes)].every((value) => Number.isFinite(value) && value > 0))
  const having = (sizes: readonly Size[]) => sound.filter((run) => sizes.every((size) => run.sizes[size] !== undefined)).toSorted(bySize)
  const both = having(['N', 'D'])
  const compute = having(['C'])
  const alone = both.length < compute.length && both.length < LEAST_RUNS
  const inStep = !alone && both.length >= LEAST_RUNS && correlation(both) > IN_STEP
  const sizes: readonly Size[] = alone || inStep ? ['C'] : ['N', 'D']
  const runs = sizes.length === 1 ? compute : both
  const notes = [leftOut(given.length - runs.length, sizes), inStep ? IN_STEP_NOTE : null, ...computedNotes(runs, sizes)]
  return { runs, sizes, refused: refusalOf(runs, sizes), notes: notes.filter((note) => note !== null) }
}

const IN_STEP_NOTE = 'Parameters and tokens grow in step, so that what each of them does cannot be told apart: the law is over compute.'

function leftOut(count: number, sizes: readonly Size[]): string | null {
  if (count === 0) return null
  const missing = sizes.map((size) => words[size]).join(' or ')
  return `${count === 1 ? 'One row is' : `${count} rows are`} left out: no ${missing}, or a figure that is not above 0.`
}

function computedNotes(runs: readonly ScalingRun[], sizes: readonly Size[]): string[] {
  const found = sizes.filter((size) => runs.some(({ computed }) => computed === size))
  return found.map((size) => `The file does not say ${words[size]}: taken as ${formulas[size]}.`)
}

function refusalOf(runs: readonly ScalingRun[], sizes: readonly Size[]): string | null {
  if (runs.length > MOST_RUNS)
    return `${runs.length} rows are more than the ${MOST_RUNS} that are fitted: steps of one training are no runs of their own.`
  if (runs.length === 0) return `No row has a loss with ${sizes.map((size) => words[size]).join(' and ')}.`
  const different = new Set(runs.map((run) => JSON.stringify(sizes.map((size) => run.sizes[size])))).size
  if (different < LEAST_RUNS)
    return `There ${different === 1 ? 'is one size' : `are ${different} sizes`} of run: a law needs ${LEAST_RUNS}, however often each was repeated.`
  const poor = sizes.find((size) => countOf(runs, size) < LEAST_VALUES)
  if (poor === undefined) return null
  const values = countOf(runs, poor)
  return `${values === 1 ? `All runs have the same ${words[poor]}` : `There are only two different ${words[poor]}`}: what it does to the loss cannot be told; three values are the least.`
}

/** How many different values a size has. */
function countOf(runs: readonly ScalingRun[], size: Size): number {
  let [count, last] = [0, 0]
  for (const value of runs.map((run) => run.sizes[size] ?? 0).toSorted((a, b) => a - b)) {
    if (value <= last * (1 + SAME)) continue
    count += 1
    last = value
  }
  return count
}

/** Of the logarithms of parameters and tokens; 0 where either does not vary. */
function correlation(runs: readonly ScalingRun[]): number {
  const logs = (size: Size) => {
    const values = runs.map((run) => Math.log(run.sizes[size] ?? 1))
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return values.map((value) => value - mean)
  }
  const [n, d] = [logs('N'), logs('D')]
  const product = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
  const spread = Math.sqrt(product(n, n) * product(d, d))
  return spread < 1e-9 ? 0 : product(n, d) / spread
}

/** The same whatever the order of the file. */
function bySize(a: ScalingRun, b: ScalingRun): number {
  const of = ({ sizes: { N = 0, D = 0, C = 0 }, loss }: ScalingRun) => [N, D, C, loss]
  const [left, right] = [of(a), of(b)]
  const at = left.findIndex((value, i) => value !== right[i])
  return at < 0 ? 0 : (left[at] ?? 0) - (right[at] ?? 0)
}

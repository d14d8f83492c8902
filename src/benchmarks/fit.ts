/** A scaling law through the runs of one file: which law they can carry, what it is, and when there is none (Hoffmann et al. 2022, approach 3). */
import type { Fit } from '../model.ts'
import { type LawChoice, lawOf } from './fit-law.ts'
import type { ScalingRun, Size } from './scaling-runs.ts'
import { bootstrap, MOST_ASTRAY, middle95, RESAMPLES } from './statistics/bootstrap.ts'
import { fitPowerLaw, HUBER_DELTA } from './statistics/fit-power-law.ts'
import { logLossAt, type Runs } from './statistics/power-law.ts'

/** A fit and what its chart needs beside it. */
export interface Fitted {
  fit: Fit
  /** Null where the fit is refused. */
  drawing: Drawing | null
}

/** What curves are drawn from. */
export interface Drawing {
  runs: readonly ScalingRun[]
  sizes: readonly Size[]
  /** Mean of the logarithms of each size: parameters hold there. */
  means: readonly number[]
  /** ln E, then ln A at the mean size and α of each size. */
  parameters: Float64Array
  /** The same of every draw of the runs. */
  draws: readonly Float64Array[]
}

/** An exponent whose interval spans more than this factor is not known. */
const WIDEST = 4
/** An exponent below this takes less than one part in a thousand off with twice the size. */
const FLATTEST = 1e-3

/** Fits what `lawOf` finds the runs can carry. The order of the runs changes nothing. */
export function fitScalingLaw(file: string, given: readonly ScalingRun[]): Fitted {
  const choice = lawOf(given)
  const { runs, sizes } = choice
  const empty: Fit = {
    file,
    of: runs.map(({ id }) => id),
    law: formOf(sizes),
    parameters: [],
    level: 0.95,
    resamples: 0,
    residuals: [],
    range: runs.length === 0 ? [] : sizes.map((size) => ({ size, ...rangeOf(runs.map((run) => run.sizes[size] ?? Number.NaN)) })),
    refused: choice.refused,
    method: `Least Huber loss of ln L (δ = ${HUBER_DELTA}) from a grid of starts; intervals: the middle 95 % of fits to ${RESAMPLES} draws of whole runs.`,
    notes: choice.notes,
  }
  if (choice.refused !== null) return { fit: empty, drawing: null }

  const { table, means } = tableOf(choice)
  const law = fitPowerLaw(table)
  if (!law.converged)
    return refuse(empty, 'The fit found no end: these runs do not pin a law down, as where one of the sizes hardly changes the loss.')
  const draws = bootstrap(table, law)
  if (draws === null)
    return refuse(
      empty,
      `In more than ${100 * MOST_ASTRAY} % of ${RESAMPLES} draws of the runs the fit found no end: they do not pin a law down.`,
    )

  const names = sizes.length === 1 ? (['E', 'A', 'α'] as const) : (['E', 'A', 'α', 'B', 'β'] as const)
  const parameters = names.map((name, i) => ({
    name,
    value: parameterOf(law.parameters, i, means),
    interval: middle95(draws.map((draw) => parameterOf(draw, i, means))),
  }))
  const exponents = parameters.filter(({ name }) => name === 'α' || name === 'β')
  const flat = exponents.findIndex(({ value, interval: [, high] }) => Math.min(value, high) < FLATTEST)
  if (flat >= 0) return refuse(empty, `Over these runs the loss does not fall as ${sizes[flat]} grows.`)
  const wide = exponents.filter(({ interval: [low, high] }) => !(low > 0 && high <= WIDEST * low))
  if (wide.length > 0) {
    const found = wide.map(({ name, interval: [low, high] }) => `${name} lies between ${short(low)} and ${short(high)}`)
    return refuse(empty, `Too wide to say: ${found.join(', ')} (95 % interval). More runs, or runs over a wider range of sizes, narrow it.`)
  }
  const shares = new Float64Array(sizes.length + 1)
  const residuals = Array.from(table.logLoss, (loss, run) => loss - logLossAt(law.parameters, table, run, shares))
  const { low: lowest } = rangeOf(runs.map(({ loss }) => loss))
  const notes = [...choice.notes, endless(parameters[0]?.value ?? 0, lowest), ...outliers(residuals)]
  const fit: Fit = { ...empty, parameters, resamples: draws.length, residuals, notes }
  return { fit, drawing: { runs, sizes, means, parameters: law.parameters, draws } }
}

function refuse(fit: Fit, refused: string): Fitted {
  return { fit: { ...fit, refused }, drawing: null }
}

function formOf(sizes: readonly Size[]): string {
  const [first, second] = sizes
  return second === undefined ? `L = E + A/${first ?? 'C'}^α` : `L = E + A/${first}^α + B/${second}^β`
}

function tableOf({ runs, sizes }: LawChoice): { table: Runs; means: number[] } {
  const logs = sizes.map((size) => Float64Array.from(runs, (run) => Math.log(run.sizes[size] ?? Number.NaN)))
  const means = logs.map((values) => values.reduce((sum, value) => sum + value, 0) / runs.length)
  const logSizes = logs.map((values, i) => values.map((value) => value - (means[i] ?? 0)))
  return {
    table: { logSizes, logLoss: Float64Array.from(runs, ({ loss }) => Math.log(loss)), weights: new Float64Array(runs.length).fill(1) },
    means,
  }
}

/** E, A, α, B, β from logarithms at the mean sizes: A = exp(ln A at the mean + α · mean). */
function parameterOf(parameters: Float64Array, index: number, means: readonly number[]): number {
  const value = parameters[index] ?? Number.NaN
  if (index === 0) return Math.exp(value)
  return index % 2 === 0 ? value : Math.exp(value + (parameters[index + 1] ?? Number.NaN) * (means[(index - 1) / 2] ?? 0))
}

function rangeOf(values: readonly number[]): { low: number; high: number } {
  const sorted = Float64Array.from(values).sort()
  return { low: sorted[0] ?? Number.NaN, high: sorted.at(-1) ?? Number.NaN }
}

/** E is what no run reached: said with how far away it is. */
function endless(e: number, lowest: number): string {
  const below = 100 * (1 - e / lowest)
  return `E is the loss at endless sizes, ${below < 1 ? 'less than 1' : below.toFixed(0)} % below the lowest that was measured (${short(lowest)}): an extrapolation by itself.`
}

/** Runs further from the law than five times the typical distance: kept, and named. */
function outliers(residuals: readonly number[]): string[] {
  const sizes = residuals.map(Math.abs)
  const typical = sizes.toSorted((a, b) => a - b)[Math.floor(sizes.length / 2)] ?? 0
  const far = sizes.filter((size) => size > 5 * typical && size > 0.01).length
  if (far === 0) return []
  return [
    `${far === 1 ? 'One run lies' : `${far} runs lie`} more than five times as far from the law as half of all runs do: kept, and to be looked at.`,
  ]
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)))
}

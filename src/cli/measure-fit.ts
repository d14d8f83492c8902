/** A scaling law as people read it. */
import type { Fit, MeasureAnswer } from '../model.ts'
import { count } from './figure-words.ts'
import { grid } from './grid.ts'
import { paint } from './terminal.ts'

/** The law, its parameters with their intervals, how near the runs lie, what they span; or why there is none. */
export function fitBlock(fit: Fit, files: MeasureAnswer['files']): string {
  const head = `${paint('bold', 'Scaling law')}  ${fit.law}, ${count(fit.of.length, 'run')} of ${fit.file}`
  const rest = fit.notes.map((note) => said('note', note))
  if (fit.refused !== null) return [head, said('none', fit.refused), ...rest].join('\n')
  const rows = fit.parameters.map(({ name, value, interval: [low, high] }) => [name, digits(value), `(${digits(low)} to ${digits(high)})`])
  return [
    head,
    ...grid([false, true, false], rows),
    said('says', meaning(fit)),
    said('runs', nearness(fit, files)),
    said('range', `${fit.range.map(spanOf).join('; ')}. Beyond that the law is an extrapolation.`),
    ...rest,
    said('how', `${fit.method} A fit of one state: no before and after.`),
  ].join('\n')
}

const words = { N: 'parameters', D: 'tokens', C: 'compute' } as const
const units = { N: 'parameters', D: 'tokens', C: 'FLOP' } as const

function said(word: string, sentence: string): string {
  return `  ${paint('dim', word)}  ${sentence}`
}

/** What the exponents mean: how much of its own part of the loss doubling a size takes away. */
function meaning({ parameters, range }: Fit): string {
  const exponents = parameters.filter(({ name }) => name === 'α' || name === 'β')
  const parts = exponents.map(({ name, interval: [low, high] }, i) => {
    const size = range[i]?.size ?? 'C'
    return `doubling the ${words[size]} takes ${fall(low)} to ${fall(high)} % off ${name === 'α' ? 'A' : 'B'}/${size}^${name}`
  })
  const sentence = parts.join(', ')
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)} (95 % intervals).`
}

function fall(exponent: number): string {
  return (100 * (1 - 2 ** -exponent)).toFixed(1)
}

/** How far the runs lie from the law, and which lies furthest. */
function nearness({ of, residuals }: Fit, files: MeasureAnswer['files']): string {
  const off = residuals.map((residual) => Math.expm1(Math.abs(residual)))
  const half = off.toSorted((a, b) => a - b)[Math.floor((off.length - 1) / 2)] ?? 0
  const furthest = off.reduce((best, value, i) => (value > (off[best] ?? 0) ? i : best), 0)
  const run = files.flatMap(({ measurements }) => measurements).find(({ id }) => id === of[furthest])
  const above = (residuals[furthest] ?? 0) > 0 ? 'above' : 'below'
  const where = run?.locator.line === undefined ? '' : `, line ${run.locator.line}`
  return `Half of them lie within ${percent(half)} of the law; the furthest ${percent(off[furthest] ?? 0)} ${above} it${where}.`
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(2))} %`
}

function spanOf({ size, low, high }: Fit['range'][number]): string {
  return `${size} from ${large(low)} to ${large(high)} ${units[size]}`
}

const names = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
] as const

/** 57.3 million, 1.30e+22. */
function large(value: number): string {
  if (value >= 1e15) return value.toExponential(2)
  const [by, name] = names.find(([least]) => value >= least) ?? [1, '']
  return `${Number((value / by).toPrecision(3))} ${name}`.trim()
}

function digits(value: number): string {
  return String(Number(value.toPrecision(4)))
}

/**
 * p values of several metrics, each over several benchmarks or loads. Holm over all of them asks more than few runs can give:
 * five a side have no p below 0.0079, and eight loads of three metrics would need 0.0021. So the metrics are told apart
 * first: each has the Simes p of its comparisons (Simes 1986), Holm over these keeps the chance of even one false metric
 * below 5 %. Within the metrics that pass, Benjamini and Hochberg's correction, sharpened by how many passed, keeps the
 * expected share of false verdicts below 5 % (Benjamini & Bogomolov 2014). One comparison a metric is plain Holm.
 */
import { adjust } from './adjust.ts'

const LEVEL = 0.05

/** The corrected values, group by group and in the order given, at most 1 each. */
export function adjustByGroup(groups: readonly (readonly number[])[]): number[][] {
  const within = groups.map((group) => adjust(group, 'benjamini-hochberg'))
  const across = adjust(within.map((group) => Math.min(1, ...group)))
  const passed = across.filter((p) => p < LEVEL).length
  return within.map((group, i) => {
    const metric = across[i] ?? 1
    const factor = metric < LEVEL ? groups.length / passed : 1
    return group.map((p) => Math.min(1, Math.max(metric, p * factor)))
  })
}

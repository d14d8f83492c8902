import type { Spread } from '../../model.ts'
import { betterOf } from '../direction.ts'
import { at, entries, finite, firstMembers, isListOf, isObject, items, type JsonNode, words } from '../document/node.ts'
import { entryOf } from '../entry-of.ts'
import type { Figure, Findings, Ran } from '../findings.ts'
import { condition, statisticName } from '../labels.ts'
import type { Reader } from '../reader.ts'

/** https://bencher.dev/docs/reference/bencher-metric-format/ */
export const bencherMetricFormat: Reader = {
  name: 'bencher-metric-format',
  title: 'Bencher Metric Format',
  docs: 'JSON of benchmarks, measures and values, with or without parameters; units of Bencher’s own measures only.',
  primary: ['latency', 'throughput'],
  detect: ({ json }) => {
    const benchmarks = firstMembers(json?.value)
    // Words beside them are told at once; to look into an object of another tool may take as long as to read it.
    return benchmarks.every((value) => typeof value === 'object') && isListOf(benchmarks, isBenchmark)
  },
  parse({ json }, found) {
    if (json === null) return
    for (const [benchmark, node] of entries(json)) {
      if (!Array.isArray(node.value)) readMeasures(node, { benchmark }, found)
      else
        for (const row of items(node)) {
          const parameters = entries(at(row, 'parameters')).map(([key, value]) => [key, words(value)] as const)
          readMeasures(at(row, 'measures'), { benchmark, condition: condition(parameters) }, found)
        }
    }
  },
}

/** Measures, or a list of parameters and measures. */
function isBenchmark(value: unknown): boolean {
  if (!Array.isArray(value)) return isMeasures(value)
  return isListOf(
    value,
    (row) => isObject(row) && isMeasures(row.measures) && Object.keys(row).every((key) => key === 'parameters' || key === 'measures'),
  )
}

function isMeasures(value: unknown): boolean {
  return isListOf(firstMembers(value), isMetric)
}

/** A value, its bounds and percentiles, and nothing else: other tools have `value` beside other things. */
function isMetric(metric: unknown): boolean {
  if (!isObject(metric)) return false
  const keys = Object.keys(metric)
  return (
    keys.length > 0 &&
    keys.every((key) => key === 'value' || bounds.has(key) || percentile.test(key)) &&
    keys.some((key) => !bounds.has(key))
  )
}

const bounds = new Set(['lower_value', 'upper_value'])
const percentile = /^p\d{1,2}(?:\.\d+)?$/

/** Bencher's own measures; every other one has the unit and the direction that a project gave it there. */
const known: Readonly<Record<string, Pick<Figure, 'unit' | 'better'>>> = {
  latency: { unit: 'ns', better: 'lower' },
  throughput: { unit: 'ops/s', better: 'higher' },
  'build-time': { unit: 's', better: 'lower' },
  'file-size': { unit: 'B', better: 'lower' },
}

function readMeasures(measures: JsonNode, ran: Ran, found: Findings): void {
  for (const [metric, node] of entries(measures)) {
    if (!isObject(node.value)) continue
    const meaning = entryOf(known, metric)
    const better = meaning?.better ?? betterOf(metric, '')
    for (const key in node.value) {
      if (bounds.has(key)) continue
      const what = { metric, unit: meaning?.unit ?? '', better }
      if (key === 'value') found.member(node, key, ran, { ...what, statistic: 'value', spread: spreadOf(node.value) })
      else found.member(node, key, ran, { ...what, statistic: statisticName(key) ?? key })
    }
    if (meaning !== undefined) continue
    found.flag('unit-unknown', `The file does not say the unit of ${metric}: it stands in the project at Bencher.`, node)
    if (better === 'unknown') found.flag('direction-unknown', `Nothing says whether more or less ${metric} is better.`, node)
  }
}

/** Bounds at no stated level; some harnesses write deviations there, which are no interval around the value. */
function spreadOf({ value, lower_value, upper_value }: Readonly<Record<string, unknown>>): Spread | null {
  const [middle, low, high] = [finite(value), finite(lower_value), finite(upper_value)]
  if (middle === null || low === null || high === null || low > middle || high < middle) return null
  return { kind: 'interval', low, high }
}

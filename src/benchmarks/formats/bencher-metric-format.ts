import type { Spread } from '../../model.ts'
import { betterOf } from '../direction.ts'
import { fieldsOf, finite, firstMembers, inWords, isListOf, isObject, items, type JsonNode } from '../document/node.ts'
import { entryOf } from '../entry-of.ts'
import type { Figure, Findings, Late, Measured, Ran } from '../findings.ts'
import { condition, statisticName } from '../labels.ts'
import type { Reader } from '../reader.ts'
import { remember } from '../remember.ts'

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
    const benchmarks = fieldsOf(json?.value)
    for (const key in benchmarks) {
      const node = { value: benchmarks[key], parent: json, key }
      if (!Array.isArray(node.value)) readMeasures(node, found)
      else for (const row of items(node)) readMeasures({ value: fieldsOf(row.value).measures, parent: row, key: 'measures' }, found)
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

function readMeasures(measures: JsonNode, found: Findings): void {
  const all = fieldsOf(measures.value)
  for (const metric in all) {
    const metrics = all[metric]
    if (!isObject(metrics)) continue
    const { better, isKnown, columnOf } = measureOf(metric)
    const row = { value: metrics, parent: measures, key: metric }
    for (const key in metrics) {
      const measured = columnOf(key)
      if (measured !== null) found.member(row, key, ranIn, measured)
    }
    if (isKnown) continue
    found.flag('unit-unknown', `The file does not say the unit of ${metric}: it stands in the project at Bencher.`, row)
    if (better === 'unknown') found.flag('direction-unknown', `Nothing says whether more or less ${metric} is better.`, row)
  }
}

/** The benchmark is the name of the measures, or of the list in which they stand beside their parameters. */
function ranIn({ parent: measures }: JsonNode): Ran {
  const row = measures?.parent
  if (!row?.parent) return { benchmark: String(measures?.key) }
  const parameters = Object.entries(fieldsOf(fieldsOf(row.value).parameters)).map(([key, value]) => [key, inWords(value)] as const)
  return { benchmark: String(row.parent.key), condition: condition(parameters) }
}

const measureOf = remember((metric) => {
  const meaning = entryOf(known, metric)
  const better = meaning?.better ?? betterOf(metric, '')
  const what = { metric, unit: meaning?.unit ?? '', better }
  const columnOf = remember((key): Late<Measured> | null => {
    if (bounds.has(key)) return null
    if (key !== 'value') return { ...what, statistic: statisticName(key) ?? key }
    return ({ value }) => ({ ...what, statistic: 'value', spread: spreadOf(fieldsOf(value)) })
  }, 50)
  return { better, isKnown: meaning !== undefined, columnOf }
})

/** Bounds at no stated level; some harnesses write deviations there, which are no interval around the value. */
function spreadOf({ value, lower_value, upper_value }: Readonly<Record<string, unknown>>): Spread | null {
  const [middle, low, high] = [finite(value), finite(lower_value), finite(upper_value)]
  if (middle === null || low === null || high === null || low > middle || high < middle) return null
  return { kind: 'interval', low, high }
}

import { readCell } from '../cells.ts'
import { type Document, matches } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import { asText, at, fieldsOf, finiteList, has, items, type JsonNode, listOf, text } from '../document/node.ts'
import type { Figure, Findings, Measured, Ran } from '../findings.ts'
import { statisticName } from '../labels.ts'
import type { Reader } from '../reader.ts'
import { remember } from '../remember.ts'

/** https://juliaci.github.io/BenchmarkTools.jl; src/serialization.jl and `Base.show` in src/trials.jl. */
export const juliaBenchmarktools: Reader = {
  name: 'julia-benchmarktools',
  title: 'BenchmarkTools.jl',
  docs: 'JSON of `BenchmarkTools.save` (groups, trials, estimates), what `@benchmark` shows, and `@btime` lines below their call.',
  primary: ['time', 'memory', 'allocs'],
  detect: (document) => isJson(document) || isShown(document),
  parse(document, found) {
    if (isJson(document)) readJson(document, found)
    else readOutput(document, found)
  },
}

function isJson({ json }: Document): boolean {
  const [head, saved, ...more] = listOf(json?.value).slice(0, 3)
  return has(head, 'BenchmarkTools') && Array.isArray(saved) && more.length === 0
}

function readJson({ json }: Document, found: Findings): void {
  if (json === null) return
  found.environment('julia', text(at(json, 0, 'Julia')))
  found.environment('benchmarktools', text(at(json, 0, 'BenchmarkTools')))
  for (const value of items(at(json, 1))) readValue(value, found)
}

const time: Measured = { metric: 'time', unit: 'ns', better: 'lower', sampleKind: 'iteration' }
const estimates: readonly (readonly [string, Measured])[] = ['time', 'gctime'].map((metric) => [
  metric,
  { metric, unit: 'ns', better: 'lower', statistic: 'estimate' },
])
const ratios = ['time', 'gctime', 'memory', 'allocs'].map((metric): [string, Measured] => [
  metric,
  { metric, unit: 'ratio', statistic: 'ratio', better: 'lower', role: 'derived' },
])
const memory: Measured = { metric: 'memory', unit: 'bytes', better: 'lower' }
const allocs: Measured = { metric: 'allocs', unit: 'allocs', better: 'lower' }

/** `["TypeName", { fields }]`; a group's `data` holds more of them. */
function readValue(value: JsonNode, found: Findings): void {
  const type = typeOf(asText(listOf(value.value)[0]) ?? '')
  const fields = at(value, 1)
  if (type === 'BenchmarkGroup') {
    const data = at(fields, 'data')
    for (const key in fieldsOf(data.value)) readValue(at(data, key), found)
  } else if (type === 'TrialEstimate') {
    found.flag('derived-value', 'A saved estimate does not say whether it is the minimum, median or mean of its trial.', at(fields, 'time'))
    for (const [key, measured] of estimates) found.member(fields, key, ranIn, measured)
    readAllocations(fields, found)
  } else if (type === 'Trial') readTrial(fields, found)
  else if (type === 'TrialRatio') for (const [key, measured] of ratios) found.member(fields, key, ranIn, measured)
}

const typeOf = remember((name) => name.replace(/^BenchmarkTools\./, ''))

/** A value is called by the groups around it and its key there; several objects in one file are told apart by their number. */
function ranIn({ parent: value }: JsonNode): Ran {
  const path: string[] = []
  let node = value
  // Between a value and its group stand the group's data and fields.
  for (; node !== null && typeof node.key === 'string'; node = node.parent?.parent?.parent ?? null) path.unshift(node.key)
  if (node !== null && listOf(node.parent?.value).length > 1) path.unshift(String(Number(node.key) + 1))
  return { benchmark: path.join('/') }
}

function readAllocations(fields: JsonNode, found: Findings): void {
  found.member(fields, 'memory', ranIn, memory)
  found.member(fields, 'allocs', ranIn, allocs)
}

const least: Measured = { ...time, statistic: 'min' }
const largest: Measured = { ...time, statistic: 'max' }
/** By nearest rank, which is a sample for every number of them. */
const middle = ({ value }: JsonNode): Measured => ({ ...time, statistic: 'p50', values: finiteList(value) ?? [] })

/** A trial keeps its samples only: what is read of them are samples, the least, the largest and the one in the middle. */
function readTrial(fields: JsonNode, found: Findings): void {
  const list = at(fields, 'times')
  const times = finiteList(list.value)
  if (times === null || times.length === 0) {
    found.flag('skipped-or-errored-row', `${ranIn(fields).benchmark} has no figures: the trial holds no times.`, list)
    return
  }
  const sorted = new Float64Array(times).sort()
  found.member(list, times.indexOf(sorted[Math.ceil(times.length / 2) - 1] ?? 0), ranOfTimes, middle)
  found.member(list, times.indexOf(sorted[0] ?? 0), ranOfTimes, least)
  found.member(list, times.indexOf(sorted.at(-1) ?? 0), ranOfTimes, largest)
  readAllocations(fields, found)
}

function ranOfTimes({ value, parent }: JsonNode): Ran {
  return { ...(parent && ranIn(parent)), samples: listOf(value).length }
}

const shown = /^ *BenchmarkTools\.Trial(?:Estimate)?: |^ {2}\d[\d.]* [nμµm]?s \(\d+ allocations?: /m

function isShown(document: Document): boolean {
  return matches(document, shown, 'BenchmarkTools.Trial') || matches(document, shown, ' allocation')
}

/** The call above a result gives it its name: `julia> @benchmark sort(data) setup=(data=rand(10))`. */
const call = /@(?:benchmark|btime)\b\s*(\S.*)$/
const interval = /^ *(Range|Time) +\(([^)]*)\): +/

function readOutput(document: Document, found: Findings): void {
  let benchmark = ''
  let samples: number | null = null
  for (const [index, line] of document.lines.entries()) {
    const title = line.text.length > 500 ? null : call.exec(line.text)
    const count = /^ *BenchmarkTools\.Trial: (\d+) samples?/.exec(line.text)?.[1]
    if (title !== null) {
      // `@benchmark(f(x))` is `@benchmark f(x)`.
      benchmark = (title[1] ?? '').trim().replace(/^\((.*)\)$/, '$1')
      samples = null
    } else if (count !== undefined) samples = Number(count)
    else if (/^ *BenchmarkTools\.Trial: *$/.test(line.text)) samples = samplesBelow(document.lines, index)
    else readShown(line, benchmark, samples, found)
  }
}

/** Until version 0.7 the number of samples stood at the end. */
function samplesBelow(lines: readonly Line[], index: number): number | null {
  const said = lines.slice(index + 1, index + 12).flatMap(({ text }) => /^ *samples: +(\d+)$/.exec(text)?.[1] ?? [])
  return said[0] === undefined ? null : Number(said[0])
}

/** `  minimum time:     1.500 ns (0.00% GC)`, until version 0.7. */
const shownOnce = /^ {1,20}(minimum|median|mean|maximum) time: {1,20}(\d[\d.]* (?:ps|ns|μs|µs|us|ms|s)) \(/

function readShown(line: Line, benchmark: string, samples: number | null, found: Findings): void {
  const time: Figure = { benchmark, metric: 'time', better: 'lower', samples, sampleKind: 'iteration' }
  const write = (text: string | undefined, statistic: string, figure: Figure = time) => {
    if (text !== undefined) found.line(line, text, { ...figure, statistic, unit: readCell(text)?.unit ?? '' })
  }
  const [lead = '', , kind = ''] = interval.exec(line.text) ?? []
  const shown = lead === '' ? '' : (line.text.slice(lead.length, lead.length + 100).split('┊')[0] ?? '')
  const [first, second] = shown.match(/\d[\d.]* (?:ps|ns|μs|µs|us|ms|s|m|h)\b/g) ?? []
  if (kind.startsWith('min')) {
    write(first, 'min')
    write(second, 'max')
  } else if (kind === 'median') write(first, 'median')
  else if (kind.startsWith('mean')) {
    const deviation = readCell(second ?? '')
    const isSame = deviation !== null && deviation.unit === readCell(first ?? '')?.unit
    write(first, 'mean', { ...time, spread: isSame ? { kind: 'standard-deviation', value: deviation.value } : null })
    write(second, 'stddev', { ...time, role: 'derived' })
  }
  const [, word = '', once] = shownOnce.exec(line.text) ?? []
  write(once, statisticName(word) ?? 'value')
  const allocated: Figure = { benchmark, metric: 'memory', better: 'lower' }
  const [, bytes, allocations] = /Memory estimate: (\d[\d.]* \w+), allocs estimate: (\d+)/.exec(line.text) ?? []
  const [, oldBytes] = /^ {1,20}memory estimate: {1,20}(\d[\d.]* \w+)$/.exec(line.text) ?? []
  const [, oldAllocations] = /^ {1,20}allocs estimate: {1,20}(\d+)$/.exec(line.text) ?? []
  write(oldBytes, 'value', allocated)
  if (oldAllocations !== undefined) found.line(line, oldAllocations, { ...allocated, metric: 'allocs', unit: 'allocs' })
  write(bytes, 'value', allocated)
  if (allocations !== undefined) found.line(line, allocations, { ...allocated, metric: 'allocs', unit: 'allocs' })
  // `@btime` shows the least time.
  const [, least, count, memory] = /^ {2}(\d[\d.]* [nμµm]?s) \((\d+) allocations?: (\d[\d.]* \w+)\)/.exec(line.text) ?? []
  write(least, 'min')
  write(memory, 'value', allocated)
  if (count !== undefined) found.line(line, count, { ...allocated, metric: 'allocs', unit: 'allocs' })
}

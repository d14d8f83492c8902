import { readCell } from '../cells.ts'
import { type Document, matches } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import { at, entries, has, isListOf, items, type JsonNode, numbers, text } from '../document/node.ts'
import type { Figure, Findings } from '../findings.ts'
import type { Reader } from '../reader.ts'

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
  return (
    isListOf(json?.value, () => true) && json?.value.length === 2 && has(json.value[0], 'BenchmarkTools') && Array.isArray(json.value[1])
  )
}

function readJson({ json }: Document, found: Findings): void {
  if (json === null) return
  found.environment('julia', text(at(json, 0, 'Julia')))
  found.environment('benchmarktools', text(at(json, 0, 'BenchmarkTools')))
  const saved = items(at(json, 1))
  // Several objects in one file are told apart by their number.
  for (const [index, value] of saved.entries()) readValue(value, saved.length > 1 ? [String(index + 1)] : [], found)
}

/** `["TypeName", { fields }]`; a group's `data` holds more of them. */
function readValue(value: JsonNode, path: readonly string[], found: Findings): void {
  const type = text(at(value, 0))?.replace(/^BenchmarkTools\./, '')
  const fields = at(value, 1)
  const benchmark = path.join('/')
  if (type === 'BenchmarkGroup') for (const [key, child] of entries(at(fields, 'data'))) readValue(child, [...path, key], found)
  else if (type === 'TrialEstimate') {
    const figure = (metric: string, unit: string): Figure => ({ benchmark, metric, unit, better: 'lower', statistic: 'estimate' })
    found.flag('derived-value', 'A saved estimate does not say whether it is the minimum, median or mean of its trial.', at(fields, 'time'))
    found.json(at(fields, 'time'), figure('time', 'ns'))
    found.json(at(fields, 'gctime'), figure('gctime', 'ns'))
    readAllocations(fields, benchmark, found)
  } else if (type === 'Trial') readTrial(fields, benchmark, found)
  else if (type === 'TrialRatio') {
    for (const key of ['time', 'gctime', 'memory', 'allocs'])
      found.json(at(fields, key), { benchmark, metric: key, unit: 'ratio', statistic: 'ratio', better: 'lower', role: 'derived' })
  }
}

function readAllocations(fields: JsonNode, benchmark: string, found: Findings): void {
  found.json(at(fields, 'memory'), { benchmark, metric: 'memory', unit: 'bytes', better: 'lower' })
  found.json(at(fields, 'allocs'), { benchmark, metric: 'allocs', unit: 'allocs', better: 'lower' })
}

/** A trial keeps its samples only: what is read of them are samples, the least, the largest and the one in the middle. */
function readTrial(fields: JsonNode, benchmark: string, found: Findings): void {
  const times = numbers(at(fields, 'times'))
  if (times === null || times.length === 0) {
    found.flag('skipped-or-errored-row', `${benchmark} has no figures: the trial holds no times.`, at(fields, 'times'))
    return
  }
  const sorted = Float64Array.from(times).sort()
  const time: Figure = { benchmark, metric: 'time', unit: 'ns', better: 'lower', samples: times.length, sampleKind: 'iteration' }
  // p50 by nearest rank is a sample for every number of them.
  const ranks = { p50: Math.ceil(times.length / 2) - 1, min: 0, max: times.length - 1 }
  for (const [statistic, rank] of Object.entries(ranks)) {
    const sample = times.indexOf(sorted[rank] ?? 0)
    found.json(at(fields, 'times', sample), { ...time, statistic, ...(statistic === 'p50' ? { values: times } : {}) })
  }
  readAllocations(fields, benchmark, found)
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
  for (const line of document.lines) {
    const title = line.text.length > 500 ? null : call.exec(line.text)
    const count = /^ *BenchmarkTools\.Trial: (\d+) samples?/.exec(line.text)?.[1]
    if (title !== null) {
      // `@benchmark(f(x))` is `@benchmark f(x)`.
      benchmark = (title[1] ?? '').trim().replace(/^\((.*)\)$/, '$1')
      samples = null
    } else if (count !== undefined) samples = Number(count)
    else readShown(line, benchmark, samples, found)
  }
}

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
  const allocated: Figure = { benchmark, metric: 'memory', better: 'lower' }
  const [, bytes, allocations] = /Memory estimate: (\d[\d.]* \w+), allocs estimate: (\d+)/.exec(line.text) ?? []
  write(bytes, 'value', allocated)
  if (allocations !== undefined) found.line(line, allocations, { ...allocated, metric: 'allocs', unit: 'allocs' })
  // `@btime` shows the least time.
  const [, least, count, memory] = /^ {2}(\d[\d.]* [nμµm]?s) \((\d+) allocations?: (\d[\d.]* \w+)\)/.exec(line.text) ?? []
  write(least, 'min')
  write(memory, 'value', allocated)
  if (count !== undefined) found.line(line, count, { ...allocated, metric: 'allocs', unit: 'allocs' })
}

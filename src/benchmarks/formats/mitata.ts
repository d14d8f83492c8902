import { type Document, matches } from '../document/document.ts'
import { asText, at, fieldsOf, finite, has, isObject, items, type JsonNode, listOf, text } from '../document/node.ts'
import { type PipeTable, readTables } from '../document/pipe-table.ts'
import type { Findings, Measured, Ran } from '../findings.ts'
import type { Reader } from '../reader.ts'
import { judgeHomePath } from './home-path.ts'
import { errorOf, rangeOf, readTimes, rowOf } from './mitata-table.ts'
import { judgeIterations } from './slow-iterations.ts'

/** https://github.com/evanwashere/mitata; src/main.mjs writes both forms. */
export const mitata: Reader = {
  name: 'mitata',
  title: 'mitata',
  docs: 'JSON of `run({ format: "json" })` (and of version 0.1), and the printed table.',
  primary: ['time'],
  detect: (document) => isJson(document) || isOutput(document),
  parse(document, found) {
    if (isJson(document)) readJson(document, found)
    else readOutput(document, found)
  },
}

function isJson({ json }: Document): boolean {
  const value = json?.value
  if (!has(value, 'benchmarks') || !Array.isArray(value.benchmarks)) return false
  const benchmarks = listOf(value.benchmarks).slice(0, 20)
  return 'layout' in value && 'context' in value
    ? benchmarks.every((one) => has(one, 'runs', 'alias'))
    : 'cpu' in value &&
        'runtime' in value &&
        benchmarks.every((one) => has(one, 'name', 'async') && (has(one, 'stats') || has(one, 'error')))
}

function readJson({ json }: Document, found: Findings): void {
  if (json === null) return
  const context = at(json, 'context')
  found.environment('cpu', text(at(context, 'cpu', 'name')) ?? text(at(json, 'cpu')))
  found.environment('arch', text(at(context, 'arch')))
  found.environment(text(at(context, 'runtime')) ?? 'runtime', text(at(context, 'version')))
  readPlace(`runtime: ${text(at(json, 'runtime')) ?? ''}`, found)
  const layout = listOf(fieldsOf(json.value).layout)
  const groupName = (index: number) => asText(fieldsOf(layout[index]).name)
  const noop = fieldsOf(fieldsOf(context.value).noop)
  for (const benchmark of items(at(json, 'benchmarks'))) {
    const { group: number, runs } = fieldsOf(benchmark.value)
    const group = typeof number === 'string' ? number : groupName(typeof number === 'number' ? number : -1)
    for (const run of Array.isArray(runs) ? items(at(benchmark, 'runs')) : [benchmark])
      readRun(run, [group, asText(fieldsOf(run.value).name)].filter(Boolean).join(' > '), noop, found)
  }
}

const time: Measured = { metric: 'time', unit: 'ns', better: 'lower', statistic: 'mean' }
const statistics = Object.entries({
  avg: 'mean',
  p50: 'median',
  min: 'min',
  max: 'max',
  p25: 'p25',
  p75: 'p75',
  p99: 'p99',
  p999: 'p99.9',
}).map(([key, statistic]): [string, Measured] => [key, { ...time, statistic }])
const collected: Measured = { ...time, metric: 'gc' }
const heap: Measured = { ...time, metric: 'heap', unit: 'B' }

function readRun(run: JsonNode, benchmark: string, noop: Fields, found: Findings): void {
  const stats = at(run, 'stats')
  if (!isObject(stats.value)) {
    const error = at(run, 'error')
    judgeHomePath(text(at(error, 'stack')), at(error, 'stack'), found)
    const why = text(at(error, 'message')) ?? text(error) ?? 'no reason given'
    found.flag('skipped-or-errored-row', `${benchmark} has no figures: ${why}.`, at(run, 'name'))
    return
  }
  const { ticks, samples, avg, p50, kind } = stats.value
  // Version 0.1 counted batches of calls.
  const counted = finite(ticks) ?? (Array.isArray(samples) ? samples.length : null)
  const ran: Ran = { benchmark, samples: counted, sampleKind: 'iteration' }
  for (const [key, measured] of statistics) found.member(stats, key, ran, measured)
  if (isObject(stats.value.gc)) found.member(at(stats, 'gc'), 'avg', ran, collected)
  if (isObject(stats.value.heap)) found.member(at(stats, 'heap'), 'avg', ran, heap)
  const mean = finite(avg)
  judgeIterations(benchmark, mean, finite(p50), at(stats, 'avg'), found)
  const empty = finite(fieldsOf(noop[kind === 'iter' ? 'iter' : 'fn']).avg)
  // The tool's own bound for the mark "!" in its table.
  if (mean !== null && empty !== null && mean < 1.42 * empty) found.flag('implausible', removed(benchmark), at(stats, 'avg'))
}

type Fields = Readonly<Record<string, unknown>>

function removed(benchmark: string): string {
  return `"${benchmark}" takes no longer than an empty function: the compiler may have removed the work.`
}

const header = /^benchmark +(?:avg \(min … max\) p75|time \(avg\) +\(min … max\) +p75)/m
const pipeHeader = /^\| *(?:benchmark|• [^|\n]*)?\| +avg +\| +min +\| +p75 +\| +p99 +\| +max +\|/m

const isDeno = /^(?:file:\/\/\S*|runtime: deno [^(\n]*\([^)\n]*-unknown-)/m

function isOutput(document: Document): boolean {
  // Deno prints the same table below the file it ran.
  return matches(document, pipeHeader, 'p75 ') || (matches(document, header, 'p75') && !isDeno.test(document.text))
}

function readOutput(document: Document, found: Findings): void {
  const last = /^benchmark .* p999\s*$/m.test(document.text) ? 'p99.9' : 'p99.5'
  let group = ''
  let benchmark = ''
  let inTable = false
  for (const line of document.lines) {
    readPlace(line.text, found)
    if (header.test(line.text)) inTable = true
    group = /^• (.+)$/.exec(line.text)?.[1]?.trim() ?? group
    const row = inTable ? rowOf(line, last) : null
    const range = inTable && row === null && benchmark !== '' ? rangeOf(line) : null
    const failed = inTable ? errorOf(line) : null
    if (row !== null) {
      benchmark = [group, row.name].filter(Boolean).join(' > ')
      readTimes(line, benchmark, row.times, found)
      if (row.isOptimizedOut) found.flag('implausible', removed(benchmark), { line })
    } else if (range !== null) readTimes(line, benchmark, range, found)
    else if (failed !== null) found.flag('skipped-or-errored-row', failed, { line })
    if (row === null) benchmark = ''
  }
  for (const table of readTables(document.lines)) readTable(table, found)
}

function readPlace(text: string, found: Findings): void {
  found.environment('cpu', /^cpu: (.+)$/.exec(text)?.[1] ?? null)
  const [, runtime, version = ''] = /^runtime: (\S+) v?(\S+)/.exec(text) ?? []
  if (runtime !== undefined) found.environment(runtime, version)
}

/** `format: "markdown"`: the group is the head of the first column. */
function readTable({ header, rows }: PipeTable, found: Findings): void {
  const columns = header.slice(1).map((name) => (name === 'avg' ? 'mean' : name))
  if (columns.join() !== 'mean,min,p75,p99,max') return
  const group = /^• (.*)$/.exec(header[0] ?? '')?.[1] ?? ''
  for (const { cells, line } of rows) {
    const [name = '', ...texts] = cells.map((cell) =>
      cell
        .replaceAll('`', '')
        .trim()
        .replace(/\/iter$/, ''),
    )
    const benchmark = [group, name].filter(Boolean).join(' > ')
    if (texts[0]?.startsWith('error: ')) found.flag('skipped-or-errored-row', `"${benchmark}" has no figures: ${texts[0]}.`, { line })
    else
      readTimes(
        line,
        benchmark,
        columns.map((statistic, index) => [statistic, texts[index] ?? '']),
        found,
      )
  }
}

/** What Google Benchmark prints, and its CSV: https://github.com/google/benchmark/blob/main/src/console_reporter.cc */
import type { Measurement } from '../../model.ts'
import { toNumber } from '../cells.ts'
import { csvHeader, readCsv } from '../document/csv.ts'
import { type Document, matches } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Figure, Findings } from '../findings.ts'
import { tooShort } from './google-benchmark-rows.ts'

/** `Benchmark   Time   CPU   Iterations`; until 2016 with the unit of a column in its head: `Time(ns)`. */
const head = /^Benchmark {1,400}Time(?:\((\w{1,8})\))? {1,40}CPU(?:\(\w{1,8}\))? {1,40}Iterations/m

/** Whether a text holds a table as it is printed. */
export function isOutput(document: Document): boolean {
  return document.json === null && matches(document, head, 'Benchmark ')
}

/** Whether a file is its CSV. */
export function isSheet(document: Document): boolean {
  return csvHeader(document).slice(0, 5).join() === 'name,iterations,real_time,cpu_time,time_unit'
}

/** A row: texts as written; `times` are the real one and that of the CPU. */
interface Row {
  line: Line
  name: string
  times: readonly [string, string]
  unit: string
  iterations: number | null
  label: string
}

/** The printed tables of a text. */
export function readOutput({ lines }: Document, found: Findings): void {
  // What stands twice in one table was repeated; what stands in two was run twice.
  let rows: Row[] = []
  let columns: { unit: string | null; hasLabels: boolean } | null = null
  for (const line of lines) {
    const header = head.exec(line.text)
    if (header !== null) {
      writeRows(rows, found)
      rows = []
      // Counters in columns of their own leave no room to tell a label from.
      columns = { unit: header[1] ?? null, hasLabels: /Iterations(?: UserCounters\.\.\.)? *$/.test(line.text) }
      continue
    }
    readPlace(line, found)
    if (columns === null || line.text.length > 2000) continue
    const [, failed, why] = /^(\S[^']{0,400}?) {1,400}(?:ERROR OCCURRED|SKIPPED): '(.{0,400})'/.exec(line.text) ?? []
    if (failed !== undefined) found.flag('skipped-or-errored-row', `${failed} has no figures: ${why ?? ''}.`, { line })
    const row = rowOf(line, columns.unit)
    if (row !== null) rows.push(columns.hasLabels ? row : { ...row, label: '' })
  }
  writeRows(rows, found)
}

/** `--benchmark_format=csv`. */
export function readSheet(document: Document, found: Findings): void {
  for (const { header, rows, ragged } of readCsv(document)) {
    for (const { line } of ragged)
      found.flag('malformed-row', 'The row has another number of cells than the header: it is not read.', { line })
    const cellOf = (cells: readonly string[], name: string) => cells[header.indexOf(name)] ?? ''
    const read = rows.flatMap(({ cells, line }): Row[] => {
      const [name = '', iterations = '', real = '', cpu = '', unit = ''] = cells
      if (cellOf(cells, 'error_occurred') !== 'true')
        return real === ''
          ? []
          : [{ line, name, times: [real, cpu], unit, iterations: toNumber(iterations), label: cellOf(cells, 'label') }]
      found.flag('skipped-or-errored-row', `${name} has no figures: ${cellOf(cells, 'error_message')}.`, { line })
      return []
    })
    writeRows(read, found)
  }
}

const number = /^\d+(?:\.\d+)?(?:e[-+]?\d+)?$/
const timeUnit = /^(?:ns|us|ms|s|%)$/

/** Two times with their units and a count, right of a name that may hold spaces: `BM_Copy<int, 3>/8  54.1 ns  54.0 ns  11290000`. */
function rowOf(line: Line, unit: string | null): Row | null {
  const words = line.text.trim().split(/\s+/)
  const step = unit === null ? 2 : 1
  const at = words.findIndex((_, index) => index > 0 && isRow(words, index, step))
  if (at < 0) return null
  const rest = words.slice(at + 2 * step + 1).filter((word) => !word.includes('='))
  return {
    line,
    name: words.slice(0, at).join(' '),
    times: [words[at] ?? '', words[at + step] ?? ''],
    unit: unit ?? words[at + 1] ?? '',
    iterations: toNumber(words[at + 2 * step] ?? ''),
    label: rest.join(' '),
  }
}

function isRow(words: readonly string[], at: number, step: number): boolean {
  const word = (offset: number) => words[at + offset] ?? ''
  if (!number.test(word(0)) || !number.test(word(step)) || !/^\d+$/.test(word(2 * step))) return false
  return step === 1 || (timeUnit.test(word(1)) && word(3) === word(1))
}

const aggregate = /_(mean|median|stddev|cv|min|max)$/

function writeRows(rows: readonly Row[], found: Findings): void {
  const names = new Map<string, number>()
  for (const { name } of rows) names.set(name, (names.get(name) ?? 0) + 1)
  const firsts = new Map(rows.toReversed().map((row) => [row.name, row]))
  for (const row of rows) {
    // The library always adds these three: a name that merely ends so has no such neighbours.
    const base = row.name.replace(aggregate, '')
    const statistic = aggregate.exec(row.name)?.[1]
    const isAggregate = statistic !== undefined && ['mean', 'median', 'stddev'].every((word) => names.has(`${base}_${word}`))
    if (!isAggregate && row.unit === 'ns' && (toNumber(row.times[0]) ?? 1) < 1)
      found.flag('implausible', tooShort(row.name), { line: row.line, text: row.times[0] })
    if (!isAggregate) writeRow(row, runOf(row, names.get(row.name) ?? 1), 'result', found)
    else {
      const spread = statistic === 'mean' ? firsts.get(`${base}_stddev`) : undefined
      const alone = !names.has(base) && (statistic === 'mean' || statistic === 'median')
      const figure = { benchmark: base, statistic, samples: row.iterations, sampleKind: 'repetition' } as const
      writeRow(row, figure, alone ? 'result' : 'aggregate', found, spread)
    }
  }
}

function runOf({ name, iterations }: Row, times: number): Omit<Figure, 'metric'> {
  const counted =
    times > 1 ? ({ samples: 1, sampleKind: 'repetition' } as const) : ({ samples: iterations, sampleKind: 'iteration' } as const)
  return { benchmark: name, statistic: 'mean', ...counted }
}

function writeRow(row: Row, shared: Omit<Figure, 'metric'>, role: Measurement['role'], found: Findings, deviation?: Row): void {
  for (const [index, metric] of (['real_time', 'cpu_time'] as const).entries()) {
    const value = deviation?.unit === row.unit ? toNumber(deviation.times[index] ?? '') : null
    const spread = value === null ? null : ({ kind: 'standard-deviation', value } as const)
    const figure = { ...shared, metric, unit: row.unit, better: 'lower', condition: row.label, role, spread } as const
    if (row.times[index] !== undefined) found.line(row.line, row.times[index], figure)
  }
}

function readPlace(line: Line, found: Findings): void {
  const [, cpus, mhz] = /^Run on \((\d{1,6}) X (\d+(?:\.\d+)?) MHz CPU/.exec(line.text) ?? []
  found.environment('cpus', cpus ?? null)
  found.environment('mhz', mhz ?? null)
  if (line.text.startsWith('***WARNING*** CPU scaling is enabled'))
    found.flag('cpu-scaling', 'CPU frequency scaling was on: real times are noisy.', { line })
  if (line.text.startsWith('***WARNING*** Library was built as DEBUG'))
    found.flag('debug-build', 'The benchmark library was built for debugging: its times are too long.', { line })
}

import { readCell } from '../cells.ts'
import { splitColumns } from '../document/columns.ts'
import { type Document, matches } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import { asText, at, fieldsOf, finite, finiteList, has, inWords, items, type JsonNode, listOf, text } from '../document/node.ts'
import type { Figure, Findings, Measured, Ran } from '../findings.ts'
import { splitUnit, statisticName } from '../labels.ts'
import type { Reader } from '../reader.ts'

/** https://pytest-benchmark.readthedocs.io: `--benchmark-json`, and src/pytest_benchmark/table.py for the console. */
export const pytestBenchmark: Reader = {
  name: 'pytest-benchmark',
  title: 'pytest-benchmark',
  docs: 'JSON of `--benchmark-json` and of the storage, and the console table; rounds are the runs.',
  primary: ['time'],
  detect: (document) =>
    has(document.json?.value, 'machine_info', 'commit_info', 'benchmarks') || matches(document, header, 'Name (time in '),
  parse(document, found) {
    if (document.json !== null && document.fault === null) readJson(document.json, found)
    else readConsole(document, found)
  },
}

const header = /^Name \(time in \w+\) {2,}\S/m

function readJson(json: JsonNode, found: Findings): void {
  readEnvironment(json, found)
  for (const benchmark of items(at(json, 'benchmarks'))) readStatistics(benchmark, found)
}

function readEnvironment(json: JsonNode, found: Findings): void {
  const machine = at(json, 'machine_info')
  const cpu = at(machine, 'cpu')
  found.environment('cpu', text(at(cpu, 'brand_raw')) ?? text(at(cpu, 'brand')) ?? text(at(machine, 'processor')))
  found.environment('os', [text(at(machine, 'system')), text(at(machine, 'release'))].filter(Boolean).join(' '))
  found.environment('python', text(at(machine, 'python_version')))
  found.environment('commit', text(at(json, 'commit_info', 'id')))
  if (at(json, 'commit_info', 'dirty').value === true)
    found.flag('dirty-tree', 'The working tree had changes that are in no commit.', at(json, 'commit_info', 'dirty'))
  for (const key of ['warmup', 'disable_gc', 'timer']) found.environment(key, optionOf(json, key))
}

/** What all benchmarks of the file were run with; null where they differ. A warm-up is a number of rounds, or false. */
function optionOf(json: JsonNode, key: string): string | null {
  const [first, ...others] = listOf(fieldsOf(json.value).benchmarks)
  const said = fieldsOf(fieldsOf(first).options)[key]
  return others.every((one) => fieldsOf(fieldsOf(one).options)[key] === said) ? inWords(said) : null
}

const time: Measured = { metric: 'time', unit: 's', better: 'lower', statistic: 'mean' }
const statistics: readonly (readonly [string, Measured])[] = [
  ['median', { ...time, statistic: 'median' }],
  ['min', { ...time, statistic: 'min' }],
  ['max', { ...time, statistic: 'max' }],
  ['stddev', { ...time, statistic: 'stddev', role: 'derived' }],
  ['ops', { metric: 'ops', statistic: '1/mean', unit: 'ops/s', better: 'higher', role: 'derived' }],
]

function readStatistics(benchmark: JsonNode, found: Findings): void {
  const { fullname, name } = fieldsOf(benchmark.value)
  const title = asText(fullname) ?? asText(name) ?? ''
  const stats = at(benchmark, 'stats')
  const fields = fieldsOf(stats.value)
  const rounds = finite(fields.rounds)
  const deviation = finite(fields.stddev)
  const ran: Ran = { benchmark: title, samples: rounds, sampleKind: rounds === null ? null : 'repetition' }
  if (rounds === 1) found.flag('single-run', `${title} ran one round.`, at(stats, 'rounds'))
  const values = roundsOf(title, stats, rounds, found)
  found.member(stats, 'mean', ran, {
    ...time,
    spread: deviation === null ? null : { kind: 'standard-deviation', value: deviation },
    ...(values && { values }),
  })
  for (const [key, measured] of statistics) found.member(stats, key, ran, measured)
}

/** The single rounds; they may be left out on saving, or have been cut by hand. */
function roundsOf(name: string, stats: JsonNode, rounds: number | null, found: Findings): number[] | null {
  const { data } = fieldsOf(stats.value)
  if (!Array.isArray(data)) return null
  const values = finiteList(data)
  if (values !== null && values.length === rounds) return values
  found.flag(
    'malformed-row',
    `${name}: "data" does not hold its ${rounds ?? 'unknown number of'} rounds as numbers, so the single rounds are not used.`,
    at(stats, 'data'),
  )
  return null
}

/**
 * `--benchmark-compare` prints each test under the name of its run: `test_x (NOW)` beside `test_x (0001_4c1d2e3)`. With one
 * saved run, that is what the new one is compared with.
 */
function sidesOfRuns(document: Document): (name: string) => Pick<Figure, 'benchmark' | 'side'> {
  const saved = new Set(document.lines.flatMap(({ text }) => savedRun.exec(text)?.[1] ?? []))
  if (saved.size !== 1 || !document.text.includes(' (NOW)')) return (benchmark) => ({ benchmark })
  return (name) => {
    const [, plain = name, run] = /^(.+) \((NOW|\d{4}_[^()]{1,80})\)$/.exec(name) ?? []
    return { benchmark: plain, side: run === undefined ? 'unknown' : run === 'NOW' ? 'candidate' : 'baseline' }
  }
}

const savedRun = /^\S.{0,400}? \((\d{4}_[^()]{1,80})\) {2,}/

function readConsole(document: Document, found: Findings): void {
  const runOf = sidesOfRuns(document)
  let columns: string[] | null = null
  let unit = ''
  for (const line of document.lines) {
    if (header.test(line.text)) {
      const [first = '', ...rest] = splitColumns(line.text)
      columns = rest
      unit = splitUnit(first).unit.replace('time in ', '')
      found.flag('unit-in-label-only', 'The unit of the table stands in its header and is chosen anew for every table.', { line })
    } else if (columns !== null && line.text.trim() === '') columns = null
    else if (columns !== null && !/^[-=]{3,}/.test(line.text)) readRow(line, columns, unit, runOf, found)
  }
}

/** `12,345.6789 (1.02)` with its rank against the best row, or `3;2` outliers. */
const cell = /\d+;\d+|(?:\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?|nan|inf)(?: \([^)]{0,40}\))?/g

function readRow(line: Line, columns: readonly string[], unit: string, runOf: ReturnType<typeof sidesOfRuns>, found: Findings): void {
  const [, name = '', rest = ''] = /^(\S.*?) {2,}(.*)$/.exec(line.text) ?? []
  const cells = rest.match(cell) ?? []
  if (cells.length !== columns.length) {
    found.flag('malformed-row', `A row with ${cells.length} figures under ${columns.length} columns was left out.`, { line })
    return
  }
  const value = (name: string) => readCell(cells[columns.indexOf(name)] ?? '')?.value ?? null
  const deviation = value('StdDev')
  const rounds = value('Rounds')
  const shared: Figure = {
    ...runOf(name),
    metric: 'time',
    unit,
    better: 'lower',
    samples: rounds,
    sampleKind: rounds === null ? null : 'repetition',
  }
  columns.forEach((column, index) => {
    const token = cells[index] ?? ''
    const statistic = statisticName(column)
    if (statistic === 'stddev') found.line(line, token, { ...shared, statistic, role: 'derived' })
    else if (statistic === 'mean')
      found.line(line, token, {
        ...shared,
        statistic,
        spread: deviation === null ? null : { kind: 'standard-deviation', value: deviation },
      })
    else if (statistic !== null) found.line(line, token, { ...shared, statistic })
    else if (column.startsWith('OPS'))
      found.line(line, token, {
        ...shared,
        metric: 'ops',
        statistic: '1/mean',
        unit: splitUnit(column).unit || 'ops/s',
        better: 'higher',
        role: 'derived',
      })
  })
}

/** The tests of `llama-bench`, in whatever form they are written: names, figures, and what tells them apart. */
import { toNumber } from '../cells.ts'
import type { Line } from '../document/lines.ts'
import { at, childValue, fieldsOf, finiteList, inWords, type JsonNode } from '../document/node.ts'
import { entryOf } from '../entry-of.ts'
import type { Figure, Findings, Measured, Place, Ran } from '../findings.ts'
import { condition } from '../labels.ts'
import { isLocalPath } from './model-name.ts'

/** One test by the tool's own names: `n_prompt`, `avg_ts`, `gpu_info` … */
type Test = Readonly<Record<string, unknown>>

/** A row of the CSV or SQL: its cells under the names of their columns. */
export interface LlamaRow {
  readonly test: Test
  readonly line: Line
}

/** Writes down the tests of a JSON file. What tells them apart is known behind the last; the rest waits until asked for. */
export function writeLlamaRecords(records: readonly JsonNode[], found: Findings): void {
  const tests = records.map(({ value }) => fieldsOf(value))
  const varied = variedNames(tests)
  const ran = (record: JsonNode) => ranOf(fieldsOf(record.value), varied)
  for (const record of records) for (const { key, measured } of columns) found.member(record, key, ran, measured)
  writeEnvironment(tests, varied, found)
  flagPath(tests, (index) => at(records[index] as JsonNode, 'model_filename'), found)
}

/** Writes down the tests of a CSV or SQL file. */
export function writeLlamaRows(rows: readonly LlamaRow[], found: Findings): void {
  const tests = rows.map(({ test }) => test)
  const varied = variedNames(tests)
  for (const { test, line } of rows)
    for (const { key } of columns) found.line(line, wordOf(test, key), { ...ranOf(test, varied), ...measuredAs(test, key) })
  writeEnvironment(tests, varied, found)
  flagPath(tests, (index) => ({ line: (rows[index] as LlamaRow).line }), found)
}

/** What stands under a name, as words; empty for nothing. */
function wordOf(test: Test, name: string): string {
  return inWords(childValue(test, name)) ?? ''
}

/** `pp512`, `tg128`, `pp512+tg128 @ d4096`: as the tool's own table names it. */
function testName(test: Test): string {
  const [prompt, generated, depth] = ['n_prompt', 'n_gen', 'n_depth'].map((name) => toNumber(wordOf(test, name)) ?? 0)
  const parts = [prompt ? `pp${prompt}` : '', generated ? `tg${generated}` : ''].filter((part) => part !== '')
  return `${parts.join('+')}${depth ? ` @ d${depth}` : ''}`
}

/** Tokens a second of filling in a prompt (`pp`), of generating (`tg`), or of one after the other; repeated in one process. */
export function throughput(test: string): Figure {
  const [prompt, generated] = [/\bpp\d/.test(test), /\btg\d/.test(test)]
  const metric = prompt && generated ? 'token_throughput' : prompt ? 'prefill_throughput' : 'decode_throughput'
  return { metric, unit: 't/s', better: 'higher', statistic: 'mean', sampleKind: 'repetition' }
}

/** Names that say which test it is, or hold its figures. */
const own = /^(?:n_prompt|n_gen|n_depth|test_time|model_type|(?:avg|stddev|samples)_(?:ns|ts))$/

/** Parameters whose values differ within the file: they tell its tests apart. */
function variedNames(tests: readonly Test[]): string[] {
  const [first = {}] = tests
  const { names, suspects } = unlike(first, tests)
  const differ = (test: Test, name: string) => test[name] !== first[name] && shortWord(test, name) !== shortWord(first, name)
  return names.filter((name) => suspects.has(name) && !own.test(name) && tests.some((test) => differ(test, name)))
}

/** All names, and those that a test lacks or has another value of than the first: most tests have the same in the same order. */
function unlike(first: Test, tests: readonly Test[]): { names: string[]; suspects: ReadonlySet<string> } {
  const columns = Object.keys(first)
  const values = Object.values(first)
  const names = new Set(columns)
  const suspects = new Set<string>()
  for (const test of tests) {
    let column = 0
    let isAlike = true
    for (const name in test) {
      isAlike = columns[column] === name
      if (!isAlike) break
      if (test[name] !== values[column++]) suspects.add(name)
    }
    if (isAlike && column === columns.length) continue
    for (const name of columns) suspects.add(name)
    for (const name in test) {
      names.add(name)
      suspects.add(name)
    }
  }
  return { names: [...names], suspects }
}

/** A path of somebody's machine is no condition: the name of the file is enough. */
function shortWord(test: Test, name: string): string {
  return wordOf(test, name).split(/[/\\]/).at(-1) ?? ''
}

function ranOf(test: Test, varied: readonly string[]): Ran {
  const parameters = condition(varied.map((key) => [key, shortWord(test, key)]))
  return { benchmark: wordOf(test, 'model_type'), condition: [testName(test), parameters].filter((part) => part !== '').join(', ') }
}

/** The mean and the deviation (n − 1); the first also has the value of each repetition. */
const columns = ['avg_ns', 'stddev_ns', 'avg_ts', 'stddev_ts'].map((key) => ({
  key,
  measured: ({ value }: JsonNode) => measuredAs(fieldsOf(value), key),
}))

function measuredAs(test: Test, key: string): Measured {
  const [statistic = '', unit = ''] = key.split('_')
  const rate: Measured = throughput(testName(test))
  // Times are the rates turned round, and not compared again.
  const figure: Measured = unit === 'ts' ? rate : { ...rate, metric: 'time', unit: 'ns', better: 'lower', role: 'derived' }
  const values = finiteList(childValue(test, `samples_${unit}`))
  const samples = values?.length ?? null
  if (statistic === 'stddev') return { ...figure, samples, statistic, better: 'unknown', role: 'derived' }
  const deviation = toNumber(wordOf(test, `stddev_${unit}`))
  const spread = deviation === null ? null : ({ kind: 'standard-deviation', value: deviation } as const)
  return { ...figure, samples, spread, ...(values === null ? {} : { values }) }
}

/** Names by which parts of the place are known here; the others keep the tool's. */
const places: Record<string, string> = { build_commit: 'commit', build_number: 'llama.cpp', cpu_info: 'cpu', gpu_info: 'gpu' }
const settings = 'backends type_k type_v flash_attn n_batch n_ubatch n_threads n_gpu_layers split_mode'.split(' ')

function writeEnvironment([first]: readonly Test[], varied: readonly string[], found: Findings): void {
  if (first === undefined) return
  for (const name of [...Object.keys(places), ...settings]) {
    if (!varied.includes(name)) found.environment(entryOf(places, name) ?? name, wordOf(first, name))
  }
  if (!varied.includes('model_filename')) found.environment('model', shortWord(first, 'model_filename'))
}

function flagPath(tests: readonly Test[], placeOf: (index: number) => Place, found: Findings): void {
  const local = tests.findIndex((test) => isLocalPath(wordOf(test, 'model_filename')))
  if (local >= 0)
    found.flag('private-path', 'The model is named by a path of the machine: do not publish the file as it is.', placeOf(local))
}

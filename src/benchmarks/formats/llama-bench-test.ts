/** The tests of `llama-bench`, in whatever form they are written: names, figures, and what tells them apart. */
import { toNumber } from '../cells.ts'
import { entryOf } from '../entry-of.ts'
import type { Figure, Findings, Place } from '../findings.ts'
import { condition } from '../labels.ts'
import { isLocalPath } from './model-name.ts'

/** One test by the tool's own names: `n_prompt`, `avg_ts`, `gpu_info` … */
export interface LlamaTest {
  readonly names: readonly string[]
  /** What stands under a name, as words; empty for nothing. */
  readonly word: (name: string) => string
  /** The values of single repetitions, which only the JSON has. */
  readonly values: (name: string) => number[] | null
  readonly write: (name: string, figure: Figure) => void
  readonly place: (name: string) => Place
}

/** Writes down the tests of one file. */
export function writeLlamaTests(tests: readonly LlamaTest[], found: Findings): void {
  const varied = variedNames(tests)
  for (const test of tests) writeTest(test, varied)
  const [first] = tests
  if (first !== undefined) writeEnvironment(first, varied, found)
  const local = tests.find((test) => isLocalPath(test.word('model_filename')))
  if (local !== undefined)
    found.flag(
      'private-path',
      'The model is named by a path of the machine: do not publish the file as it is.',
      local.place('model_filename'),
    )
}

/** `pp512`, `tg128`, `pp512+tg128 @ d4096`: as the tool's own table names it. */
function testName(test: LlamaTest): string {
  const [prompt, generated, depth] = ['n_prompt', 'n_gen', 'n_depth'].map((name) => toNumber(test.word(name)) ?? 0)
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
function variedNames([first, ...others]: readonly LlamaTest[]): string[] {
  if (first === undefined) return []
  const names = new Set(first.names)
  for (const test of others) for (const name of test.names) names.add(name)
  return [...names].filter((name) => !own.test(name) && others.some((test) => differ(first, test, name)))
}

function differ(one: LlamaTest, other: LlamaTest, name: string): boolean {
  return one.word(name) !== other.word(name) && shortWord(one, name) !== shortWord(other, name)
}

/** A path of somebody's machine is no condition: the name of the file is enough. */
function shortWord(test: LlamaTest, name: string): string {
  return test.word(name).split(/[/\\]/).at(-1) ?? ''
}

function writeTest(test: LlamaTest, varied: readonly string[]): void {
  const name = testName(test)
  const parameters = condition(varied.map((key) => [key, shortWord(test, key)]))
  const rate = {
    ...throughput(name),
    benchmark: test.word('model_type'),
    condition: [name, parameters].filter((part) => part !== '').join(', '),
  }
  // Times are the rates turned round, and not compared again.
  writeFigures(test, 'ns', { ...rate, metric: 'time', unit: 'ns', better: 'lower', role: 'derived' })
  writeFigures(test, 'ts', rate)
}

/** The mean, the deviation (n − 1), and the value of each repetition. */
function writeFigures(test: LlamaTest, unit: 'ns' | 'ts', figure: Figure): void {
  const values = test.values(`samples_${unit}`)
  const deviation = toNumber(test.word(`stddev_${unit}`))
  const samples = values?.length ?? null
  const spread = deviation === null ? null : ({ kind: 'standard-deviation', value: deviation } as const)
  test.write(`avg_${unit}`, { ...figure, samples, spread, ...(values === null ? {} : { values }) })
  test.write(`stddev_${unit}`, { ...figure, samples, statistic: 'stddev', better: 'unknown', role: 'derived' })
}

/** Names by which parts of the place are known here; the others keep the tool's. */
const places: Record<string, string> = { build_commit: 'commit', build_number: 'llama.cpp', cpu_info: 'cpu', gpu_info: 'gpu' }
const settings = 'backends type_k type_v flash_attn n_batch n_ubatch n_threads n_gpu_layers split_mode'.split(' ')

function writeEnvironment(test: LlamaTest, varied: readonly string[], found: Findings): void {
  for (const name of [...Object.keys(places), ...settings]) {
    if (!varied.includes(name)) found.environment(entryOf(places, name) ?? name, test.word(name))
  }
  if (isLocalPath(test.word('model_filename')))
    found.flag(
      'private-path',
      'The model is named by a path of the machine: do not publish the file as it is.',
      test.place('model_filename'),
    )
}

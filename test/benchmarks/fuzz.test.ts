/**
 * Files broken in every way that a byte, a token, a line or a JSON value can break must not break a reader, keep it for a
 * second, nor make it invent. Seeded; `npm run test:all` breaks more of them, the real samples too where they lie beside
 * the project, from a seed of its own that a failure names: CASEWRIGHT_FUZZ_SEED runs it again.
 */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { clean, decode } from '../../src/benchmarks/document/decode.ts'
import { openDocument } from '../../src/benchmarks/document/document.ts'
import { formats } from '../../src/benchmarks/formats.ts'
import { read } from '../../src/benchmarks/read.ts'
import type { ReaderInput } from '../../src/model.ts'
import { broken } from './breaking/broken.ts'
import { faultOf } from './breaking/sound.ts'
import { longLine } from './breaking/text.ts'
import { fileInput, fixture, fixtures } from './figures.ts'
import { randomFrom } from './random.ts'

const all = process.env.CASEWRIGHT_TEST_ALL !== undefined
const firstSeed = Number(process.env.CASEWRIGHT_FUZZ_SEED ?? (all ? Math.floor(Math.random() * 1e9) : 1))
const samples = join(import.meta.dirname, '../../../shared/benchmarks')
const hasSamples = all && existsSync(samples)

function faultsOf(input: ReaderInput, seeds: readonly number[], format: string | undefined, heavyEvery: number): string[] {
  return seeds.flatMap((seed) => {
    const text = broken(input.text, seed, heavyEvery)
    const options = format !== undefined && seed % 3 === 0 ? { format } : {}
    const fault = faultOf({ ...input, text }, options)
    return fault === null ? [] : [`seed ${seed}: ${fault}`]
  })
}

describe.each(fixtures())('%s, broken', (path) => {
  const input = fixture(path)
  // Long fixtures are broken less often: the whole file must stay within seconds.
  const rounds = all ? Math.max(80, Math.min(400, Math.floor(800_000 / (input.text.length + 1)))) : 5
  const seeds = Array.from({ length: rounds }, (_, round) => firstSeed + round * 7919 + path.length)

  // A reader is told its format too: detection lets few broken files through.
  test(`in ${rounds} ways, from seed ${firstSeed}`, () => expect(faultsOf(input, seeds, path.split('/')[0], all ? 60 : 1e9)).toEqual([]))
})

describe.runIf(hasSamples)('real samples', () => {
  if (!hasSamples) return
  const files = readdirSync(samples, { recursive: true, encoding: 'utf8' })
    .filter((path) => !path.endsWith('.expected.json') && path.includes('/') && statSync(join(samples, path)).isFile())
    .toSorted()

  test.each(files)(`%s, broken in 40 ways, from seed ${firstSeed}`, (path) => {
    const [name] = path.split('/')
    const format = formats.find((reader) => reader.name === name)?.name
    const seeds = Array.from({ length: 40 }, (_, round) => firstSeed + round * 104_729 + path.length)
    expect(faultsOf(fileInput(join(samples, path)), seeds, format, 60)).toEqual([])
  })
})

test.runIf(all && !hasSamples)('real samples are not here: only the project’s own fixtures were broken', () => {})

describe('files that are nothing', () => {
  test.each(formats)('$name reads none of them, and does not fall over when it must', ({ name, detect }) => {
    const random = randomFrom(name.length * 31 + name.charCodeAt(0) + (all ? firstSeed : 0))
    for (let round = 0; round < (all ? 300 : 30); round++) {
      const text = clean(decode(Uint8Array.from({ length: random(400) }, () => random(256))))
      expect(detect(openDocument({ path: 'x', text, siblings: () => null }))).toBe(false)
      expect(faultOf({ path: 'x', text, siblings: () => null }, { format: name })).toBeNull()
    }
  })

  test.each(formats)('$name, when a person insists, reads other tools’ files without inventing', ({ name }) => {
    const random = randomFrom(name.length * 17 + name.charCodeAt(1) + (all ? firstSeed : 0))
    const paths = fixtures()
    for (let round = 0; round < 15; round++) expect(faultOf(fixture(paths[random(paths.length)] ?? ''), { format: name })).toBeNull()
  })
})

describe('a megabyte on one line', () => {
  // A format each, so that the test stays short; which file of a format has a long line does not matter.
  test.each(formats)('keeps the reader of $name for less than a second', ({ name }) => {
    const [path = ''] = fixtures(name)
    const input = fixture(path)
    expect(faultOf({ ...input, text: longLine(input.text, randomFrom(name.length)) })).toBeNull()
  })
})

test('a value that is no number and a hundred thousand lists deep is said in a few words', () => {
  const text = `[{"name": "a", "unit": "ms", "value": ${'['.repeat(100_000)}1${']'.repeat(100_000)}}]`
  const { flags } = read({ path: 'output.json', text, siblings: () => null }, { format: 'github-action-benchmark-custom' })
  expect(flags.map(({ message }) => message)).toContain('/0/value is a list, not a number.')
})

describe('words that every object has', () => {
  const files = formats.flatMap(({ name }) => fixtures(name).slice(0, 1))

  test.each(files)('are names like any other in %s', (path) => {
    const input = fixture(path)
    const all = [...new Set(input.text.match(/[A-Za-z_][\w./-]*/g))].slice(0, 60)
    for (const [index, word] of all.entries()) {
      const text = input.text.replaceAll(word, ['constructor', '__proto__', 'valueOf'][index % 3] ?? '')
      for (const options of [{}, { format: path.split('/')[0] ?? '' }]) {
        const { measurements } = read({ ...input, text }, options)
        for (const { benchmark, metric, statistic, unit, better, condition } of measurements) {
          const words = [benchmark, metric, statistic, unit, better, condition]
          if (!words.every((one) => typeof one === 'string' && !one.includes('native code')))
            expect.fail(`${word}: ${JSON.stringify(words)}`)
        }
      }
    }
  })
})

/** Texts that are made to be slow to read: a line, or a character in it, many thousand times over. */
import { expect, test } from 'vitest'
import { clean } from '../../src/benchmarks/document/decode.ts'
import { read } from '../../src/benchmarks/read.ts'
import type { ReaderInput } from '../../src/model.ts'
import { fixture, fixtures } from './figures.ts'
import { type Random, randomFrom } from './random.ts'

/** Long enough that trying all ways to match a line shows, and longer than any tool's line. */
const long = 10_000

const filling = [' ', '-', '|', '=', ':', 'a', '1', '.', ',', '#', '\t']

const attacks: Record<string, (lines: string[], at: number, random: Random) => string> = {
  'a character in a line': (lines, at, random) => stretched(lines, at, random, filling[random(filling.length)] ?? ' '),
  'a word of a line': (lines, at, random) => {
    const words = lines[at]?.split(/(?<=[\s:|,=])/) ?? []
    return stretched(lines, at, random, words[random(words.length)] || '- ')
  },
  'a line below itself': (lines, at) => lines.toSpliced(at, 0, ...repeated(`${lines[at]}`)).join('\n'),
  'a line behind itself': (lines, at) => lines.with(at, repeated(`${lines[at]} `).join('')).join('\n'),
}

function stretched(lines: string[], at: number, random: Random, by: string): string {
  const line = lines[at] ?? ''
  const from = random(line.length + 1)
  return lines.with(at, line.slice(0, from) + by.repeat(Math.ceil(long / by.length)) + line.slice(from)).join('\n')
}

function repeated(line: string): string[] {
  return Array.from({ length: Math.ceil((4 * long) / (line.length + 1)) }, () => line)
}

/** Of the processor: what else runs on the machine must not fail a test. */
function secondsFor(input: ReaderInput): number {
  const start = process.cpuUsage()
  read(input)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6
}

// Every file is attacked in one way, so that the tests stay short; together they are attacked in all.
test.each(
  fixtures().map((path, index) => ({ path, name: Object.keys(attacks)[index % Object.keys(attacks).length] ?? '' })),
)('$name of $path, over and over, keeps no reader for a second', ({ path, name }) => {
  const input = fixture(path)
  const random = randomFrom(path.length * 131 + name.length)
  const lines = input.text.split('\n')
  const text = clean(attacks[name]?.(lines, random(lines.length), random) ?? '')
  expect(text.length).toBeGreaterThan(long)
  expect(secondsFor({ ...input, text })).toBeLessThan(1)
})

test.each([
  ['lists on one line', '[]'.repeat(400_000)],
  ['brackets that open and never close', `log\n${'[\n'.repeat(400_000)}`],
  ['objects between the lines of a log', 'log, x\n{"level":"info","t":1}\n'.repeat(30_000)],
  ['rows of two widths in turn', `log\n${'a,b,c\nd,e\n'.repeat(80_000)}`],
])('%s keep nobody for a second', (_, text) => {
  expect(secondsFor({ path: 'run.log', text, siblings: () => null })).toBeLessThan(1)
})

import { describe, expect, test } from 'vitest'
import { decode } from '../../src/benchmarks/document/decode.ts'
import { read } from '../../src/benchmarks/read.ts'
import type { Measurement, ReaderInput, Reading } from '../../src/model.ts'
import { inventedIn } from './breaking/sound.ts'
import { figureLines, fixture, fixtures } from './figures.ts'

/** The same text in other clothes must give the same figures at the same places. */
const clothes: Record<string, (text: string) => Uint8Array> = {
  'a byte order mark': (text) => new TextEncoder().encode(`\ufeff${text}`),
  'Windows line ends': (text) => new TextEncoder().encode(text.replaceAll('\n', '\r\n')),
  'UTF-16 as PowerShell writes it': (text) => utf16(`\ufeff${text.replaceAll('\n', '\r\n')}`),
  'spaces up to the edge of the terminal, where lines end in words': (text) =>
    new TextEncoder().encode(/[\t,|]/.test(text) ? text : text.replaceAll(/[a-z]$/gm, '$&   ')),
  'the times of a runner': (text) => new TextEncoder().encode(text.replaceAll(/^/gm, '2026-11-25T10:00:00.1234567Z ')),
  'terminal colours': (text) =>
    new TextEncoder().encode(text.replaceAll(/^/gm, '\u001b[0m').replaceAll(/(\d)(?=\s|$)/gm, '$1\u001b[1m\u001b[K')),
}

function utf16(text: string): Uint8Array {
  return new Uint8Array(Uint16Array.from(text, (character) => character.charCodeAt(0)).buffer)
}

function inClothes(input: ReaderInput, dress: (text: string) => Uint8Array): ReaderInput {
  return { ...input, text: decode(dress(input.text)) }
}

describe.each(Object.entries(clothes))('%s', (_, dress) => {
  test.each(fixtures())('%s reads the same', (path) => {
    const input = fixture(path)
    expect(figureLines(read(inClothes(input, dress)))).toBe(figureLines(read(input)))
  })
})

test('UTF-16 that lost its mark is told by its zeros', () => {
  expect(decode(utf16('BenchmarkGet-8 100 12.5 ns/op ± 3 µs\n'))).toBe('BenchmarkGet-8 100 12.5 ns/op ± 3 µs\n')
})

/** Files that a tool writes, as they look when its log goes to the same place. */
describe('a log around the file', () => {
  const before = '2026-11-25 10:00:00,123 INFO [main] starting server on port 8000, 8 workers\nWARNING: something odd (3 of 5)\n'
  const bar = ' 10%|█         | 1/10 [00:01<00:09,  1.00s/it]\r100%|██████████| 10/10 [00:10<00:00,  1.00s/it]\n'
  const after = '\n2026-11-25 10:00:09,123 INFO [main] shutting down, 3 of 3\n'
  // A script is not a value among other lines.
  const files = fixtures().filter((path) => path !== 'github-action-benchmark-history/data.js')

  test.each(files)('%s gives the same figures, each at its line', (path) => {
    const input = fixture(path)
    const text = decode(new TextEncoder().encode(before + bar + input.text.trimEnd() + after))
    const reading = read({ ...input, text })
    expect(reading.measurements.map(figureOf).toSorted()).toEqual(read(input).measurements.map(figureOf).toSorted())
    expectAtTheirLines(reading, text)
  })
})

describe('a log of two runs, with a few words between their files', () => {
  const sheets = fixtures().filter((path) => path.endsWith('.csv') && !fixture(path).text.trimEnd().includes('\n\n'))

  test.each(sheets)('%s is read twice', (path) => {
    const input = { ...fixture(path), path: 'x.log' }
    const text = input.text.trimEnd()
    const once = read({ ...input, text: `hello there\n${text}` }).measurements.length
    expect(read({ ...input, text: `hello there\n${text}\nRun 2, starting now\n${text}` }).measurements).toHaveLength(2 * once)
  })
})

/** What puts others' output into one log, and the line as it writes it. */
const logs: Record<string, (line: string) => string> = {
  'docker compose': (line) => `bench-1   | ${line}`,
  'kubectl --prefix': (line) => `[pod/bench-0/main] ${line}`,
  'kubectl --timestamps': (line) => `2026-11-25T10:00:00.123456789Z ${line}`,
  mpirun: (line) => `[1,0]<stdout>: ${line}`,
  torchrun: (line) => `[rank0]: ${line}`,
  srun: (line) => `0: ${line}`,
  vLLM: (line) => `(EngineCore_DP0 pid=4312) ${line}`,
  journalctl: (line) => `Nov 25 10:00:00 gpu-7 bench[4312]: ${line}`,
  ts: (line) => `[2026-11-25 10:00:00] ${line}`,
  'a logger': (line) => `2026-11-25 10:00:00,123 INFO ${line}`,
  'gh run view --log': (line) => `bench (ubuntu-latest, 20)\tRun benchmarks\t2026-11-20T10:10:08.1234567Z ${line}`,
  'an indentation': (line) => `    ${line}`,
}

describe.each(Object.entries(logs))('a log of %s', (_, line) => {
  // A file that is known by its name alone is not known in a log.
  const files = fixtures().filter((path) => path.endsWith('.txt') || path.endsWith('.log'))

  test.each(files)('%s gives the same figures, each at its line', (path) => {
    const input = fixture(path)
    const text = input.text.trimEnd().split('\n').map(line).join('\n')
    const reading = read({ ...input, text: decode(new TextEncoder().encode(text)) })
    expect(reading.measurements.map(figureOf)).toEqual(read(input).measurements.map(figureOf))
    expectAtTheirLines(reading, text)
  })

  test.each(['hyperfine/two-commands.json', 'wandb-runs-csv/wandb_export.csv'])('%s, with the lines around it', (path) => {
    const input = fixture(path)
    const text = ['+ ./bench.sh', ...input.text.trimEnd().split('\n'), 'done in 12.5 s'].map(line).join('\n')
    const reading = read({ ...input, path: 'bench.log', text })
    expect(reading.measurements.map(figureOf)).toEqual(read(input).measurements.map(figureOf))
    expectAtTheirLines(reading, text)
  })
})

describe('a log in which several speak', () => {
  const said = fixture('hyperfine/two-commands.json')
  const printed = said.text.trimEnd().split('\n')
  const speakers = (text: string) => {
    const { measurements } = read({ ...said, path: 'all.log', text })
    // The fixture has a condition of its own.
    return [...new Set(measurements.map(({ condition }) => condition.replace(/^threads=4(?:, )?/, '')))]
  }

  test('each is read by itself, line by line between the others, and says which it is', () => {
    const text = printed.flatMap((line) => [`[rank0]: ${line}`, `[rank1]: ${line}`]).join('\n')
    const reading = read({ ...said, path: 'all.log', text })
    expect(reading.measurements).toHaveLength(2 * read(said).measurements.length)
    expectAtTheirLines(reading, text)
    expect(speakers(text)).toEqual(['rank0', 'rank1'])
  })

  test('logs within logs are read too', () => {
    const step = (job: string, line: string) => `${job}\tRun\t2026-11-20T10:10:01.1234567Z ${line}`
    const ranks = printed.flatMap((line) => [`bench-1  | [rank0]: ${line}`, `bench-1  | [rank1]: ${line}`])
    const text = ['bench (20)', 'bench (24)'].flatMap((job) => ranks.map((line) => step(job, line))).join('\n')
    expect(speakers(text)).toEqual(['rank0, bench (20), Run', 'rank1, bench (20), Run', 'rank0, bench (24), Run', 'rank1, bench (24), Run'])
  })

  test('who only talks beside the one that measures is no condition', () => {
    const text = printed.flatMap((line, index) => [`bench-1   | ${line}`, `server-1  | request ${index} took 12.5 ms`]).join('\n')
    expect(speakers(text)).toEqual([''])
  })

  test('steps of jobs are told apart, each with the mark before its first line, and one step alone is nobody', () => {
    const step = (job: string, name: string) => [
      `${job}\tSet up job\t\ufeff2026-11-20T10:10:00.1234567Z Current runner version: 2.330.0`,
      ...printed.map((line, index) => `${job}\t${name}\t${index === 0 ? '\ufeff' : ''}2026-11-20T10:10:01.1234567Z ${line}`),
    ]
    expect(speakers(step('bench', 'Run').join('\n'))).toEqual([''])
    expect(speakers([...step('bench (20)', 'Run'), ...step('bench (24)', 'Run')].join('\n'))).toEqual([
      'bench (20), Run',
      'bench (24), Run',
    ])
  })

  test('a matrix of jobs may have a hundred steps, one after the other', () => {
    const steps = Array.from({ length: 20 }, (_, job) =>
      ['Set up job', 'Checkout', 'Build', 'Run', 'Post'].flatMap((step) =>
        (step === 'Run' ? printed : ['chatter 1', 'chatter 2']).map(
          (line) => `bench (${job})\t${step}\t2026-11-20T10:10:01.1234567Z ${line}`,
        ),
      ),
    )
    const text = steps.flat().join('\n')
    expect(speakers(text)).toEqual(steps.map((_, job) => `bench (${job}), Run`))
    expectAtTheirLines(read({ ...said, path: 'all.log', text }), text)
  })

  test.each([
    ['as it is downloaded', '2026-11-20T10:10:00.1234567Z '],
    ['as gh prints it', 'bench\tRun\t2026-11-20T10:10:00.1234567Z '],
  ])('what a runner says of a step is no setting of the tool: %s', (_, before) => {
    const head = ['##[group]Run go test -bench=.', 'go test -bench=.', 'shell: /usr/bin/bash -e {0}', '##[endgroup]']
    const text = [...head, 'goos: linux', 'BenchmarkGet-8 \t 100 \t 12.5 ns/op'].map((line) => before + line).join('\n')
    const [figure] = read({ path: 'run.log', text: decode(new TextEncoder().encode(text)), siblings: () => null }).measurements
    expect(figure).toMatchObject({ benchmark: 'Get-8', condition: '', locator: { line: 6 } })
  })

  test('a host, a process and the random part of a pod are nobody', () => {
    const lines = (before: string) => printed.map((line) => `${before}${line}`)
    const journal = [...lines('Nov 25 10:00:00 gpu-7 bench[4312]: '), ...lines('Nov 25 10:00:00 gpu-8 other[77]: ')].join('\n')
    expect(speakers(journal)).toEqual(['bench', 'other'])
    const { flags } = read({ ...said, path: 'all.log', text: journal })
    expect(flags).toContainEqual(expect.objectContaining({ code: 'private-path', locator: { line: 1, text: 'gpu-7' } }))
    const pods = [...lines('[pod/bench-7d9f8b-xk2lp/main] '), ...lines('[pod/bench-7d9f8b-ab3cd/second] ')].join('\n')
    expect(speakers(pods)).toEqual(['main', 'second'])
  })

  test('a megabyte of numbered lines keeps nobody waiting', () => {
    const text = Array.from({ length: 60_000 }, (_, index) => `${index % 32}: some words and 12.5 ms`).join('\n')
    const start = process.cpuUsage()
    expect(read({ ...said, path: 'all.log', text }).measurements).toEqual([])
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(2)
  })
})

describe('results that a shell appended to one file', () => {
  test.each(fixtures().filter((path) => path.endsWith('.json')))('%s counts twice, each at its place', (path) => {
    const input = fixture(path)
    const text = `${input.text.trimEnd()}\n${input.text.trimEnd()}\n`
    const reading = read({ ...input, text })
    expect(reading.measurements.length).toBe(2 * read(input).measurements.length)
    expect(inventedIn(reading, text)).toBeNull()
  })
})

function expectAtTheirLines({ measurements }: Reading, text: string): void {
  const lines = text.split('\n')
  for (const { locator } of measurements) expect(lines[(locator.line ?? 0) - 1]).toContain(locator.text)
}

function figureOf({ benchmark, condition, metric, statistic, value, unit, better, samples, role }: Measurement): string {
  return [benchmark, condition, metric, statistic, value, unit, better, samples, role].join(' | ')
}

describe('a file that was cut off', () => {
  test.each(fixtures().filter((path) => /\.jsonl?$/.test(path)))('%s gives only what is in it, and says so', (path) => {
    const input = fixture(path)
    const text = input.text.trimEnd().slice(0, -Math.ceil(input.text.length / 3))
    const reading = read({ ...input, text })
    const whole = new Set(read(input).measurements.map(({ value }) => value))
    expect(reading.measurements.filter(({ value }) => !whole.has(value))).toEqual([])
    expect(reading.problems.length).toBeGreaterThan(0)
    expect(reading.problems[0]?.line).toBeGreaterThan(0)
  })

  test.each(fixtures())('%s does not break the reader at any of its cuts', (path) => {
    const input = fixture(path)
    for (let cut = 0; cut < 20; cut++) read({ ...input, text: input.text.slice(0, Math.floor((input.text.length * cut) / 20)) })
  })
})

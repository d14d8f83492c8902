import { describe, expect, test } from 'vitest'
import { read } from '../../src/benchmarks/read.ts'
import { readBlock } from '../../src/benchmarks/read-block.ts'
import { fixture } from './figures.ts'

const file = (text: string, path = 'x.txt') => ({ path, text, siblings: () => null })
const go = 'BenchmarkGet-8 \t 100 \t 12.5 ns/op\n'
const hyperfineTable =
  '| Command | Mean [ms] | Min [ms] | Max [ms] | Relative |\n|:---|---:|---:|---:|---:|\n| `a` | 34.5 ± 8.8 | 27.4 | 50.2 | 1.00 |\n'

describe('a file that nobody recognises', () => {
  const messages = (text: string) => read(file(text)).problems.map(({ message }) => message)

  test('gives a problem that says how to mend it, short enough for a folder of such files', () => {
    const { format, measurements, problems } = read(file('a log\nwithout figures\n'))
    expect({ format, measurements }).toEqual({ format: null, measurements: [] })
    expect(problems).toEqual([
      {
        line: 1,
        message:
          'No reader recognises this file. "casewright measure --list" shows what can be read; where a tool of these wrote it, name it with --format.',
      },
    ])
  })

  test('is told where its JSON breaks, or that it was cut', () => {
    expect(read(file('{\n "results": [\n  {"command": "a",\n')).problems).toEqual([
      {
        line: 4,
        message: 'Not JSON from column 1 on: the file ends in the middle. Let the tool write it again, or take all of its output.',
      },
    ])
    expect(read(file('{\n "a": 1 "b"}')).problems[0]).toEqual({ line: 2, message: 'Not JSON from column 9 on: expected "," or "}".' })
  })

  test.each([
    ['', 'The file is empty'],
    [' \n\n', 'The file is empty'],
    ['\u0000\u0001\u0000', 'This is no text'],
    ['<!DOCTYPE html>\n<html>', 'a web page (HTML). Name the JSON'],
    ['{"times": {"a": 1}, "x\\u001b[31m": 2}', 'JSON with times …'],
    ['[]', 'JSON without any record'],
  ])('%j', (text, sentence) => expect(messages(text).join(' ')).toContain(sentence))

  test.each(['', '\u0000', '{"a": '])('%j is no case for --format', (text) => expect(messages(text).join(' ')).not.toContain('--format'))
})

describe('the format', () => {
  test('is found by content, whatever the name', () => {
    expect(read(file('{"a": 1}\n', 'bench.txt')).format).toBeNull()
    expect(read({ ...fixture('hyperfine/two-commands.json'), path: 'results.csv' }).format).toBe('hyperfine')
  })

  test('can be named', () => {
    expect(read(file(go), { format: 'go-bench' }).format).toBe('go-bench')
    const wrong = read(file(go), { format: 'hyperfine' })
    expect(wrong).toMatchObject({ format: 'hyperfine', measurements: [], problems: [{ line: null }] })
    expect(wrong.problems[0]?.message).toMatch(/^The reader hyperfine, which --format names, finds nothing/)
    expect(read(file('[]'), { format: 'github-action-benchmark-custom' }).measurements).toEqual([])
  })
})

describe('a log of two tools', () => {
  const log = `${go}\ntest a::b ... bench:         329 ns/iter (+/- 4)\nGnuplot not found, using plotters backend\n`
  test('gives the figures of both, with ids of their own', () => {
    const { measurements } = read(file(log))
    expect(measurements.map(({ benchmark, value }) => [benchmark, value])).toEqual(
      expect.arrayContaining([
        ['Get-8', 12.5],
        ['a::b', 329],
      ]),
    )
    expect(new Set(measurements.map(({ id }) => id)).size).toBe(measurements.length)
  })
})

describe('a text of megabytes', () => {
  const noise = 'INFO a line of the log, which says nothing that was measured\n'.repeat(30_000)

  test.each([
    ['at its end', `${noise}${noise}${go}`],
    ['in its middle', `${noise}${go}${noise}`],
    ['beside a line that is longer than an end', `${go}${'x'.repeat(3_000_000)}`],
  ])('gives the figure that stands %s', (_, text) => {
    const { format, measurements } = read(file(text))
    expect({ format, figures: measurements.map(({ value, locator }) => [value, locator.line]) }).toEqual({
      format: 'go-bench',
      figures: [[12.5, text.slice(0, text.indexOf('Benchmark')).split('\n').length]],
    })
  })

  test('also the block of a second tool in its middle', () => {
    const wrk = fixture('wrk/latency.txt').text
    const metrics = read(file(`${noise}${wrk}${noise}${go}`)).measurements.map(({ metric }) => metric)
    expect(metrics).toContain('sec/op')
    expect(metrics).toContain('latency')
  })
})

describe('Markdown', () => {
  test('exported by a tool is that tool’s, with a heading above too', () => {
    expect(read(file(hyperfineTable, 'bench.md')).format).toBe('hyperfine')
    expect(read(file(`## Results\n\n${hyperfineTable}`, 'bench.md')).format).toBe('hyperfine')
  })

  test('that says more is a text', () => {
    const text = `This change makes the command a little faster than it was before on my machine.\n\nMore words.\n\n\n\n${hyperfineTable}`
    expect(read(file(text, 'pull-request.md')).format).toBe('markdown')
    expect(read(file(`| | main | this PR |\n|--|--|--|\n| parse | 12.5 ms | 9.5 ms |\n`, 'pull-request.md')).format).toBe('markdown')
  })

  test('gives the figures of a fence at the lines of the whole text', () => {
    const text = `Before:\n\n\`\`\`\n${go}\`\`\`\n`
    const { format, measurements } = read(file(text, 'pull-request.md'))
    expect(format).toBe('markdown')
    expect(measurements.map(({ value, locator }) => [value, locator.line])).toEqual([[12.5, 4]])
  })
})

describe('readBlock', () => {
  test('reads a block at its place in the text around it', () => {
    expect(readBlock(`goos: linux\n${go}`, 40)?.measurements.map(({ locator }) => locator)).toEqual([{ line: 41, text: '12.5 ns/op' }])
  })

  test('gives the figures of JSON at the lines of the text around it', () => {
    const { text } = fixture('hyperfine/two-commands.json')
    const lines = text.split('\n')
    const reading = readBlock(text, 40)
    expect(reading?.format).toBe('hyperfine')
    for (const { locator } of reading?.measurements ?? []) {
      expect(locator.pointer).toBeUndefined()
      expect(lines[(locator.line ?? 0) - 40]).toContain(locator.text)
    }
  })

  test('does not read JSON in a fence a second time, as words and numbers', () => {
    const input = fixture('google-benchmark/repetitions.json')
    const reading = read(file(`Some words about what was measured here, and why.\n\n\`\`\`json\n${input.text}\`\`\`\n`, 'pull-request.md'))
    expect(reading.measurements.map(({ value }) => value)).toEqual(read(input).measurements.map(({ value }) => value))
  })

  test('answers null for a block of anything else', () => expect(readBlock('npm install\nnpm test', 1)).toBeNull())
})

import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { measureTable } from '../../src/cli/measure-table.ts'
import { measure } from '../../src/jobs/measure.ts'
import { fixtureRoot } from '../benchmarks/figures.ts'

const directory = mkdtempSync(join(tmpdir(), 'casewright-cli-'))
writeFileSync(join(directory, 'nothing.txt'), 'no figures here\n')

function casewright(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [resolve('src/cli.ts'), 'measure', ...args], {
    cwd: directory,
    env: { ...process.env, NO_COLOR: '1' },
    encoding: 'utf8',
  })
}

describe('casewright measure', () => {
  test('prints JSON, and ends with 0 although a file could not be read', () => {
    const { status, stdout } = casewright('--json', 'nothing.txt')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, files: [{ file: 'nothing.txt', format: null, measurements: [] }] })
  })

  test('ends with 1 under --strict', () => expect(casewright('--strict', '*.txt').status).toBe(1))

  test('ends with 2 and the mend on stderr for a missing file', () => {
    const { status, stdout, stderr } = casewright('none.json')
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toContain('No file "none.json"')
  })

  test.each([
    'baseline a.txt --candidate b.txt c.txt',
    'candidate b.txt c.txt --baseline a.txt',
  ])('takes all files that a shell made of a glob for the side before them: --%s', (args) => {
    for (const name of ['a', 'b', 'c']) writeFileSync(join(directory, `${name}.txt`), 'BenchmarkGet 1 5 ns/op\n')
    const { comparisons } = JSON.parse(casewright('--json', ...`--${args}`.split(' ')).stdout)
    expect(comparisons).toMatchObject([{ baseline: ['m1'], candidate: ['m2', 'm3'] }])
  })

  test('reads standard input as -', () => {
    const run = spawnSync(process.execPath, [resolve('src/cli.ts'), 'measure', '--json', '-'], {
      input: 'BenchmarkGet 1 5 ns/op\n',
      encoding: 'utf8',
    })
    expect(JSON.parse(run.stdout).files).toMatchObject([{ file: '-', format: 'go-bench', measurements: [{ value: 5 }] }])
  })

  test.each(['measure --list', 'measure --list --json', '--help'])('%s ends quietly when its reader goes away', (args) => {
    const command = `"${process.execPath}" "${resolve('src/cli.ts')}" ${args} | true; echo "\${PIPESTATUS[0]}"`
    expect(spawnSync('bash', ['-c', command], { encoding: 'utf8' })).toMatchObject({ stdout: '0\n', stderr: '' })
  })

  test('lists the formats', () => {
    expect(casewright('--list').stdout).toMatch(/^go-bench +Go testing\.B: /m)
    expect(JSON.parse(casewright('--list', '--json').stdout)).toContainEqual(expect.objectContaining({ name: 'markdown' }))
  })
})

describe('the table', () => {
  const table = (files: string[], baseline: string[] = [], candidate: string[] = []) =>
    measureTable(measure({ files, baseline, candidate })).replaceAll(fixtureRoot, '')

  test('puts runs of one figure in a row, with their median and range', () => {
    expect(table([join(fixtureRoot, 'go-bench/count.txt')])).toBe(
      [
        '/go-bench/count.txt  go-bench: 10 figures',
        '  Get/parallel-8    sec/op     mean  61.705 (61.35 to 62.06) ns/op  lower is better   2 runs',
        '  Get/parallel-8    B/op       mean                         0 B/op  lower is better   2 runs',
        '  Get/parallel-8    allocs/op  mean                    0 allocs/op  lower is better   2 runs',
        '  Copy/size=4096-8  sec/op     mean                    996.2 ns/op  lower is better   1203345 iterations',
        '  Copy/size=4096-8  B/s        mean                   4111.62 MB/s  higher is better  1203345 iterations',
        '  Copy/size=4096-8  B/op       mean                      4864 B/op  lower is better   1203345 iterations',
        '  Copy/size=4096-8  allocs/op  mean                   17 allocs/op  lower is better   1203345 iterations',
      ].join('\n'),
    )
  })

  test('calls figures runs only where the tool does', () => {
    const rows = [5, 6].map((value) => ({ name: 'start', unit: 'ms', value }))
    writeFileSync(join(directory, 'twice.json'), JSON.stringify(rows))
    expect(table([join(directory, 'twice.json')])).toMatch(/start +value +5\.5 \(5 to 6\) ms +2 figures$/m)
  })

  test('of a file with hundreds of thousands of figures ends where nobody reads on', () => {
    const rows = Array.from({ length: 130_000 }, (_, index) => `BenchmarkA/${index} 1 5 ns/op`)
    writeFileSync(join(directory, 'long.txt'), `${rows.join('\n')}\n`)
    const lines = table([join(directory, 'long.txt')]).split('\n')
    expect(lines).toHaveLength(502)
    expect(lines.at(-1)).toBe('  … and 129500 more rows; --json has them all')
  })

  test('gives arrows to verdicts only', () => {
    const text = table([join(fixtureRoot, 'benchstat/two-files.txt')])
    expect(text).toMatch(/Get\/parallel-8 +sec\/op, median +182\.9 +→ +61\.41 ns\/op +× 0\.3358/)
    const stated = table([join(fixtureRoot, 'vllm-bench-serve/stdout.log')])
    expect(stated).toMatch(/ttft, median +338\.64 +→ +334\.02 ms/)
    expect(stated).not.toMatch(/[▲▼]/)
  })

  test('gives words to the verdicts of primary metrics only, and the others their figures', () => {
    const lines = table([join(fixtureRoot, 'benchstat/two-files.txt')]).split('\n')
    expect(lines.filter((line) => line.endsWith('too few runs for a verdict'))).toHaveLength(3)
    expect(lines).toContainEqual(expect.stringMatching(/Copy-8 +B\/s, median +1\.25 +→ +1\.5 GiB\/s +× 1\.200$/))
  })

  test('says under the comparison what holds for all of it: why not, means, order of the sides, tests', () => {
    const go = (name: string, values: number[]) => values.map((value) => `${name} 1 ${value} ns/op\n`).join('')
    const old = [180, 181, 182, 183, 184, 185]
    const paths = { old: join(directory, 'go-old.txt'), new: join(directory, 'go-new.txt') }
    writeFileSync(paths.old, go('BenchmarkGet', old) + go('BenchmarkPut', old))
    writeFileSync(
      paths.new,
      go(
        'BenchmarkGet',
        old.map((value) => value / 2),
      ) +
        go(
          'BenchmarkPut',
          old.map((value) => value / 8),
        ),
    )
    const lines = table([], [paths.old], [paths.new]).split('\n')
    expect(lines.filter((line) => line.includes('▲ improved'))).toHaveLength(2)
    expect(lines).toContain('  mean  Geometric mean of 2 ratios of sec/op, mean: × 0.2500')
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}note {2}Nothing says that the sides ran in turn/))
    expect(lines.filter((line) => /tests of the measured/.test(line))).toHaveLength(1)
    expect(lines.filter((line) => line.endsWith('6 runs a side'))).toHaveLength(2)
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}note {2}The runs of a side come from one process/))
    expect(lines).toContain('  note  A figure of several runs is their median, with the lowest and highest beside it.')
    writeFileSync(join(directory, 'go-one.txt'), go('BenchmarkGet', [180]))
    writeFileSync(join(directory, 'go-other.txt'), go('BenchmarkGet', [170]))
    const single = table([], [join(directory, 'go-one.txt')], [join(directory, 'go-other.txt')])
    expect(single).toContain('  note  There is one run a side: how much runs differ is not known, and no difference here is a finding.')
    expect(single).not.toMatch(/a side$/m)
    const refused = table([join(fixtureRoot, 'wrk/latency.txt')])
    expect(refused).toMatch(/latency, p99 +4\.1 +→ +2\.61 ms +not comparable/)
    expect(refused).toMatch(/^ {2}why {2}7 figures not comparable: Only one side had failures/m)
  })

  test('folds what is wider than the terminal between its cells and words, and leaves out ranges first', () => {
    const result = measure({ files: [join(fixtureRoot, 'go-bench/count.txt')], baseline: [], candidate: [] })
    // Without the file's name: where the project lies must not decide what is folded.
    const rows = (room: number) => {
      const lines = measureTable(result, room).split('\n')
      return lines.slice(lines.findIndex((line) => line.startsWith('  Get/parallel-8')))
    }
    expect(rows(90).slice(0, 2)).toEqual([
      '  Get/parallel-8    sec/op     mean  61.705 ns/op  lower is better   2 runs',
      '  Get/parallel-8    B/op       mean        0 B/op  lower is better   2 runs',
    ])
    expect(rows(90).at(-1)).toBe('  … lowest and highest stand in a wider terminal, and in --json')
    expect(rows(40).slice(0, 4)).toEqual([
      '  Get/parallel-8  sec/op  mean',
      '    61.705 (61.35 to 62.06) ns/op',
      '    lower is better  2 runs',
      '  Get/parallel-8  B/op  mean  0 B/op',
    ])
    for (const line of rows(40)) expect(line.length).toBeLessThanOrEqual(40)
  })

  test('puts loads in the order of their numbers', () => {
    const loads = [1, 128, 16, 2].map((load) => `load: ${load}\nBenchmarkGet 1 5 ns/op\n`)
    writeFileSync(join(directory, 'loads.txt'), loads.join(''))
    expect(table([join(directory, 'loads.txt')]).match(/load: \d+$/gm)).toEqual(['load: 1', 'load: 2', 'load: 16', 'load: 128'])
  })

  test('puts rows of one condition together', () => {
    const headings = table([join(fixtureRoot, 'k6-summary/handle-summary.json')])
      .split('\n')
      .filter((line) => /^ {2}(?:–|expected_response:true|name:GET.*)$/.test(line))
    expect(headings).toEqual(['  expected_response:true', '  name:GET /items/~1'])
  })

  test('shows a mapping to paste below the problem, once for files of a kind', () => {
    for (const name of ['mine', 'other']) writeFileSync(join(directory, `${name}.csv`), 'kernel,time_ms\nfast,1.5\n')
    const { stdout } = casewright('mine.csv', 'other.csv')
    expect(stdout).toContain('    mappings:\n      - files: "*.csv"\n')
    expect(stdout.match(/mappings:/g)).toHaveLength(1)
    expect(stdout).toContain('To begin with, and to check, the mapping above.\n')
    expect(stdout).not.toContain('1.5')
  })

  test('says what could not be read, with its line', () => {
    expect(table([join(directory, 'nothing.txt')])).toMatch(
      /not recognised: 0 figures\n {2}problem {2}line 1: No reader recognises this file/,
    )
  })
})

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

  test('says what could not be read, with its line', () => {
    expect(table([join(directory, 'nothing.txt')])).toMatch(
      /not recognised: 0 figures\n {2}problem {2}line 1: No reader recognises this file/,
    )
  })
})

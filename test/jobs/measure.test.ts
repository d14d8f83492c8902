import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { KnownError } from '../../src/errors.ts'
import { type MeasureRequest, measure } from '../../src/jobs/measure.ts'
import { measureSchema } from '../../src/model.ts'

function folder(files: Record<string, string>): string {
  const directory = mkdtempSync(join(tmpdir(), 'casewright-measure-'))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(directory, path, '..'), { recursive: true })
    writeFileSync(join(directory, path), content)
  }
  return directory
}

const run = (request: Partial<MeasureRequest>) => measure({ files: [], baseline: [], candidate: [], ...request })

/** Rows of `go test -count`. */
const goRows = (name: string, values: readonly number[]) => values.map((value) => `${name} \t 100 \t ${value} ns/op\n`).join('')
const old = goRows('BenchmarkGet-8', [182, 183, 181, 184, 180, 185])
const faster = goRows('BenchmarkGet-8', [61, 62, 60, 63, 59, 64])

describe('measure', () => {
  test('answers files as they were named, with ids that are unique over the call', () => {
    const directory = folder({ 'a.txt': old, 'b.txt': faster })
    const files = [`${directory}/./a.txt`, `${directory}/b.txt`]
    const answer = run({ files })
    expect(answer.files.map(({ file }) => file)).toEqual(files)
    const ids = answer.files.flatMap(({ measurements }) => measurements.map(({ id }) => id))
    expect(ids).toHaveLength(12)
    expect(new Set(ids).size).toBe(12)
    expect(answer.comparisons).toEqual([])
  })

  test('answers what its schema says', () => {
    const directory = folder({ 'old.txt': old, 'new.txt': faster, 'x.txt': 'nothing' })
    const answer = run({ files: [`${directory}/x.txt`], baseline: [`${directory}/old.txt`], candidate: [`${directory}/new.txt`] })
    expect(measureSchema.strict().parse(answer)).toEqual(answer)
  })

  test('compares the sides that the caller names, whatever the files say', () => {
    const directory = folder({ 'run-1/old.txt': old, 'run-1/new.txt': faster })
    const { files, comparisons, unmatched } = run({ baseline: [`${directory}/**/new.txt`], candidate: [`${directory}/**/old.txt`] })
    expect(files.map(({ measurements }) => measurements[0]?.side)).toEqual(['baseline', 'candidate'])
    expect(comparisons).toMatchObject([{ benchmark: 'Get-8', metric: 'sec/op', tier: 'A', verdict: 'regressed' }])
    expect(comparisons[0]?.baseline).toHaveLength(6)
    expect(unmatched).toEqual([])
  })

  test('compares two sides of one text within it, and never with another text', () => {
    const block = (side: string, value: number) => `note: ${side}\nBenchmarkGet-8 \t 100 \t ${value} ns/op\n`
    const directory = folder({ 'a.txt': block('before', 10) + block('after', 5), 'b.txt': block('before', 100) })
    const { files, comparisons } = run({ files: [`${directory}/a.txt`, `${directory}/b.txt`] })
    expect(comparisons).toMatchObject([{ id: 'c1', ratio: 0.5, verdict: 'none' }])
    const [, other] = files
    expect(comparisons.flatMap(({ baseline }) => baseline)).not.toContain(other?.measurements[0]?.id)
  })

  test('refuses to compare machines that environment.json beside the files tells apart', () => {
    const directory = folder({
      'a/x.txt': old,
      'a/environment.json': '{"cpu": "A"}',
      'b/x.txt': faster,
      'b/environment.json': '{"cpu": "B"}',
    })
    const { comparisons } = run({ baseline: [`${directory}/a/x.txt`], candidate: [`${directory}/b/x.txt`] })
    expect(comparisons).toMatchObject([{ verdict: 'not-comparable', ratio: null }])
  })

  test('lists what has no partner', () => {
    const directory = folder({ 'old.txt': old + goRows('BenchmarkGone-8', [1]), 'new.txt': faster })
    const { files, unmatched } = run({ baseline: [`${directory}/old.txt`], candidate: [`${directory}/new.txt`] })
    const gone = files[0]?.measurements.find(({ benchmark }) => benchmark === 'Gone-8')
    expect(unmatched.map(({ id }) => id)).toEqual([gone?.id])
  })

  test('finds the neighbours of a file', () => {
    const estimates =
      '{"mean":{"confidence_interval":{"confidence_level":0.95,"lower_bound":1.0,"upper_bound":2.0},"point_estimate":1.5,"standard_error":0.1},"std_dev":{"confidence_interval":{"confidence_level":0.95,"lower_bound":1.0,"upper_bound":2.0},"point_estimate":1.5,"standard_error":0.1}}'
    const directory = folder({
      'new/estimates.json': estimates,
      'new/benchmark.json': '{"group_id":"g","function_id":"f","full_id":"g/f"}',
    })
    expect(run({ files: [`${directory}/new/estimates.json`] }).files[0]?.measurements[0]?.benchmark).toBe('g/f')
  })

  test('a file that cannot be read is a problem, not a fault', () => {
    const directory = folder({ 'cut.json': '{"results": [\n{"command":', 'new.txt': faster })
    const { files } = run({ files: [`${directory}/cut.json`, `${directory}/new.txt`] })
    expect(files.map(({ format, problems }) => [format, problems.length])).toEqual([
      [null, 2],
      ['go-bench', 0],
    ])
    expect(files[0]?.problems[0]?.line).toBe(2)
  })
})

describe('what a person can mend', () => {
  const directory = folder({ 'a.txt': old, 'dir/b.txt': old })
  test.each<[string, Partial<MeasureRequest>, RegExp]>([
    ['no file at all', {}, /No file is named/],
    ['a missing file', { files: [`${directory}/none.txt`] }, /No file ".*none\.txt"/],
    ['a glob without a match', { files: [`${directory}/*.json`] }, /No file matches ".*\*\.json"/],
    ['a directory', { files: [`${directory}/dir`] }, /is a directory.*dir\/\*\*/],
    ['one side without the other', { baseline: [`${directory}/a.txt`] }, /--candidate is missing/],
    ['the same file on both sides', { baseline: [`${directory}/a.txt`], candidate: [`${directory}/*.txt`] }, /on both sides/],
    ['an unknown format', { files: [`${directory}/a.txt`], format: 'hyperfin' }, /Did you mean "hyperfine"/],
  ])('%s', (_, request, message) => {
    expect(() => run(request)).toThrow(KnownError)
    expect(() => run(request)).toThrow(message)
  })
})

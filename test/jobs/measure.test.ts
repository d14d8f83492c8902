import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
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

const result = (request: Partial<MeasureRequest>) => measure({ files: [], baseline: [], candidate: [], ...request })
const run = (request: Partial<MeasureRequest>) => result(request).answer

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
    expect(measureSchema.strict().parse(answer)).toEqual(JSON.parse(JSON.stringify(answer)))
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

  test('takes what environment.json a folder up says for both sides, unless a side says otherwise', () => {
    const files = { 'baseline/x.txt': old, 'candidate/x.txt': faster, 'environment.json': '{"cpu": "A", "cores": 4}' }
    const verdict = (more: Record<string, string>) => {
      const directory = folder({ ...files, ...more })
      const { comparisons } = run({ baseline: [`${directory}/baseline/*`], candidate: [`${directory}/candidate/*`] })
      return comparisons.map(({ verdict, reasons }) => [verdict, reasons.some((reason) => /which machine/.test(reason))])
    }
    expect(verdict({})).toEqual([['improved', false]])
    expect(verdict({ 'candidate/environment.json': '{"cpu": "B"}' })).toEqual([['not-comparable', false]])
  })

  test('joins the environments of a side: runs on two machines are not runs on the last one', () => {
    const directory = folder({
      'a/x.txt': old,
      'a/environment.json': '{"cpu": "A"}',
      'b/x.txt': old,
      'b/environment.json': '{"cpu": "B"}',
      'c/x.txt': faster,
      'c/environment.json': '{"cpu": "B"}',
    })
    const { comparisons } = run({ baseline: [`${directory}/a/x.txt`, `${directory}/b/x.txt`], candidate: [`${directory}/c/x.txt`] })
    expect(comparisons).toMatchObject([{ verdict: 'not-comparable' }])
    expect(comparisons[0]?.reasons[0]).toContain('CPU (A + B and B)')
  })

  test('lists the figures of a text that has one side only', () => {
    const directory = folder({ 'a.txt': `note: before\n${goRows('BenchmarkGet-8', [10])}` })
    const { comparisons, unmatched } = run({ files: [`${directory}/a.txt`] })
    expect(comparisons).toEqual([])
    expect(unmatched).toEqual([{ id: 'm1', why: 'The candidate has no such figure.' }])
  })

  test('says once that it does not know of tests, and not with every verdict', () => {
    const more = [old + goRows('BenchmarkPut-8', [10, 11, 10, 11, 10, 11]), faster + goRows('BenchmarkPut-8', [5, 6, 5, 6, 5, 6])]
    const directory = folder({ 'old.txt': more[0] ?? '', 'new.txt': more[1] ?? '' })
    const { answer, remarks } = result({ baseline: [`${directory}/old.txt`], candidate: [`${directory}/new.txt`] })
    expect(answer.comparisons.map(({ verdict }) => verdict)).toEqual(['improved', 'improved'])
    expect(answer.comparisons.flatMap(({ reasons }) => reasons).filter((reason) => /tests/.test(reason))).toEqual([])
    expect(remarks.notes.filter((note) => /tests/.test(note))).toHaveLength(1)
  })

  test('says at the end of the comparison that a side failed', () => {
    const run = (completed: number) =>
      JSON.stringify({
        ...{ date: '20261120-101010', backend: 'vllm', model_id: 'm', tokenizer_id: 'm', num_prompts: 10, request_rate: 'inf' },
        ...{ duration: 5, completed, failed: 10 - completed, total_input_tokens: 10, total_output_tokens: 10 },
        ...{ request_throughput: completed / 5, output_throughput: 2, total_token_throughput: 4, mean_ttft_ms: 3, median_ttft_ms: 3 },
      })
    const directory = folder({ 'a/1.json': run(10), 'b/1.json': run(0) })
    const { remarks } = result({ baseline: [`${directory}/a/*`], candidate: [`${directory}/b/*`] })
    expect(remarks.notes).toContain('The candidate failed: No request succeeded: the zeros are no figures.')
  })

  test('names the primary comparisons and their means by the ids of the answer', () => {
    const block = (side: string, get: number, put: number) =>
      `note: ${side}\nBenchmarkGet-8 1 ${get} ns/op 3 widgets\nBenchmarkPut-8 1 ${put} ns/op 4 widgets\n`
    const text = block('before', 10, 20) + block('after', 5, 10)
    const directory = folder({ 'a.txt': text, 'b.txt': text })
    const { answer, remarks } = result({ files: [`${directory}/a.txt`, `${directory}/b.txt`] })
    expect(answer.comparisons.map(({ id, metric }) => `${id} ${metric}`)).toEqual([
      ...['c1 sec/op', 'c2 widgets', 'c3 sec/op', 'c4 widgets'],
      ...['c5 sec/op', 'c6 widgets', 'c7 sec/op', 'c8 widgets'],
    ])
    expect([...remarks.primary]).toEqual(['c1', 'c3', 'c5', 'c7'])
    expect(remarks.geometricMeans.filter(({ metric }) => metric === 'sec/op').map(({ of, ratio }) => ({ of, ratio }))).toEqual([
      { of: ['c1', 'c3'], ratio: 0.5 },
      { of: ['c5', 'c7'], ratio: 0.5 },
    ])
  })

  test('reads a table of one’s own by a mapping, and suggests one without', () => {
    const directory = folder({
      'mine.csv': 'kernel,size,time_ms\nfast,64,1.5\nfast,128,2.5\n',
      'mapping.yml':
        'mappings:\n  - files: "*.csv"\n    name: kernel\n    condition: size\n    values:\n      - {column: time_ms, better: lower}\n',
    })
    const files = [`${directory}/mine.csv`]
    expect(run({ files, mapping: `${directory}/mapping.yml` }).files[0]).toMatchObject({
      format: 'mapping',
      problems: [],
      measurements: [
        { benchmark: 'fast', condition: 'size=64', metric: 'time', value: 1.5, unit: 'ms', better: 'lower' },
        { condition: 'size=128', value: 2.5 },
      ],
    })
    const [without] = run({ files }).files
    expect(without).toMatchObject({ format: null, measurements: [] })
    expect(without?.problems[0]?.message).toContain('mappings:\n  - files: "*.csv"\n')
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
      [null, 1],
      ['go-bench', 0],
    ])
    expect(files[0]?.problems[0]?.line).toBe(2)
  })
})

test('what of a request came to nothing is said', () => {
  const files = { 'a.txt': old, 'b.txt': faster, 'c.txt': old, 'm.yml': 'mappings: [{ files: "*.tsv", values: [{ column: a }] }]' }
  const directory = folder(files)
  const sides = { baseline: [`${directory}/a.txt`], candidate: [`${directory}/b.txt`] }
  expect(result({ ...sides, mapping: `${directory}/m.yml` }).idle).toEqual(['No file matches "*.tsv" of the mapping.'])
  expect(result({ ...sides, files: [`${directory}/c.txt`] }).idle).toEqual([
    `"${directory}/c.txt" has no side and is not compared: name it behind --baseline or --candidate.`,
  ])
  expect(result({ files: [`${directory}/a.txt`, `${directory}/b.txt`] }).idle).toEqual([])
})

describe('a folder', () => {
  const names = (directory: string, files: string[]) =>
    run({ files: files.map((file) => join(directory, file)) }).files.map(({ file }) => file.slice(directory.length + 1))

  test('is all files below it, in the order of their numbers, without what lies hidden or says where they were measured', () => {
    const paths = ['r10.txt', 'r2.txt', 'deep/er/r1.txt', '.hidden/x.txt', 'node_modules/y.txt', 'environment.json']
    const directory = folder(Object.fromEntries(paths.map((path) => [`runs [1]/${path}`, path.endsWith('json') ? '{}' : old])))
    expect(names(directory, ['runs [1]/'])).toEqual(['runs [1]/deep/er/r1.txt', 'runs [1]/r2.txt', 'runs [1]/r10.txt'])
  })

  test('may hold a link to nowhere, and with that nothing', () => {
    const directory = folder({ 'runs/a.txt': old })
    symlinkSync('nowhere', join(directory, 'runs/b.txt'))
    expect(names(directory, ['runs'])).toEqual(['runs/a.txt'])
  })

  test.skipIf(process.getuid?.() === 0)('may hold a file that one may not read: that is said', () => {
    const directory = folder({ 'runs/a.txt': old })
    chmodSync(join(directory, 'runs/a.txt'), 0)
    const [file] = run({ files: [`${directory}/runs`] }).files
    expect(file?.problems[0]?.message).toMatch(/^It cannot be read \(EACCES\)/)
  })

  test('that a shell unfolds names environment.json too', () => {
    const directory = folder({ 'a.txt': old, 'environment.json': '{}' })
    expect(names(directory, ['a.txt', 'environment.json'])).toEqual(['a.txt'])
    expect(names(directory, ['environment.json'])).toEqual(['environment.json'])
  })
})

describe('what a person can mend', () => {
  const directory = folder({ 'a.txt': old, 'dir/b.txt': old, 'broken/a.txt': old, 'broken/environment.json': '{"gpu": H100}' })
  mkdirSync(join(directory, 'dir/none'))
  test.each<[string, Partial<MeasureRequest>, RegExp]>([
    ['no file at all', {}, /No file is named/],
    ['a missing file', { files: [`${directory}/none.txt`] }, /No file ".*none\.txt"/],
    ['a glob without a match', { files: [`${directory}/*.json`] }, /No file matches ".*\*\.json"/],
    ['an empty directory', { files: [`${directory}/dir/none`] }, /no file below/],
    ['a broken environment', { files: [`${directory}/broken/a.txt`] }, /environment\.json is not JSON/],
    ['one side without the other', { baseline: [`${directory}/a.txt`] }, /--candidate is missing/],
    ['the same file on both sides', { baseline: [`${directory}/a.txt`], candidate: [`${directory}/*.txt`] }, /on both sides/],
    [
      'a mapping that is not there',
      { files: [`${directory}/a.txt`], mapping: `${directory}/none.yml` },
      /mapping ".*none\.yml" cannot be read/,
    ],
    ['an unknown format', { files: [`${directory}/a.txt`], format: 'hyperfin' }, /Did you mean "hyperfine"/],
  ])('%s', (_, request, message) => {
    expect(() => run(request)).toThrow(KnownError)
    expect(() => run(request)).toThrow(message)
  })
})

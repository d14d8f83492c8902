/** What may become public of a private change: it verifies, it does not depend on what is withheld, and the gate knows a page that does. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { presetNamed } from '../../src/case-study/presets.ts'
import { collectLocal } from '../../src/jobs/collect-local.ts'
import { draftPrivate, type PrivateDraft } from '../../src/jobs/draft-private.ts'
import { refuseLeaks } from '../../src/jobs/refuse-leaks.ts'
import { verifyFiles } from '../../src/jobs/verify-files.ts'
import type { Evidence } from '../../src/model.ts'
import { checkOpenings } from '../../src/policy/commitment.ts'
import { type PrivateField, privateFields } from '../../src/policy/visibility.ts'
import { type GoldenCase, harvest, kernel, ringcache } from '../golden/cases.ts'

const cases: Record<string, GoldenCase> = {}
const evidence: Record<string, Evidence> = {}
beforeAll(async () => {
  for (const [name, make] of Object.entries({ ringcache, kernel, harvest })) {
    const golden = make()
    cases[name] = golden
    const { repository, base, head, text, baseline, candidate, tests } = golden
    const request = {
      directory: repository.directory,
      range: `${base}..${head}`,
      text,
      baseline,
      candidate,
      benchmarks: [],
      environment: null,
      tests,
    }
    evidence[name] = (await collectLocal({ ...request, cwd: process.cwd(), onProgress: () => {} })).evidence
  }
})
afterAll(() => {
  for (const golden of Object.values(cases)) golden.repository.remove()
})

function of(name: string): Evidence {
  const found = evidence[name]
  if (found === undefined) throw new Error(`no case ${name}`)
  return found
}

function draft(given: Evidence, fields: readonly PrivateField[], salt = '5a'.repeat(32)): Promise<PrivateDraft> {
  const preset = presetNamed('plain')
  if (preset === null) throw new Error('no preset')
  return draftPrivate({
    evidence: given,
    suspects: [],
    preset,
    primary: [],
    mapping: [],
    fields,
    salt,
    date: '2026-11-25',
    allowedSecrets: new Set(),
    generator: 'casewright 0.0.0',
    onProgress: () => {},
  })
}

const page = ({ files }: PrivateDraft) => String(files.find(({ path }) => path === 'index.md')?.content).replaceAll('\u00a0', ' ')
const text = ({ files }: PrivateDraft) => files.map(({ path, content }) => `${path}\n${String(content)}`).join('\n')

describe('every draft verifies without a finding', () => {
  const all: [string, PrivateField[]][] = [
    ['ringcache', []],
    ['ringcache', ['figures']],
    ['ringcache', ['title', 'repository', 'dates', 'size', 'quotations', 'people']],
    ['ringcache', [...privateFields]],
    ['kernel', ['figures', 'benchmark-names']],
    ['kernel', [...privateFields]],
    ['harvest', ['quotations']],
    ['harvest', [...privateFields]],
  ]
  test.each(all)('%s with %j', async (name, fields) => {
    const { files, ledger, openings } = await draft(of(name), fields)
    const { findings } = verifyFiles(files.filter(({ path }) => path !== 'pull-request.md'))
    expect(findings).toEqual([])
    expect(checkOpenings(ledger, openings).faults).toEqual([])
  })
})

test('ratios, intervals, verdicts and runs remain, and nothing else', async () => {
  const closed = await draft(of('ringcache'), [])
  expect(page(closed)).toContain('Benchmark A takes 66 % less time (95 % interval 65 to 67 %, ten runs a side).')
  expect(page(closed)).toContain('| benchmark E | ten runs a side | 4.79 × | **4.8 times as long** (4.7 to 4.8) |')
  const { ledger } = closed
  expect(ledger.measurements).toEqual([])
  expect(ledger.sources.map(({ kind, withheld, url, path, text: words }) => [kind, withheld, url, path, words])).toEqual([
    ['benchmark', true, null, null, null],
    ['benchmark', true, null, null, null],
    ['diff', true, null, null, null],
  ])
  // All digits of a ratio of two counts would give the counts away.
  for (const { ratio } of ledger.comparisons) expect(String(ratio).replace(/^0\./, '').replace('.', '').length).toBeLessThanOrEqual(4)
})

test('one run each is refused where values are private: a ratio would read like a verdict', async () => {
  await expect(draft(of('kernel'), [])).rejects.toThrow(/fields: \[figures\]/)
})

test('with nothing open, other names, people, paths and words give the same bytes', async () => {
  const own = of('ringcache')
  const other: Evidence = {
    ...own,
    subject: {
      ...own.subject,
      title: 'Rewrite the parser of dates',
      number: 4711,
      url: 'https://git.example.net/elsewhere/almanac/pull/4711',
      repository: {
        name: 'elsewhere/almanac',
        url: 'https://git.example.net/elsewhere/almanac',
        licence: null,
        introduction: 'Almanac reads dates.',
      },
      base: '1'.repeat(40),
      head: '2'.repeat(40),
      merge: null,
      date: '2019-01-31',
      author: 'zoe',
      labels: ['parsing'],
    },
    commits: own.commits
      .slice(0, 1)
      .map((commit) => ({ ...commit, sha: '3'.repeat(40), subject: 'parser: begin', body: '', author: 'Zoe' })),
    changes: own.changes.map((change, i) => ({
      ...change,
      path: `lib/date${i}.go`,
      oldPath: null,
      hunks: [],
      testsAdded: [],
      testsRemoved: [],
    })),
    threads: [],
    benchmarks: own.benchmarks.map((file, i) => ({
      ...file,
      path: `elsewhere/run${i}.log`,
      commit: null,
      url: null,
      by: 'zoe',
      bytes: Buffer.from(
        Buffer.from(file.bytes)
          .toString()
          .replaceAll('ringcache', 'almanac')
          .replace(/Benchmark(\w)(\w*)/g, 'Benchmark$1zq$2')
          .replace(/EPYC 7763/g, 'EPYC 9754'),
      ),
    })),
  }
  const masked = (one: PrivateDraft) => text(one).replace(/[0-9a-f]{64}/g, 'HASH')
  const [mine, theirs] = [await draft(own, []), await draft(other, [])]
  expect(masked(theirs)).toBe(masked(mine))
  expect(text(theirs)).not.toBe(text(mine))
})

/** The fractions of whole numbers up to 100 that a published ratio leaves possible. */
function fractions(ratio: number): number {
  const step = 10 ** -(String(ratio).split('.')[1]?.length ?? 0) / 2
  const counts = Array.from({ length: 100 }, (_, i) => i + 1)
  return counts.filter((below) => Math.abs(Math.round(ratio * below) / below - ratio) <= step).length
}

const allocations = (before: number, after: number): Evidence => {
  const own = of('ringcache')
  const run = (count: number, k: number) => `BenchmarkGet-8 1000 ${180 + k / 10} ns/op 96 B/op ${count} allocs/op\n`
  const file = (side: 'baseline' | 'candidate', count: number) => ({
    ...(own.benchmarks.find((one) => one.side === side) ?? own.benchmarks[0]),
    bytes: Buffer.from(`goos: linux\npkg: acme\n${Array.from({ length: 10 }, (_, k) => run(count, k)).join('')}`),
  })
  return { ...own, benchmarks: [file('baseline', before), file('candidate', after)] as Evidence['benchmarks'] }
}

test.each([
  [12, 7],
  [7, 12],
  [15, 14],
])('%i allocations to %i: the ratio leaves several pairs of counts possible', async (before, after) => {
  const { ledger, files } = await draft(allocations(before, after), [])
  const [ratio] = ledger.comparisons.flatMap(({ tier, ratio: one }) => (tier === 'X' && one !== null && one !== 1 ? [one] : []))
  expect(ratio).toBeDefined()
  expect(fractions(ratio ?? 0)).toBeGreaterThan(fractions(Number((after / before).toPrecision(4))))
  expect(fractions(ratio ?? 0)).toBeGreaterThan(20)
  expect(verifyFiles(files.filter(({ path }) => path !== 'pull-request.md')).findings).toEqual([])
})

test('figures that are all 4096 times as large give the same bytes', async () => {
  const times = (factor: number): Evidence => {
    const own = of('ringcache')
    const scaled = (text: string) => text.replace(/([\d.]+) ns\/op/g, (_, value: string) => `${Number(value) * factor} ns/op`)
    return {
      ...own,
      benchmarks: own.benchmarks.map((file) => ({ ...file, bytes: Buffer.from(scaled(Buffer.from(file.bytes).toString())) })),
    }
  }
  const masked = (one: PrivateDraft) => text(one).replace(/[0-9a-f]{64}/g, 'HASH')
  const [plain, large] = [await draft(times(1), []), await draft(times(4096), [])]
  expect(masked(large)).toBe(masked(plain))
})

test('no digest of private bytes is published, whatever is open: a file of a known form could be found by trying', async () => {
  for (const fields of [['links'], [...privateFields]] satisfies PrivateField[][]) {
    const closed = await draft(of('ringcache'), fields)
    const digests = closed.openings.map(({ source }) => source.sha256)
    expect(digests.length).toBeGreaterThan(2)
    for (const digest of digests) expect(text(closed)).not.toContain(digest)
  }
})

test('with every field open no link of the discussion is published: the sheet calls it removed', async () => {
  const own = of('ringcache')
  const table = '| benchmark | before | after |\n| --- | --- | --- |\n| Get | 184.2 ms | 99.1 ms |\n| Put | 52.6 ms | 57.9 ms |'
  const thread = { kind: 'comment', number: null, url: 'https://git.example.net/acme/secret/pull/4#issuecomment-77', title: null } as const
  const messages = [{ by: 'author' as const, name: 'mallory', text: `Before and after:\n\n${table}` }]
  const said: Evidence = { ...own, benchmarks: [], threads: [{ ...thread, path: null, line: null, messages }] }
  const { ledger, files, sheet } = await draft(said, [...privateFields])
  expect(ledger.sources).toContainEqual(expect.objectContaining({ kind: 'review', level: 'stated', by: null, url: null }))
  expect(sheet).toContainEqual(expect.objectContaining({ what: 'comment: link', kept: false }))
  for (const { content } of files) expect(String(content)).not.toMatch(/mallory|issuecomment/)
})

test('the same evidence and salt give the same bytes; another salt other commitments, and the same page', async () => {
  const [one, two, three] = [
    await draft(of('ringcache'), []),
    await draft(of('ringcache'), []),
    await draft(of('ringcache'), [], 'c3'.repeat(32)),
  ]
  expect(two.digest).toBe(one.digest)
  expect(three.digest).not.toBe(one.digest)
  expect(page(three)).toBe(page(one))
})

test('the gate knows a page that says more than its allow-list, names the place, and never the word', async () => {
  const { forbidden } = await draft(of('ringcache'), [])
  for (const field of ['title', 'people', 'benchmark-names', 'quotations', 'environment', 'figures', 'links'] as const) {
    const more = await draft(of('ringcache'), [field])
    const refused = () => refuseLeaks(more, forbidden)
    expect(refused, field).toThrow(/nothing was written/)
    expect(refused, field).not.toThrow(/tomasz|shard|parallel|EPYC/i)
  }
  expect(() => refuseLeaks({ slug: 'private', title: 'A title', files: [] }, forbidden)).not.toThrow()
})

test('the sheet has every field, kept or removed, and the rule', async () => {
  const { sheet } = await draft(of('ringcache'), ['title'])
  const find = (what: string) => sheet.find((line) => line.what === what)
  expect(find('title')).toMatchObject({ kept: true, rule: 'the field title is open' })
  expect(find('name of a benchmark')).toMatchObject({ kept: false, as: 'benchmark A', rule: 'the field benchmark-names is closed' })
  expect(find('value before')).toMatchObject({ kept: false })
  expect(find('path of a changed file')).toMatchObject({ kept: false, rule: 'never published' })
  expect(find('verdict of benchmark A')).toMatchObject({ kept: true, value: 'improved' })
  for (const what of ['login of the author', 'link', 'number', 'commit id', 'commit message', 'issue: text', 'review: text', 'date'])
    expect(find(what)).toBeDefined()
})

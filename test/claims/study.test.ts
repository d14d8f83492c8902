import { describe, expect, test } from 'vitest'
import { renderClaim } from '../../src/claims/render.ts'
import { type Study, type StudyInput, study } from '../../src/claims/study.ts'
import type { Measurement, Reading } from '../../src/model.ts'
import { evidence, file, measurement, reading, runs, statedStudy, studyOf } from './build.ts'

const fast = [60, 61, 62, 61, 60, 63, 61, 62, 60, 61]
const slow = [180, 182, 183, 181, 180, 184, 182, 183, 181, 182]
const labels = (study: Study) => study.rows.map((row) => row.label)
const omitted = (study: Study) => study.omissions.map(({ what, why }) => `${what}: ${why}`)

function said(study: Study, id: string, as: 'rough' | 'exact' | 'words' | 'short' | 'number' = 'exact'): string {
  const claim = study.claims.get(id)
  if (claim === undefined) throw new Error(`no claim ${id}`)
  return renderClaim(claim, study.rows.find((row) => row.comparison.id === claim.comparison) ?? null, as).replaceAll('\u00a0', ' ')
}

describe('the figure that explains the change leads', () => {
  const both = (name: string, before: number[], after: number[]) => ({
    before: runs(before, { benchmark: name }),
    after: runs(after, { benchmark: name }),
  })

  test('of two gains the one that the title speaks about, though the other is larger', () => {
    const lock = both('LockHold', [100, 101, 99, 100, 102, 101], [80, 81, 80, 79, 80, 81])
    const other = both('Startup', slow.slice(0, 6), fast.slice(0, 6))
    const study = studyOf([...other.before, ...lock.before], [...other.after, ...lock.after], 'Shorten the lock hold')
    expect(study.headline?.label).toBe('LockHold')
  })

  test('a gain with a verdict before one without, a loss never while there is a gain', () => {
    const worse = both('Get', fast, slow)
    const better = both('Set', slow, fast)
    expect(studyOf([...worse.before, ...better.before], [...worse.after, ...better.after], 'Get').headline?.label).toBe('Set')
  })

  test('half a name in the reason is chance: then the larger gain leads', () => {
    const load = both('vocab load', [102, 102], [98, 98])
    const encode = both('encode', [123, 123], [81, 81])
    const study = studyOf([...load.before, ...encode.before], [...load.after, ...encode.after], 'Tokenizer', 'It stalls under load.')
    expect(study.headline?.label).toBe('encode')
  })

  test('of several percentiles of one thing its middle leads', () => {
    const ttft = (side: 'baseline' | 'candidate', values: Record<string, number>) =>
      Object.entries(values).map(([statistic, value]) => measurement({ benchmark: '', metric: 'ttft', statistic, value, unit: 'ms', side }))
    const study = statedStudy([
      ...ttft('baseline', { p50: 88, p90: 310, p99: 1240 }),
      ...ttft('candidate', { p50: 70, p90: 201, p99: 1310 }),
    ])
    expect(study.headline?.label).toBe('Time to first token, P50')
  })

  test('a loss leads where nothing got better', () => {
    const study = studyOf(runs(fast), runs(slow))
    expect(study.headline?.comparison.verdict).toBe('regressed')
  })
})

describe('what the table leaves out is named', () => {
  test('rates that follow from one another', () => {
    const serving = (side: 'baseline' | 'candidate', factor: number) =>
      [
        ['request_throughput', 36, 'req/s'],
        ['output_throughput', 4600, 'tok/s'],
        ['total_token_throughput', 4700, 'tok/s'],
      ].map(([metric, value, unit]) =>
        measurement({ benchmark: '', metric: String(metric), value: Number(value) * factor, unit: String(unit), better: 'higher', side }),
      )
    const study = statedStudy([...serving('baseline', 1), ...serving('candidate', 1.02)])
    expect(labels(study)).toEqual(['Output throughput'])
    expect(omitted(study)).toContain('Request throughput: says the same as output throughput here')
  })

  test('a mean beside its median; the highest percentile that got worse stays', () => {
    const latency = (side: 'baseline' | 'candidate', values: Record<string, number>) =>
      Object.entries(values).map(([statistic, value]) =>
        measurement({ benchmark: '', metric: 'ttft', statistic, value, unit: 'ms', side, sampleKind: 'request' }),
      )
    const study = statedStudy([
      ...latency('baseline', { mean: 341, median: 338, p90: 380, p99: 402 }),
      ...latency('candidate', { mean: 337, median: 334, p90: 385, p99: 410 }),
    ])
    expect(labels(study)).toEqual(['Time to first token, median', 'Time to first token, P99'])
    expect(omitted(study)).toContain('Other statistics (mean, p90): the centre says it, and nothing worse hides in them')
  })

  test('of a sweep all loads stay, rising, and what moved more elsewhere is left out', () => {
    const at = (load: number, values: number[]) => runs(values, { benchmark: 'Serve', condition: `load=${load}` })
    const other = (n: number, values: number[]) => runs(values, { benchmark: `Other${'abcdef'[n]}` })
    const loads = [1, 128, 16, 2, 32, 4]
    const before = [...loads.flatMap((load) => at(load, slow)), ...[0, 1, 2, 3, 4].flatMap((n) => other(n, slow))]
    const after = [
      ...loads.flatMap((load) =>
        at(
          load,
          fast.map((v) => 2 * v),
        ),
      ),
      ...[0, 1, 2, 3, 4].flatMap((n) => other(n, fast)),
    ]
    const shown = studyOf(before, after, 'Serve')
      .rows.map(({ comparison }) => comparison.condition)
      .filter(Boolean)
    expect(shown.toSorted()).toEqual(loads.map((load) => `load=${load}`).toSorted())
    expect(shown.slice(1)).toEqual(['load=1', 'load=2', 'load=4', 'load=16', 'load=32', 'load=128'].filter((load) => load !== shown[0]))
  })

  test('every row that got worse stays, however many there are', () => {
    const names = Array.from({ length: 12 }, (_, i) => `Case${i}`)
    const side = (values: number[]) => names.flatMap((benchmark) => runs(values, { benchmark }))
    const study = studyOf([...side(fast), ...runs(slow, { benchmark: 'Good' })], [...side(slow), ...runs(fast, { benchmark: 'Good' })])
    expect(study.rows.filter((row) => row.comparison.verdict === 'regressed')).toHaveLength(12)
    expect(study.headline?.label).toBe('Good')
  })
})

describe('one thing that replaced several', () => {
  const part = (benchmark: string, value: number) =>
    measurement({ benchmark, value, unit: 'us', side: 'baseline', locator: { line: 3, text: String(value) } })
  const whole = measurement({ benchmark: 'fused kernel', value: 11.8, unit: 'us', side: 'candidate', locator: { line: 3, text: '11.8' } })

  test('the parts are added up exactly, and the ledger keeps them', () => {
    const study = statedStudy([part('top-k', 14.2), part('renormalize', 5.1), whole], 'Fuse top-k and renormalize')
    expect(study.headline?.label).toBe('top-k + renormalize')
    expect([said(study, 'sum1.before'), said(study, 'sum1.after'), said(study, 'sum1.difference')]).toEqual([
      '19.3 µs',
      '11.8 µs',
      '−7.5 µs',
    ])
    expect(study.claims.get('sum1.before')).toMatchObject({ kind: 'sum', derivation: { operation: 'sum', of: ['m1', 'm2'] } })
  })

  test('nothing is added up where no word says that parts became one', () => {
    expect(statedStudy([part('top-k', 14.2), part('renormalize', 5.1), { ...whole, benchmark: 'kernel' }], 'Tune kernels').rows).toEqual([])
  })
})

describe('words follow the verdict', () => {
  test('ten runs a side and a clear effect: percent, interval, runs', () => {
    const study = studyOf(runs(slow), runs(fast))
    expect([said(study, 'k1.change', 'words'), said(study, 'k1.change', 'short'), said(study, 'k1.runs', 'words')]).toEqual([
      '66 % less time',
      '66 % less',
      'ten runs a side',
    ])
    expect(said(study, 'k1.interval', 'words')).toMatch(/^6\d to 6\d %$/)
  })

  test('from twice on it is a factor', () => {
    const study = studyOf(runs(fast), runs(slow))
    expect(said(study, 'k1.change', 'words')).toBe('3.0 times as long')
  })

  test('one run a side has no change in words', () => {
    const study = studyOf(runs([180]), runs([60]))
    expect(study.claims.has('k1.change')).toBe(false)
    expect(said(study, 'k1.runs', 'words')).toBe('one run each')
    expect(study.warnings.map((warning) => warning.code)).toContain('W01')
  })

  test('a time of many digits moves to a unit one can read', () => {
    const study = studyOf(runs([0.0345, 0.0346], { unit: 's' }), runs([0.0123, 0.0124], { unit: 's' }))
    expect([said(study, 'k1.before'), said(study, 'k1.after')]).toEqual(['34.5 ms', '12.3 ms'])
  })
})

describe('the heaviest warnings are said', () => {
  test('three at most, one of each kind first', () => {
    const study = statedStudy([measurement({ value: 100, side: 'baseline' }), measurement({ value: 98, side: 'candidate' })])
    const saidCodes = study.warnings.filter((warning) => warning.said).map((warning) => warning.code)
    expect(saidCodes).toEqual(['W01', 'W19', 'W24'])
  })
})

test('a baseline of one text never meets a candidate of another', () => {
  const side = (which: 'baseline' | 'candidate', value: number) => reading([measurement({ value, side: which })], 'markdown')
  const both = reading([measurement({ value: 100, side: 'baseline' }), measurement({ value: 90, side: 'candidate' })], 'markdown')
  const message = { by: 'author' as const, name: null, text: 'text' }
  const thread = { kind: 'comment' as const, number: null, url: null, title: null, path: null, line: null, messages: [message] }
  const of = (stated: { source: string; reading: Reading }[]) =>
    study({
      evidence: evidence({ description: 'text', threads: [thread] }),
      readings: [],
      stated,
      primary: [],
      reason: '',
      repeatable: true,
      isPrivate: () => false,
    })
  expect(
    of([
      { source: 'description', reading: side('baseline', 100) },
      { source: 'thread 0', reading: side('candidate', 90) },
    ]).rows,
  ).toEqual([])
  const told = of([
    { source: 'description', reading: both },
    { source: 'thread 0', reading: both },
  ])
  expect(told.rows.map((row) => row.sources)).toEqual([['description']])
  expect(told.comparisons).toHaveLength(2)
})

describe('what texts say of their own figures', () => {
  const line = (value: number, side: 'baseline' | 'candidate', at: number) =>
    measurement({ value, side, locator: { line: at, text: String(value) } })
  const flag = (code: string, at: number) => ({ code, message: `${code}: "words".`, locator: { line: at, text: 'words' } })
  const comment = (by: 'author' | 'reviewer') => ({
    ...{ kind: 'comment' as const, number: null, url: 'https://example.test/1', title: null, path: null, line: null },
    messages: [{ by, name: 'nia', text: 'text' }],
  })
  const of = (changed: Partial<Reading>, more: Partial<StudyInput> = {}, by: 'author' | 'reviewer' = 'reviewer') =>
    study({
      evidence: evidence({ description: 'text', threads: [comment(by)] }),
      readings: [],
      stated: [
        { source: 'description', reading: { ...reading([line(100, 'baseline', 5), line(90, 'candidate', 6)], 'markdown'), ...changed } },
      ],
      primary: [],
      reason: '',
      repeatable: true,
      isPrivate: () => false,
      ...more,
    })
  const warned = (one: Study) => one.warnings.map(({ code, message, about }) => `${code} ${message} [${about.join()}]`)

  test.each([
    ['sample-output', 'its own words call them a sample of output'],
    ['other-change', 'its own words say that they are of another change'],
  ] as const)('%s: its stretch gives no side, and the page says why', (code, why) => {
    expect(of({}).rows).toHaveLength(1)
    const apart = of({ apart: [{ code, from: 4, to: 6 }], flags: [flag(code, 4)] })
    expect(apart.rows).toEqual([])
    expect(apart.omissions).toContainEqual({ what: 'Figures of the description', why })
    expect(warned(apart).join()).toMatch(/W13 Figures .* are left out\. \[description\]/)
    expect(of({ apart: [{ code, from: 7, to: 9 }] }).rows).toHaveLength(1)
  })

  test('a doubt of somebody else is said on the page, with the place; the author is asked', () => {
    const doubted = of({}, { doubts: [{ source: 'thread 0', flags: [flag('withdrawn', 1)] }] })
    expect(doubted.rows).toHaveLength(1)
    expect(warned(doubted)).toContain('W22 The discussion doubts a figure. [thread 0]')
    expect(doubted.warnings.filter(({ said }) => said).map(({ message }) => message)).toContain('The discussion doubts a figure.')
    expect(warned(of({ flags: [flag('disputed', 7)] }))).toContain(
      'W03 The author calls a difference noise or not significant. [description]',
    )
    expect(warned(of({ flags: [flag('variants-compared', 2)] }))).toContain(
      'W10 A table compares variants, and no label says which of them is this change. [description]',
    )
  })

  test('a later comment of the author takes back what stands in texts before it, unless figures stand above its words', () => {
    const description = { source: 'description', reading: reading([line(100, 'baseline', 5), line(90, 'candidate', 6)], 'markdown') }
    const back = (measurements: Measurement[]) => ({
      source: 'thread 0',
      reading: { ...reading(measurements, 'markdown'), flags: [flag('withdrawn', 3)] },
    })
    const gone = of({}, { stated: [description, back([])] }, 'author')
    expect(gone.rows).toEqual([])
    expect(gone.omissions).toContainEqual({
      what: 'Figures of the description',
      why: 'a later comment of the author takes figures back',
    })
    expect(warned(gone)).toContain('W22 The author took figures back; they are left out. [thread 0]')
    // New figures below the words replace the old ones.
    const replaced = of({}, { stated: [description, back([line(80, 'baseline', 5), line(70, 'candidate', 6)])] }, 'author')
    expect(replaced.rows.map((row) => row.sources)).toEqual([['thread 0']])
    const ofItself = of({}, { stated: [description, back([line(80, 'baseline', 1), line(70, 'candidate', 2)])] }, 'author')
    expect(ofItself.rows[0]?.sources).toEqual(['description'])
  })
})

test.each([
  ['all-failed', '"x" failed in every run: how long that took is no figure.', '"x" failed in every run: how long that took is no figure.'],
  ['all-failed', '"x2" failed in every run.', 'Some of what was measured failed every time, and has no figures.'],
  ['partial-failure', '37 requests failed.', 'Some of what was measured failed, which the figures do not show.'],
])('a failure reaches the page, without figures of its own: %s %s', (code, message, words) => {
  const flags = [{ code, message, locator: null }]
  const found = study({
    evidence: evidence({ benchmarks: [file('baseline'), file('candidate')] }),
    readings: [reading(runs(slow)), { ...reading(runs(fast)), flags }],
    stated: [],
    primary: [],
    reason: '',
    repeatable: true,
    isPrivate: () => false,
  })
  expect(found.warnings).toContainEqual({ code: 'W18', said: true, message: words, about: [] })
})

test('the design of the measurement is warned about: order and control, and a known sequence first of all', () => {
  const both = { baseline: runs(slow), candidate: runs(fast) }
  const design = (order?: string) => {
    const environment = { cpu: 'x', ...(order !== undefined && { order }) }
    return study({
      evidence: evidence({
        benchmarks: [file('baseline'), file('candidate')],
        environments: [{ side: 'unknown', path: 'environment.json', environment }],
      }),
      readings: [reading(both.baseline), reading(both.candidate)],
      stated: [],
      primary: [],
      reason: '',
      repeatable: true,
      isPrivate: () => false,
    }).warnings.filter(({ message }) => /in turn|came before|no control/.test(message))
  }
  const control = { code: 'W19', said: false, message: expect.stringMatching(/^There is no control/) }
  expect(design()).toMatchObject([
    { code: 'W19', said: false, message: expect.stringMatching(/^Nothing says that the sides ran in turn/) },
    control,
  ])
  expect(design('alternating')).toMatchObject([control])
  expect(design('sequential')).toMatchObject([
    { code: 'W05', said: true, message: expect.stringMatching(/^All runs of one side came before/) },
    control,
  ])
})

describe('figures that stand beside one another', () => {
  const both = (before: number, after: number, fields: Partial<Measurement> = {}) =>
    statedStudy([measurement({ value: before, side: 'baseline', ...fields }), measurement({ value: after, side: 'candidate', ...fields })])

  test('a difference is that of the two values beside it', () => {
    const study = studyOf(runs([176.61, 176.61]), runs([153.42, 153.42]))
    expect([said(study, 'k1.before'), said(study, 'k1.after'), said(study, 'k1.difference')]).toEqual(['176.6 ns', '153.4 ns', '−23.2 ns'])
  })

  test('between two percentages lie percentage points', () => {
    const study = both(0.4, 0.1, { metric: 'error rate', unit: '%' })
    expect(said(study, 's1.difference')).toBe('−0.3 pp')
  })

  test('an interval shows what tells its ends apart', () => {
    const flat = (value: number) => runs([value, value * 1.0004, value * 0.9996, value, value * 1.0002, value * 0.9998])
    const study = studyOf(flat(1000), flat(797.3))
    expect(said(study, 'k1.interval', 'words')).toMatch(/^20\.\d+ to 20\.\d+ %$/)
    expect(said(study, 'k1.change', 'words')).toMatch(/^20\.\d+ % less time$/)
  })
})

test('where nothing says which machine measured, none is claimed, and what nobody made sure of is said', () => {
  const said = (files: Measurement[][], cpu?: string) =>
    study({
      evidence: evidence({
        benchmarks: [file('baseline'), file('candidate')],
        environments: cpu === undefined ? [] : [{ side: 'unknown', path: 'environment.json', environment: { cpu } }],
      }),
      readings: files.map((measurements) => reading(measurements, null)),
      stated: [],
      primary: [],
      reason: '',
      repeatable: true,
      isPrivate: () => false,
    }).warnings.flatMap((warning) => (warning.said ? [warning.message] : []))
  const inFiles = (values: number[]) => values.map((value) => measurement({ value, sampleKind: 'process' }))
  const sides = [inFiles(slow), inFiles(fast)]
  expect(said(sides).join(' ')).toMatch(/Nothing says which machine measured the two sides, nor that it was the same/)
  expect(said(sides).join(' ')).toMatch(/Nothing says that the sides ran in turn/)
  expect(said(sides, 'AMD EPYC 7763').join(' ')).toMatch(/One kind of machine was measured/)
})

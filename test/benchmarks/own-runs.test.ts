import { expect, it } from 'vitest'
import { compare } from '../../src/benchmarks/compare.ts'
import type { Measurement, Side } from '../../src/model.ts'
import { measured } from './measured.ts'

/** The figures of one file. */
function file(path: string, side: Side, values: readonly number[], given: Partial<Measurement> = {}) {
  return values.map((value, i) => ({
    path,
    m: { ...measured(side, value, { benchmark: `b${i}`, samples: 1, sampleKind: 'process', ...given }), id: `${side} ${path} ${i}` },
  }))
}

function compared(files: readonly ReturnType<typeof file>[], format?: string) {
  const all = files.flat()
  return compare({
    measurements: all.map(({ m }) => m),
    sources: new Map(all.map(({ path, m }) => [m.id, path])),
    ...(format !== undefined && { formats: new Map(all.map(({ m }) => [m.id, format])) }),
    tests: 'passed',
  })
}

it.each(['criterion/parse/', ''])("never takes Criterion's base/ beside new/ for a run: %s", (folder) => {
  const time = { sampleKind: 'iteration', samples: 100 } as const
  const files = [
    file(`${folder}base/estimates.json`, 'baseline', [1832630], time),
    file(`${folder}new/estimates.json`, 'baseline', [1832630], time),
    file(`after/${folder}base/estimates.json`, 'candidate', [1832630], time),
    file(`after/${folder}new/estimates.json`, 'candidate', [1282690], time),
  ]
  const { comparisons, unmatched } = compared(files, 'criterion')
  expect(comparisons).toMatchObject([{ ratio: 1282690 / 1832630, tier: 'D', sides: { candidate: { runs: 1 } } }])
  expect(unmatched.map(({ why }) => why)).toEqual([expect.stringMatching(/base\/.*no run of its own/), expect.stringMatching(/base\//)])
})

it('reads base/ where it is the side that was asked for, and folders of that name of other tools', () => {
  const sides = [file('x/base/estimates.json', 'baseline', [200]), file('x/new/estimates.json', 'candidate', [100])]
  expect(compared(sides, 'criterion').comparisons).toMatchObject([{ ratio: 0.5 }])
  const other = [
    file('base/x.json', 'baseline', [200.123]),
    file('new/x.json', 'baseline', [210.456]),
    file('y.json', 'candidate', [100.789]),
  ]
  expect(compared(other, 'hyperfine').comparisons).toMatchObject([{ sides: { baseline: { runs: 2 } } }])
})

it('counts copies of a file once, and says so', () => {
  const copies = (side: Side, values: readonly number[]) => Array.from({ length: 6 }, (_, i) => file(`${side}${i}`, side, values))
  const { comparisons, unmatched, notes } = compared([
    ...copies('baseline', [51.9667, 180.921]),
    ...copies('candidate', [46.3531, 158.649]),
  ])
  expect(comparisons.map(({ verdict, tier }) => `${tier} ${verdict}`)).toEqual(['E none', 'E none'])
  expect(unmatched).toHaveLength(20)
  expect(unmatched[0]?.why).toMatch(/a copy, and no further run/)
  expect(notes.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'W01 5 files of the baseline hold the same figures as another, digit for digit: copies of one run count once.',
    'W01 5 files of the candidate hold the same figures as another, digit for digit: copies of one run count once.',
  ])
})

it.each([
  ['few digits', [0.3], [0.1], {}],
  ['counts', [123456], [100000], { metric: 'instructions', unit: 'instructions' }],
] as const)('takes equal files for runs where %s may well agree', (_, from, to, given) => {
  const runs = (side: Side, values: readonly number[]) => Array.from({ length: 6 }, (_, i) => file(`${side}${i}`, side, values, given))
  const { comparisons, notes } = compared([...runs('baseline', from), ...runs('candidate', to)])
  expect(comparisons).toMatchObject([{ verdict: 'improved', sides: { baseline: { runs: 6 } } }])
  expect(notes.filter(({ code }) => code === 'W01')).toEqual([])
})

it('takes files whose figures differ in a name or a digit for runs', () => {
  const baseline = [file('1', 'baseline', [51.9667]), file('2', 'baseline', [51.9668])]
  const { comparisons } = compared([...baseline, file('3', 'candidate', [46.3531]), file('4', 'candidate', [46.3532])])
  expect(comparisons).toMatchObject([{ sides: { baseline: { runs: 2 }, candidate: { runs: 2 } } }])
  const load = (condition: string) => file(condition, 'baseline', [51.9667], { condition })
  expect(compared([load('8'), load('16')]).unmatched.map(({ why }) => why)).toEqual([
    'The candidate has no such figure.',
    'The candidate has no such figure.',
  ])
})

it('says when one run stands on both sides', () => {
  const { notes } = compared([file('1', 'baseline', [51.9667]), file('2', 'candidate', [51.9667])])
  expect(notes[0]?.message).toMatch(/one run may stand on both sides/)
})

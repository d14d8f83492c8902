import { describe, expect, it } from 'vitest'
import { pair } from '../../src/benchmarks/pair.ts'
import type { Measurement } from '../../src/model.ts'
import { bothSides, measured } from './measured.ts'

const numbered = (measurements: readonly Measurement[]) => measurements.map((m, i) => ({ ...m, id: `m${i + 1}` }))

function paired(
  measurements: readonly Measurement[],
  more: { formats?: ReadonlyMap<string, string>; sources?: ReadonlyMap<string, string> } = {},
) {
  const { pairs, unmatched } = pair({ measurements: numbered(measurements), ...more })
  return { pairs: pairs.map(({ baseline, candidate }) => [baseline.map((m) => m.id).join(), candidate.map((m) => m.id).join()]), unmatched }
}

describe('pairs', () => {
  it('needs the same benchmark, metric, statistic and condition', () => {
    for (const other of [{ benchmark: 'prefill' }, { metric: 'ttft' }, { statistic: 'p99' }, { condition: 'batch=8' }]) {
      const { pairs, unmatched } = paired([measured('baseline', 2), measured('candidate', 1, other)])
      expect(pairs).toEqual([])
      expect(unmatched.map(({ id }) => id)).toEqual(['m1', 'm2'])
    }
  })

  it('says what comes nearest', () => {
    const near = paired([measured('baseline', 2, { condition: 'batch=8' }), measured('candidate', 1, { condition: 'batch=16' })])
    expect(near.unmatched).toEqual([
      { id: 'm1', why: 'The candidate has it only as mean under "batch=16".' },
      { id: 'm2', why: 'The baseline has it only as mean under "batch=8".' },
    ])
    expect(paired([measured('baseline', 2), measured('candidate', 1, { benchmark: 'x' })]).unmatched[0]?.why).toBe(
      'The candidate has no such figure.',
    )
  })

  it('leaves workload, aggregate and derived rows alone', () => {
    for (const role of ['workload', 'aggregate', 'derived'] as const) {
      expect(paired(bothSides([2], [1], { role }))).toEqual({ pairs: [], unmatched: [] })
    }
  })

  it('lists what has no side once anything has one, and nothing when nothing has', () => {
    expect(paired([measured('unknown', 1)])).toEqual({ pairs: [], unmatched: [] })
    expect(paired([...bothSides([2], [1]), measured('unknown', 1)]).unmatched).toEqual([
      { id: 'm3', why: 'Nothing says whether it belongs to the baseline or to the candidate.' },
    ])
  })

  it('keeps two dimensions of one name apart', () => {
    const both = [
      ...bothSides([40], [50], { metric: 'Memory Throughput', unit: '%' }),
      ...bothSides([1], [2], { metric: 'Memory Throughput', unit: 'GB/s' }),
    ]
    expect(paired(both).pairs).toEqual([
      ['m1', 'm2'],
      ['m3', 'm4'],
    ])
  })

  it('lets sides of different dimensions meet, to be refused by name', () => {
    expect(paired([measured('baseline', 2, { unit: 'ms' }), measured('candidate', 1, { unit: 'MB' })]).pairs).toEqual([['m1', 'm2']])
  })
})

describe('several values of one name on one side', () => {
  const twice = (second: number, given: Partial<Measurement> = {}) => [
    measured('baseline', 2, given),
    measured('baseline', second, given),
    measured('candidate', 1, given),
  ]

  it('are runs when the tool calls them so', () => {
    expect(paired(twice(3, { sampleKind: 'repetition' })).pairs).toEqual([['m1,m2', 'm3']])
  })

  it('are runs when each stands in a file of its own', () => {
    const sources = new Map([
      ['m1', 'a.json'],
      ['m2', 'b.json'],
      ['m3', 'c.json'],
    ])
    expect(paired(twice(3), { sources }).pairs).toEqual([['m1,m2', 'm3']])
  })

  it('are blocks of one log when a tool wrote it', () => {
    const formats = new Map(['m1', 'm2', 'm3'].map((id) => [id, 'wrk']))
    expect(paired(twice(3), { formats }).pairs).toEqual([['m1,m2', 'm3']])
  })

  it('count once when a text says the same twice', () => {
    const { pairs, unmatched } = paired(twice(2))
    expect(pairs).toEqual([['m1', 'm3']])
    expect(unmatched).toEqual([{ id: 'm2', why: 'Another line of the file says the same.' }])
  })

  it('are ambiguous when a text says one thing twice and another once', () => {
    expect(paired([measured('baseline', 2), ...twice(3)]).pairs).toEqual([])
    expect(paired([measured('baseline', 2), ...twice(2).map((m) => ({ ...m, unit: m.side === 'baseline' ? 's' : 'ms' }))]).pairs).toEqual(
      [],
    )
  })

  it('are ambiguous when a text says two things, and then nothing is compared', () => {
    const formats = new Map(['m1', 'm2', 'm3'].map((id) => [id, 'markdown']))
    const { pairs, unmatched } = paired(twice(3), { formats })
    expect(pairs).toEqual([])
    expect(unmatched[0]?.why).toBe(
      'Ambiguous: figures of one file have the same name and different values, and nothing says that they are runs.',
    )
    expect(unmatched.map(({ id }) => id).toSorted()).toEqual(['m1', 'm2', 'm3'])
  })
})

describe('lines of a text that hold both sides', () => {
  const line = (number: number, from: number, to: number) =>
    bothSides([from], [to], { sampleKind: null, locator: { line: number, text: '' } })

  it('pair by themselves', () => {
    expect(paired([...line(17, 184, 200), ...line(18, 688, 772)])).toEqual({
      pairs: [
        ['m1', 'm2'],
        ['m3', 'm4'],
      ],
      unmatched: [],
    })
  })

  it('count once when they say the same again', () => {
    const { pairs, unmatched } = paired([...line(17, 184, 200), ...line(18, 688, 772), ...line(40, 184, 200)])
    expect(pairs).toHaveLength(2)
    expect(unmatched.map(({ id }) => id)).toEqual(['m5', 'm6'])
  })

  it('leave all of them ambiguous when one line holds one side only', () => {
    expect(paired([...line(17, 184, 200), ...line(18, 688, 772), ...line(19, 1, 2).slice(0, 1)]).pairs).toEqual([])
  })

  it('are nothing of a tool’s, whose lines are runs', () => {
    const formats = new Map(['m1', 'm2', 'm3', 'm4'].map((id) => [id, 'wrk']))
    expect(paired([...line(17, 184, 200), ...line(18, 688, 772)], { formats }).pairs).toEqual([['m1,m3', 'm2,m4']])
  })
})

it('compares written-down runs once, not again as their mean and median', () => {
  const shared = { samples: 3, sampleKind: 'process' } as const
  const hyperfine = (['baseline', 'candidate'] as const).flatMap((side) => [
    measured(side, 2, { ...shared, values: [1, 2, 3] }),
    measured(side, 2, { ...shared, statistic: 'median' }),
    measured(side, 1, { ...shared, statistic: 'min' }),
  ])
  const { pairs, unmatched } = paired(hyperfine)
  expect(pairs).toEqual([
    ['m1', 'm4'],
    ['m3', 'm6'],
  ])
  expect(unmatched).toEqual(
    ['m2', 'm5'].map((id) => ({ id, why: 'The runs behind it are written down, and these are compared by their median.' })),
  )
})

it('takes the median where mean and median both hold the runs', () => {
  const shared: Partial<Measurement> = { samples: 3, sampleKind: 'repetition', values: [1, 2, 3] }
  const both = (['baseline', 'candidate'] as const).flatMap((side) => [
    measured(side, 2, shared),
    measured(side, 2, { ...shared, statistic: 'median' }),
  ])
  expect(paired(both).pairs).toEqual([['m2', 'm4']])
})

it('compares the median once, not again as the 50th percentile of the same value', () => {
  const both = (p50: number) =>
    (['baseline', 'candidate'] as const).flatMap((side) => [
      measured(side, 2, { statistic: 'median' }),
      measured(side, p50, { statistic: 'p50' }),
      measured(side, 9, { statistic: 'p99' }),
    ])
  const { pairs, unmatched } = paired(both(2))
  expect(pairs).toEqual([
    ['m1', 'm4'],
    ['m3', 'm6'],
  ])
  expect(unmatched).toEqual(['m2', 'm5'].map((id) => ({ id, why: 'The 50th percentile is the median, which is compared.' })))
  expect(paired(both(2.5)).pairs).toHaveLength(3)
})

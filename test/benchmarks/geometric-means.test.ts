import { describe, expect, it } from 'vitest'
import { compare } from '../../src/benchmarks/compare.ts'
import type { Measurement } from '../../src/model.ts'
import { around, bothSides, measured } from './measured.ts'

const time = (benchmark: string, to: number, given: Partial<Measurement> = {}) =>
  bothSides(around(100, 6), around(to, 6), { benchmark, ...given })

const requests = (samples: number) => ({ samples, sampleKind: 'request' }) as const

const meanOf = (measurements: readonly Measurement[]) => compare({ measurements, tests: 'passed' }).geometricMeans[0]

describe('the geometric mean', () => {
  it('is taken over ratios of one metric', () => {
    expect(meanOf([...time('a', 50), ...time('b', 25)])?.ratio).toBeCloseTo(Math.sqrt(0.125), 12)
    expect(meanOf(time('a', 50))).toBeUndefined()
    const elsewhere = measured('baseline', 1, { benchmark: 'c', metric: 'size', unit: 'B' })
    expect(meanOf([...time('a', 50), ...time('b', 25), elsewhere])?.refused).toBeNull()
  })

  it('is taken for each kind of unit: tokens a second and requests a second are no one throughput', () => {
    const rate = (benchmark: string, unit: string) => time(benchmark, 150, { metric: 'throughput', better: 'higher', unit })
    const { geometricMeans } = compare({ measurements: [...rate('a', 'tok/s'), ...rate('b', 'req/s'), ...rate('c', 'tok/s')] })
    expect(geometricMeans.map(({ of, refused }) => [of, refused])).toEqual([[['c1', 'c3'], null]])
  })

  it('is refused over variants of a text that share one baseline', () => {
    const place = (line: number, text: string) => ({ locator: { line, text }, samples: null, sampleKind: null })
    const variant = (condition: string, line: number, to: number, base = 3) => [
      measured('baseline', 100, { condition, ...place(base, '100 ms') }),
      measured('candidate', to, { condition, ...place(line, `${to} ms`) }),
    ]
    const shared = meanOf([...variant('fused', 4, 50), ...variant('tiled', 5, 25)])
    expect(shared).toMatchObject({ ratio: null, refused: 'Several of its variants are held against one baseline.' })
    expect(meanOf([...variant('fused', 4, 50), ...variant('tiled', 5, 25, 9)])?.refused).toBeNull()
  })

  it.each<[string, Measurement[]]>([
    ['It would average gains (a) with losses (b).', [...time('a', 50), ...time('b', 200)]],
    ['More is better for some and less for others.', [...time('a', 50), ...time('b', 50, { better: 'higher' })]],
    ['Which way is better is not known.', [...time('a', 50), ...time('b', 50, { better: 'unknown' })]],
    ['Only one side has c.', [...time('a', 50), ...time('b', 50), measured('baseline', 1, { benchmark: 'c' })]],
    ['b has no ratio above 0.', [...time('a', 50), ...bothSides([0], [1], { benchmark: 'b' })]],
    [
      'The sides of b are not comparable.',
      [
        ...time('a', 50),
        measured('baseline', 1, { benchmark: 'b', ...requests(10) }),
        measured('candidate', 1, { benchmark: 'b', ...requests(20) }),
      ],
    ],
  ])('is refused: %s', (why, measurements) => expect(meanOf(measurements)).toMatchObject({ ratio: null, refused: why }))
})

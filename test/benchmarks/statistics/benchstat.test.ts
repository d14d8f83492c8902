/**
 * The same runs give the figures that benchstat prints: medians, ±, change and p. Its json and gob encodings are in
 * scipy's vectors too; the CRC files of golang/perf are read where they lie beside the project.
 */
import { existsSync, readFileSync } from 'node:fs'
import { median } from 'simple-statistics'
import { describe, expect, it } from 'vitest'
import { geometricMean } from '../../../src/benchmarks/statistics/geometric-mean.ts'
import { mannWhitney } from '../../../src/benchmarks/statistics/mann-whitney.ts'
import { medianInterval } from '../../../src/benchmarks/statistics/median-interval.ts'
import { convert } from '../../../src/benchmarks/units.ts'

/** As benchstat prints a side: median, and the farther end of its interval in percent of it. */
function plusMinus(values: readonly number[]): string {
  const centre = median([...values])
  const interval = medianInterval(values)
  return interval === null ? '∞' : `${Math.round((100 * Math.max(interval.high - centre, centre - interval.low)) / centre)}%`
}

describe('json and gob of golang/perf', () => {
  const json = {
    old: [1726, 1723, 1707, 1707, 1713, 1729, 1736, 1707, 1705, 1774],
    new: [1423, 1416, 1411, 1413, 1412, 1426, 1422, 1424, 1447, 1425],
  }
  const gob = {
    old: [3069, 3075, 3069, 3067, 3207, 3064, 3064, 3058, 3059, 3062],
    new: [3075, 3065, 3059, 3065, 3060, 3081, 3186, 3135, 3087, 3062],
  }

  it.each([
    ['json', json, 1718, '1%', 1422.5, '1%', '-17.20%', '0.000'],
    ['gob', gob, 3065.5, '0%', 3070, '2%', '+0.15%', '0.446'],
  ] as const)('%s', (_, sides, before, beforeInterval, after, afterInterval, change, p) => {
    const [from, to] = [median([...sides.old]), median([...sides.new])]
    expect([from, plusMinus(sides.old)]).toEqual([before, beforeInterval])
    expect([to, plusMinus(sides.new)]).toEqual([after, afterInterval])
    expect(`${to > from ? '+' : ''}${(100 * (to / from - 1)).toFixed(2)}%`).toBe(change)
    expect(mannWhitney(sides.old, sides.new).p.toFixed(3)).toBe(p)
  })

  it('geomean', () => {
    const [before, after] = [geometricMean([1718, 3065.5]) ?? 0, geometricMean([1422.5, 3070]) ?? 0]
    expect(before).toBeCloseTo(2294.891936453654, 9)
    expect(after).toBeCloseTo(2089.754770302007, 9)
    expect(`${(100 * (after / before - 1)).toFixed(2)}%`).toBe('-8.94%')
  })
})

it('six equal runs a side: p = 1 and ± 0 %', () => {
  const equal = [100, 100, 100, 100, 100, 100]
  expect(mannWhitney(equal, equal).p).toBe(1)
  expect(plusMinus(equal)).toBe('0%')
})

const shared = new URL('../../../../shared/benchmarks/', import.meta.url)
const golden = new URL('benchstat-golden/crcOldNew.txt', shared)
const there = existsSync(golden)

/** Empty where the files do not lie beside the project: the body of a skipped suite runs all the same. */
const textOf = (file: URL) => (there ? readFileSync(file, 'utf8') : '')

describe.skipIf(!there)('CRC of golang/perf, beside the project', () => {
  const rows = (name: string) => {
    const found = new Map<string, number[]>()
    for (const line of textOf(new URL(`go-bench/benchstat-crc-${name}.txt`, shared)).split('\n')) {
      const [, benchmark, figures = ''] = /^Benchmark(\S+)\s+\d+\s+(.*)$/.exec(line) ?? []
      for (const [, value, unit] of figures.matchAll(/(\S+) (\S+)/g)) {
        const key = `${benchmark} ${unit}`
        found.set(key, [...(found.get(key) ?? []), Number(value)])
      }
    }
    return found
  }
  // Blocks of the table: sec/op and B/s of the old file, then of the new one.
  const blocks = textOf(golden)
    .split(/^ +│ crc-(?=old|new)/m)
    .slice(1)
  const printed = blocks.flatMap((block) => {
    const side = block.startsWith('old') ? 'old' : 'new'
    const unit = block.includes('│    sec/op') || /│\s+sec\/op/.test(block) ? 'ns/op' : 'MB/s'
    return [...block.matchAll(/^(CRC\S+)\s+([\d.]+)(\S*) ± (\d+%)/gm)].map(([, benchmark, value, prefix, interval]) => ({
      side,
      unit,
      benchmark,
      value,
      prefix,
      interval,
    }))
  })
  const sides = { old: rows('old'), new: rows('new') }

  it('prints 144 figures', () => expect(printed).toHaveLength(144))

  it.each(printed)('$side $benchmark $unit ± $interval', ({ side, unit, benchmark, value = '', prefix = '', interval }) => {
    const values = sides[side as 'old' | 'new'].get(`${benchmark} ${unit}`) ?? []
    expect(values.length).toBeGreaterThanOrEqual(9)
    const base = convert(median(values), unit, unit === 'ns/op' ? 's/op' : 'B/s') ?? Number.NaN
    const shown = convert(base, '', prefix, 'benchstat') ?? Number.NaN
    // To the last digit printed; a median half-way between two digits may round either way in binary.
    const last = 10 ** -(value.split('.')[1]?.length ?? 0)
    expect(Math.abs(shown - Number(value))).toBeLessThan(last * 0.5001)
    expect(plusMinus(values)).toBe(interval)
  })
})

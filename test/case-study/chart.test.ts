import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { barChart } from '../../src/case-study/chart/bar.ts'
import { chooseChart } from '../../src/case-study/chart/choose.ts'
import { forestPlot } from '../../src/case-study/chart/forest.ts'
import { learningChart } from '../../src/case-study/chart/learning.ts'
import type { ChartInput, ChartRow } from '../../src/case-study/chart/row.ts'

const names = { baseline: 'before', candidate: 'this change' }

function row(label: string, unit: string, before: number, after: number, more: Partial<ChartRow> = {}): ChartRow {
  return {
    label,
    unit,
    baseline: { value: before, text: `${before} ${unit}` },
    candidate: { value: after, text: `${after} ${unit}` },
    verdict: 'none',
    better: 'lower',
    ratio: before === 0 ? null : after / before,
    interval: null,
    ...more,
  }
}

function chart(rows: ChartRow[], title = 'Time a call'): ChartInput {
  return { title, description: 'Two sides.', names, rows }
}

/** Every bar of the plot (the legend's swatches are 12 high): tone, left end and length. */
function barsOf(svg: string): { tone: string; x: number; width: number }[] {
  return [...svg.matchAll(/<rect class="(\w+)" x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="16"\/>/g)].map((match) => ({
    tone: match[1] ?? '',
    x: Number(match[2]),
    width: Number(match[3]),
  }))
}

/** Where the zero lines of the panels stand. */
function zeroLines(svg: string): string[] {
  return [...svg.matchAll(/<path class="z" d="M([\d.]+) /g)].map((match) => match[1] ?? '')
}

const six = [
  row('Get, eight goroutines', 'ns', 182.9, 61.4, {
    verdict: 'improved',
    baseline: { value: 182.9, text: '182.9 ns', low: 177.9, high: 187.9 },
    candidate: { value: 61.4, text: '61.4 ns', low: 60.7, high: 64.1 },
  }),
  row('Set, eight goroutines', 'ns', 240.6, 97, { verdict: 'improved' }),
  row('Get, one goroutine', 'ns', 21.3, 23, { verdict: 'regressed' }),
  row('New', 'ns', 414, 1986, { verdict: 'regressed' }),
  row('Walk', 'ns', 200, 199, { verdict: 'inconclusive' }),
  row('Memory', 'B', 1184, 4864, { verdict: 'regressed' }),
]

/** A serving benchmark at five loads: tokens a second, and how long the first one takes. */
function serving(loads: readonly number[], more: Partial<ChartRow> = {}): ChartRow[] {
  return loads.flatMap((load) => [
    row(`Output throughput, concurrency ${load}`, 'tok/s', 100 * load, 120 * load, { better: 'higher' }),
    row(`Time to first token, P99, concurrency ${load}`, 'ms', 20 + load, 20 + load / 2, more),
  ])
}

describe('throughput against latency', () => {
  const svg = chooseChart(chart(serving([1, 4, 16, 64])))

  test('stands on two axes from zero, with a point and its load for each side', () => {
    expect(svg).toContain('>Time to first token, P99 (ms)<')
    expect(svg).toContain('>Output throughput (tok/s)<')
    expect(svg).toContain('A point for each concurrency')
    expect(svg.match(/<circle class="base"/g)).toHaveLength(4)
    expect(svg.match(/>64<\/text>/g)).toHaveLength(2)
    const [path = ''] = [...svg.matchAll(/<path class="l base" d="([^"]+)"/g)].map((match) => match[1])
    const [first, , , last] = [...path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map((match) => [Number(match[1]), Number(match[2])])
    const [left, bottom] = /<path class="z" d="M([\d.]+) [\d.]+V([\d.]+)/.exec(svg)?.slice(1).map(Number) ?? []
    expect((Number(last?.[0]) - Number(left)) / (Number(first?.[0]) - Number(left))).toBeCloseTo(64, -1)
    expect((Number(bottom) - Number(last?.[1])) / (Number(bottom) - Number(first?.[1]))).toBeCloseTo(84 / 21, 1)
  })

  test('says every load on both sides, however close the points', () => {
    const loads = [1, 2, 4, 8, 16, 32, 64, 128]
    const rows = loads.flatMap((load) => [
      row(`Output throughput, concurrency ${load}`, 'tok/s', 45 * load ** 0.72, 53 * load ** 0.72, { better: 'higher' }),
      row(`Time to first token, concurrency ${load}`, 'ms', 160 + 4.7 * load, 136 + 4 * load),
    ])
    const said = [...chooseChart(chart(rows)).matchAll(/<text class="n m(?: e)?(?: c)?" x="[\d.]+" y="[\d.]+">(\d+)<\/text>/g)]
    const count = (load: number) => said.filter(([, text]) => text === String(load)).length
    expect(loads.map(count)).toEqual(loads.map(() => 2))
  })

  test.each([
    ['both are times', serving([1, 4, 16, 64], { better: 'lower' }).map((one) => ({ ...one, better: 'lower' as const }))],
    ['nobody knows which way is good', serving([1, 4, 16, 64], { better: 'unknown' })],
    ['there are two throughputs', serving([1, 4, 16, 64], { better: 'higher' })],
  ])('is lines by the load where %s', (_, rows) => {
    expect(chooseChart(chart(rows))).toContain('by concurrency')
  })
})

describe('percentiles', () => {
  const rows = ['P99.9', 'median', 'P90', 'P99'].map((name, i) =>
    row(`Latency, ${name}`, 'ms', [40, 5, 9, 20][i] ?? 0, [30, 5, 8, 15][i] ?? 0),
  )

  test('of one thing are a line in their order', () => {
    const svg = chooseChart(chart(rows))
    expect([...svg.matchAll(/>(P[\d.]+)<\/text>/g)].map((match) => match[1])).toEqual(['P50', 'P90', 'P99', 'P99.9'])
    expect(svg).toContain('>Latency (ms) by percentile, lower is better<')
  })

  test('of several things, or with other rows, are bars', () => {
    expect(chooseChart(chart([...rows, row('Other, P90', 'ms', 1, 2)]))).not.toContain('by percentile')
    expect(chooseChart(chart(rows.slice(2)))).not.toContain('by percentile')
  })
})

describe('learning curves', () => {
  const curve = (factor: number) => [0, 100, 200, 1000].map((x) => ({ x, y: 2 + 8 * Math.exp((-x * factor) / 100) }))
  const input = chart([row('val_loss, train', 'loss', 2.1, 2.05)])
  const svg = learningChart(input, [{ title: 'val_loss, train', tone: 'plain', baseline: [curve(1)], candidate: [curve(1.2)] }])

  test('go from the first step to the last on both sides', () => {
    const ways = [...svg.matchAll(/<path class="l (\w+)" d="([^"]+)"/g)].map(([, look, d = '']) => [look, d.split(/[ML]/).length - 1])
    expect(ways).toEqual([
      ['base', 4],
      ['plain', 4],
    ])
    expect(svg).toContain('>1,000</text>')
    expect(svg).toContain('>val_loss, train by step<')
  })

  test('of several runs are a thin line each', () => {
    const runs = { baseline: [curve(1), curve(1.1)], candidate: [curve(1.2), curve(1.3)] }
    const several = learningChart(input, [{ title: 'Val loss', tone: 'plain', ...runs }])
    expect([...several.matchAll(/style="stroke-width:1" d="([^"]+)"/g)].map(([, d = '']) => d.split('M').length - 1)).toEqual([2, 2])
    expect(several).toContain('A line for each run.')
    expect(svg).not.toContain('each run')
  })

  test('say that their axis does not start at zero', () => {
    expect(svg.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')).toContain('Value axes do not start at zero.')
  })

  test('of ten thousand steps stay small', () => {
    const long = Array.from({ length: 10_000 }, (_, x) => ({ x, y: 1 / (x + 1) }))
    const large = learningChart(input, [{ title: 'loss', tone: 'plain', baseline: [long], candidate: [long] }])
    expect(large.length).toBeLessThan(12_000)
    expect(large.match(/L620 [\d.]+"/g)).toHaveLength(2)
  })
})

describe('bars', () => {
  test('lengths are in proportion, from one zero line', () => {
    const [before, after, ...rest] = barsOf(barChart(chart([row('Router kernels', 'µs', 19.3, 11.8)])))
    expect(rest).toEqual([])
    expect(before?.x).toBe(after?.x)
    expect(Number(after?.width) / Number(before?.width)).toBeCloseTo(11.8 / 19.3, 2)
  })

  test('both values are printed as the table has them, one under the other at the right edge', () => {
    const svg = barChart(chart([row('New', 'ns', 414, 1986, { candidate: { value: 1986, text: '1,986 ns' } })]))
    expect([...svg.matchAll(/<text class="n e" x="640" y="[\d.]+">([^<]+)</g)].map((match) => match[1])).toEqual(['414 ns', '1,986 ns'])
  })

  test('green is for improved alone, and the word stands beside it', () => {
    const svg = barChart(chart(six))
    expect(barsOf(svg).map(({ tone }) => tone)).toEqual(['good', 'good', 'same', 'bad', 'bad', 'bad'].flatMap((tone) => ['base', tone]))
    expect(svg.match(/class="good" x="0" y="[\d.]+">improved</g)).toHaveLength(2)
    expect(svg.match(/class="bad" x="0" y="[\d.]+">worse</g)).toHaveLength(3)
    expect(svg).toContain('>no clear difference<')
    expect(barChart(chart([row('a', 's', 2, 1)]))).not.toMatch(/<[^>]*class="(good|bad)"/)
  })

  test('other units and other magnitudes have an axis of their own, and it is said', () => {
    expect(zeroLines(barChart(chart(six)))).toHaveLength(4)
    expect(barChart(chart(six))).toContain('scales differ.')
    expect(zeroLines(barChart(chart([row('a', 'ms', 10, 9), row('b', 'ms', 40, 41)])))).toHaveLength(1)
    expect(zeroLines(barChart(chart([row('a', 'ms', 10, 9), row('b', 's', 10, 9)])))).toHaveLength(2)
  })

  test('a whisker spans its interval on the scale of the bars', () => {
    const svg = barChart(chart(six))
    const [low, high] = (svg.match(/<path class="w" d="M([\d.]+) [\d.]+H([\d.]+)M/) ?? []).slice(1).map(Number)
    const [before] = barsOf(svg)
    const unit = Number(before?.width) / 182.9
    expect(Number(low) - Number(before?.x)).toBeCloseTo(177.9 * unit, 0)
    expect(Number(high) - Number(before?.x)).toBeCloseTo(187.9 * unit, 0)
    expect(svg).toContain('95 % intervals')
    expect(barChart(chart([row('a', 's', 2, 1)]))).not.toContain('95 %')
    const exact = { baseline: { value: 2, text: '2 B', low: 2, high: 2 }, candidate: { value: 1, text: '1 B', low: 1, high: 1 } }
    expect(barChart(chart([row('a', 'B', 2, 1, exact)]))).not.toMatch(/class="w"|95 %/)
  })

  test('zeros have no bar, values below zero go the other way', () => {
    expect(barsOf(barChart(chart([row('errors', '', 0, 0)])))).toEqual([])
    const svg = barChart(chart([row('offset', '°', -3, 2)]))
    const [before, after] = barsOf(svg)
    expect(Number(before?.x) + Number(before?.width)).toBeCloseTo(Number(after?.x), 1)
    expect(Number(zeroLines(svg)[0])).toBeCloseTo(Number(after?.x), 1)
  })

  test('rows whose good direction is the other one say so', () => {
    const rows = [row('latency', 'ms', 3, 2), row('median', 'ms', 3, 2), row('throughput', 'tok/s', 10, 12, { better: 'higher' })]
    const svg = barChart(chart(rows))
    expect(svg).toContain('Lower is better, except as marked')
    expect(svg.match(/>higher is better</g)).toHaveLength(1)
    expect(barChart(chart([row('a', 's', 2, 1, { better: 'unknown' })]))).not.toContain('better')
  })

  test('also where there is a verdict', () => {
    const rows = [row('latency', 'ms', 3, 2), row('throughput', 'tok/s', 10, 12, { better: 'higher', verdict: 'improved' })]
    expect(barChart(chart(rows))).toMatch(
      /class="good" x="0" y="[\d.]+">improved<\/text><text class="m" x="0" y="[\d.]+">higher is better</,
    )
  })

  test('a word of a name that fits a line is not broken', () => {
    const svg = barChart(chart([row('Output throughput, max_concurrency=128', 'tok/s', 3, 2)]))
    expect(svg).toContain('>max_concurrency=128<')
  })

  test('a long benchmark name is set in lines and keeps its end', () => {
    const name = 'tests/benchmarks/test_serialization.py::test_roundtrip[pickle5-zero_copy-float32-1048576]'
    const svg = barChart(chart([row(name, 'ms', 3, 2)]))
    const lines = [...svg.matchAll(/<text x="0" y="[\d.]+">([^<]+)</g)].map((match) => match[1])
    expect(lines.length).toBeGreaterThan(2)
    expect(lines.join('')).toBe(name)
  })
})

describe('the ratio plot', () => {
  const many = Array.from({ length: 12 }, (_, index) =>
    row(`bench ${'abcdefghijkl'[index]}`, 'ns', 100, 50 + 10 * index, {
      verdict: index < 4 ? 'improved' : index > 6 ? 'regressed' : 'inconclusive',
      interval: [(48 + 10 * index) / 100, (52 + 10 * index) / 100],
    }),
  )

  test('a ratio of one stands on the no-change line, smaller ones at its left', () => {
    const svg = forestPlot(chart(many))
    const line = Number(zeroLines(svg)[0])
    const good = [...svg.matchAll(/<circle class="good" cx="([\d.]+)"/g)].map((match) => Number(match[1]))
    const same = [...svg.matchAll(/<circle class="l same" cx="([\d.]+)" cy="[\d.]+"/g)].map((match) => Number(match[1]))
    expect(good.slice(1).every((x) => x < line)).toBe(true)
    expect(same.slice(1)).toContain(line)
    expect(svg.match(/<path class="w"/g)).toHaveLength(12)
  })

  test('equal factors are equal distances', () => {
    const rows = [0.5, 1, 2].map((ratio) => row(String(ratio), 's', 1, ratio, { verdict: 'none' }))
    const squares = [...forestPlot(chart(rows)).matchAll(/<rect class="plain" x="([\d.]+)" y="[\d.]+" width="8"/g)]
    const [half = 0, one = 0, two = 0] = squares.slice(1).map((match) => Number(match[1]))
    expect(two - one).toBeCloseTo(one - half, 0)
    expect(one).toBeGreaterThan(half)
  })

  test.each([
    ['a little', [0.97, 1.01]],
    ['a factor', [0.48, 1.9]],
    ['much', [0.004, 30]],
    ['far', [1e-6, 1e6]],
  ])('its ticks enclose what lies %s apart, and stand apart', (_, ratios) => {
    const svg = forestPlot(chart(ratios.map((ratio, index) => row(`bench ${'ab'[index]}`, 's', 1, ratio))))
    const ticks = [...svg.matchAll(/<text class="n m c" x="([\d.]+)"/g)].map((match) => Number(match[1]))
    const points = [...svg.matchAll(/<rect class="plain" x="([\d.]+)" y="[\d.]+" width="8"/g)].slice(1).map((match) => Number(match[1]) + 4)
    expect(Math.min(...ticks)).toBeLessThanOrEqual(Math.min(...points) + 0.1)
    expect(Math.max(...ticks)).toBeGreaterThanOrEqual(Math.max(...points) - 0.1)
    expect(ticks.length).toBeGreaterThanOrEqual(3)
    expect(ticks.every((tick, index) => index === 0 || tick - (ticks[index - 1] ?? 0) > 24)).toBe(true)
  })

  test('rows that differ in a number stand together, and rise', () => {
    const rows = [8, 1, 128].flatMap((n) => [row(`TTFT, load ${n}`, 'ms', n, n), row(`size ${n} of ${n}`, 'B', n, n)])
    const labels = [...chooseChart(chart([...rows, row('start', 's', 1, 1)])).matchAll(/<text x="0" y="[\d.]+">([^<]+)</g)].map((m) => m[1])
    expect(labels.filter((one) => one?.startsWith('TTFT'))).toEqual(['TTFT, load 1', 'TTFT, load 8', 'TTFT, load 128'])
    expect(labels.findIndex((one) => one?.startsWith('size'))).toBe(3)
  })

  test('a baseline of zero has no ratio and no mark', () => {
    const svg = forestPlot(chart([row('errors', '', 0, 3), row('calls', '', 2, 3)]))
    expect(svg).toContain('>no ratio<')
    expect(svg.match(/<rect class="plain" x="[\d.]+" y="[\d.]+" width="8"/g)).toHaveLength(2)
  })
})

describe('which shape', () => {
  const sweep = (label: (n: number) => string, values: number[]) => values.map((n) => row(label(n), 'ms', n * 3, n * 2))
  const shape = (rows: ChartRow[]) => {
    const svg = chooseChart(chart(rows))
    return svg.includes('<path class="l ') ? 'lines' : svg.includes('÷') ? 'ratios' : 'bars'
  }

  test.each<[string, ChartRow[], string]>([
    ['one row', [row('a', 's', 2, 1)], 'bars'],
    ['six rows', six, 'bars'],
    ['seven rows', [...six, row('Print', 'ns', 20, 21)], 'ratios'],
    ['a concurrency that runs', sweep((n) => `Time to first token, P99, concurrency ${n}`, [1, 2, 4, 8]), 'lines'],
    ['an unordered one', sweep((n) => `batch_size=${n}`, [512, 1, 64, 8]), 'lines'],
    ['two things measured', [...sweep((n) => `Mean, batch ${n}`, [1, 2, 4, 8]), ...sweep((n) => `P99, batch ${n}`, [1, 2, 4, 8])], 'lines'],
    ['three points', sweep((n) => `batch ${n}`, [1, 2, 4]), 'bars'],
    ['percentiles', [50, 90, 95, 99].map((n) => row(`P${n} latency`, 'ms', n, n)), 'lines'],
    ['a number twice', sweep((n) => `batch ${n % 3}`, [1, 2, 3, 4]), 'bars'],
    ['a sweep with a stranger', [...sweep((n) => `batch ${n}`, [1, 2, 4, 8]), row('start-up', 'ms', 40, 41)], 'bars'],
  ])('%s: %s', (_, rows, expected) => {
    expect(shape(rows)).toBe(expected)
  })

  test('of many rows those of a sweep are a line, and the others bars below it', () => {
    const svg = chooseChart(chart([...sweep((n) => `batch ${n}`, [1, 2, 4, 8]), ...six.slice(0, 4)]))
    expect(svg).toContain('>batch (ms), lower is better<')
    expect(barsOf(svg)).toHaveLength(8)
    expect(svg).toContain('>Bars: lower is better.')
  })

  test('a line goes through its points in the order of the parameter, from left to right', () => {
    const svg = chooseChart(chart(sweep((n) => `Decode, batch ${n}`, [64, 1, 8, 16])))
    const [path = ''] = (svg.match(/<path class="l base" d="M([^"]+)"/) ?? []).slice(1)
    const points = path.split('L').map((pair) => pair.split(' ').map(Number))
    expect(points).toHaveLength(4)
    expect(
      points.every(([x = 0, y = 0], index) => index === 0 || (x > (points[index - 1]?.[0] ?? 0) && y < (points[index - 1]?.[1] ?? 0))),
    ).toBe(true)
    expect(svg).toContain('>Decode (ms) by batch, lower is better<')
  })
})

describe('every chart', () => {
  const anyRow = fc.record<ChartRow>({
    label: fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
    unit: fc.constantFrom('', 'ms', 'tok/s', 'B'),
    baseline: fc.record({ value: fc.double({ noNaN: true, min: -1e9, max: 1e15 }), text: fc.string() }),
    candidate: fc.record({ value: fc.double({ noNaN: true, min: 0, max: 1e15 }), text: fc.string() }),
    verdict: fc.constantFrom('improved', 'regressed', 'no-material-change', 'inconclusive', 'none', 'not-comparable'),
    better: fc.constantFrom('lower', 'higher', 'unknown'),
    ratio: fc.option(fc.double({ noNaN: true, min: 1e-6, max: 1e6 })),
    interval: fc.constant(null),
  })

  test('is well-formed, finite and asks nobody for anything, whatever its words are', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { minLength: 1, maxLength: 9 }), fc.string({ unit: 'binary' }), (rows, title) => {
        for (const draw of [barChart, forestPlot, chooseChart]) {
          const svg = draw(chart(rows, title))
          expect(svg).not.toMatch(/NaN|Infinity|undefined|<script|href|url\(|@import|<image/)
          expect(unclosed(svg)).toEqual([])
          expect(draw(chart(rows, title))).toBe(svg)
        }
      }),
      { numRuns: 150 },
    )
  })

  test('says what it is, follows the colour scheme and stays small', () => {
    const svg = chooseChart(chart(six, 'Time & memory'))
    expect(svg).toMatch(
      /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="-10 0 660 [\d.]+" width="660" height="[\d.]+" role="img"><title>Time &amp; memory<\/title><desc>Two sides\.<\/desc>/,
    )
    expect(svg).toContain('@media(prefers-color-scheme:dark)')
    expect(new TextEncoder().encode(svg).length).toBeLessThan(6144)
  })
})

/** Tags left open, and anything that is no tag of ours. */
function unclosed(svg: string): string[] {
  const open: string[] = []
  const wrong: string[] = []
  const rest = svg.replace(
    /<(\/?)(svg|title|desc|style|text|rect|circle|path)((?: [\w:-]+="[^"<>]*")*)(\/?)>/g,
    (_, closes, name, _attributes, empty) => {
      if (closes === '/') {
        if (open.pop() !== name) wrong.push(name)
      } else if (empty === '') open.push(name)
      return ''
    },
  )
  if (/[<>]/.test(rest) || /&(?!(?:amp|lt|gt|quot);)/.test(rest)) wrong.push(rest)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(rest) || !rest.isWellFormed()) wrong.push('a character XML forbids')
  return [...open, ...wrong]
}

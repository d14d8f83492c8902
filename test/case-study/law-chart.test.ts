import { expect, test } from 'vitest'
import { type LawPanel, lawChart } from '../../src/case-study/chart/law.ts'

/** A straight line on two logarithmic axes: 8 at 1, halved with ten times the size; runs up to 100, the line to 1000. */
const straight: LawPanel = {
  title: 'Loss by parameters <N>',
  runs: [1, 10, 100].map((x) => ({ x, y: 8 * x ** -Math.log10(2) })),
  line: [1, 10, 100, 1000].map((x) => {
    const y = 8 * x ** -Math.log10(2)
    return { x, y, low: y / 1.1, high: y * 1.1 }
  }),
  largest: 100,
  endless: 0.9,
}
const draw = (panels: readonly LawPanel[]) =>
  lawChart({ title: 'Scaling law', description: 'E 0.9, α 0.3.', notes: ['Dashed: beyond.'], panels })
const svg = draw([straight])

/** Points of the paths that match. */
function pointsOf(text: string, path: RegExp): [number, number][] {
  const d = path.exec(text)?.[1] ?? ''
  return [...d.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map((match) => [Number(match[1]), Number(match[2])])
}
const solid = (text: string) => pointsOf(text, /<path class="l plain" d="(M[\d.]+ [\d.]+L[^"]+)"/)
const dashed = (text: string) => pointsOf(text, /<path class="l plain" stroke-dasharray="7 6" d="([^"]+)"/)
const dotsOf = (text: string) => pointsOf(text.split('Loss by')[1] ?? '', /stroke-linecap:round" d="([^"]+)"/)

test('a power law is straight, whole up to the largest run and dashed from there', () => {
  const [within, beyond] = [solid(svg), dashed(svg)]
  expect([within.length, beyond.length]).toEqual([3, 2])
  expect(beyond[0]).toEqual(within[2])
  const all = [...within, ...beyond.slice(1)]
  const steps = all.slice(1).map(([x, y], i) => [x - (all[i]?.[0] ?? 0), y - (all[i]?.[1] ?? 0)])
  for (const [across = 0, down = 0] of steps) {
    expect(across).toBeCloseTo(steps[0]?.[0] ?? 0, 0)
    expect(down).toBeCloseTo(steps[0]?.[1] ?? 0, 0)
    expect(down).toBeGreaterThan(20)
  }
})

test('runs on the law stand on its line', () => expect(dotsOf(svg)).toEqual(solid(svg)))

test('where the runs end a line says so, and the words stand right of it', () => {
  const [end] = solid(svg).at(-1) ?? []
  expect(svg).toContain(`<path class="g" stroke-dasharray="7 6" d="M${end} `)
  expect(Number(/x="([\d.]+)" y="[\d.]+">extrapolated</.exec(svg)?.[1])).toBeGreaterThan(end ?? Number.NaN)
})

test('the interval is an area around the line, and the axes say what they are', () => {
  expect(pointsOf(svg, /fill-opacity="0.22" d="([^"]+)Z"/)).toHaveLength(8)
  expect(svg.replace(/<.text>\s*<text[^>]*>/g, ' ')).toContain('All axes are logarithmic and do not start at zero.')
  expect(svg).toContain('<title>Scaling law</title><desc>E 0.9, α 0.3.</desc>')
  expect(svg).toContain('Loss by parameters &lt;N&gt;')
})

test('E is drawn where it is in sight, and not where it would press the curve flat', () => {
  expect(svg).toContain('>E 0.9<')
  expect(svg).toContain('Dotted: E')
  const flat = draw([{ ...straight, endless: 1e-9 }])
  expect(flat).not.toMatch(/>E 1|Dotted/)
  expect(solid(flat)).toHaveLength(3)
})

test('laws stand one below the other, each on its own axes', () => {
  const two = draw([
    straight,
    { ...straight, title: 'Loss by tokens', line: straight.line.map((point) => ({ ...point, x: point.x * 1e9 })), runs: [], largest: 1e11 },
  ])
  expect(two.match(/>extrapolated</g)).toHaveLength(2)
  expect(two).toContain('10¹⁰')
  expect(Number(/viewBox="-10 0 660 ([\d.]+)"/.exec(two)?.[1])).toBeGreaterThan(Number(/viewBox="-10 0 660 ([\d.]+)"/.exec(svg)?.[1]) + 200)
})

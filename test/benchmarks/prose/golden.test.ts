/** The descriptions of the golden examples, where they lie beside the project. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readText } from '../../../src/benchmarks/prose/read-text.ts'

const folder = join(import.meta.dirname, '../../../../shared/golden')
const present = existsSync(folder)

function description(number: number): string {
  const name = readdirSync(folder).find((one) => one.startsWith(`${number}-`) && one.endsWith('.md')) ?? ''
  return /`````markdown\n([\s\S]*?)`````/.exec(readFileSync(join(folder, name), 'utf8'))?.[1] ?? ''
}

function row(one: ReturnType<typeof readText>['measurements'][number]): string {
  return `${one.side} ${one.benchmark} ${one.statistic} ${one.value} ${one.unit}`.replace(/\s+/g, ' ').trim()
}

describe.skipIf(!present)('golden examples (../shared/golden, skipped where it is absent)', () => {
  test('two runs in one fence, a trace in a sentence, an evaluation in a line', () => {
    const { measurements } = readText(description(1))
    const rows = measurements.map(row)
    expect(rows).toContain('candidate value 4748.99 tok/s')
    expect(rows).toContain('baseline value 4654.55 tok/s')
    expect(rows).toContain('candidate p99 409.73 ms')
    expect(rows).toContain('baseline p99 402.15 ms')
    expect(rows.filter((one) => / us$/.test(one))).toEqual([
      'baseline nsys trace top-k value 14.2 us',
      'baseline renormalize value 5.1 us',
      'candidate fused kernel value 11.8 us',
    ])
    expect(measurements.filter((one) => one.spread !== null).map((one) => [one.side, one.value, one.spread?.value])).toEqual([
      ['baseline', 0.9439, 0.0063],
      ['candidate', 0.9447, 0.0063],
    ])
    expect(measurements.filter((one) => one.side === 'baseline' && one.role === 'result').length).toBe(14)
  })

  test('a benchstat table; a share of CPU time is the problem and no result', () => {
    const { measurements, statedChanges } = readText(description(2))
    const medians = measurements.filter((one) => one.role === 'result').map(row)
    expect(medians.length).toBe(12)
    expect(medians).toContain('baseline New-8 median 414.3 ns/op')
    expect(medians).toContain('candidate New-8 median 1.986 µs/op')
    expect(measurements.some((one) => one.value === 71)).toBe(false)
    expect(statedChanges).toEqual([])
  })

  test('no figures at all', () => {
    const { measurements, statedChanges } = readText(description(3))
    expect([measurements, statedChanges]).toEqual([[], []])
  })
})

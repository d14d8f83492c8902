/** Random comparisons with measurements behind them: what a generated entry is about. */
import type { Better, Ledger, LedgerComparison, LedgerMeasurement } from '../../src/model.ts'
import type { Random } from './random.ts'

/** A family of rows that a real benchmark suite might have: names that share words, so that mixing them up is easy. */
interface Family {
  project: string
  introduction: string
  rows: readonly Row[]
}

interface Row {
  label: string
  unit: string
  better: Better
  /** The baseline lies somewhere in here. */
  range: readonly [number, number]
  quantity: Quantity
  exact?: true
}

/** How a change of a row is said. */
export interface Quantity {
  verb: string
  verbs: string
  less: string
  more: string
  times: string
  /** "2.1 × as fast", where that is said at all. */
  fast: string | null
}

const time: Quantity = { verb: 'takes', verbs: 'take', less: 'less time', more: 'more time', times: 'as long', fast: 'as fast' }
const memory: Quantity = { verb: 'needs', verbs: 'need', less: 'less memory', more: 'more memory', times: 'as much memory', fast: null }
const tokens: Quantity = {
  verb: 'reaches',
  verbs: 'reach',
  less: 'fewer tokens a second',
  more: 'more tokens a second',
  times: 'as many tokens a second',
  fast: null,
}
const requests: Quantity = {
  ...tokens,
  less: 'fewer requests a second',
  more: 'more requests a second',
  times: 'as many requests a second',
}
const allocations: Quantity = {
  verb: 'makes',
  verbs: 'make',
  less: 'fewer allocations',
  more: 'more allocations',
  times: 'as many allocations',
  fast: null,
}

const lower = (label: string, unit: string, low: number, high: number, quantity: Quantity = time): Row => ({
  label,
  unit,
  better: 'lower',
  range: [low, high],
  quantity,
})
const higher = (label: string, unit: string, low: number, high: number, quantity: Quantity): Row => ({
  ...lower(label, unit, low, high, quantity),
  better: 'higher',
})

const FAMILIES: readonly Family[] = [
  {
    project: 'ringcache',
    introduction: 'an in-process LRU cache for Go',
    rows: [
      lower('Get, 8 goroutines', 'ns', 100, 400),
      lower('Set, 8 goroutines', 'ns', 150, 500),
      lower('Get, one goroutine', 'ns', 12, 60),
      lower('90 % Get, 10 % Set, 8 goroutines', 'ns', 90, 450),
      lower('New', 'ns', 300, 3000),
      { ...lower('Memory of an empty cache', 'B', 600, 9000, memory), exact: true },
    ],
  },
  {
    project: 'vLLM',
    introduction: 'a library for LLM serving',
    rows: [
      higher('Output throughput', 'tok/s', 900, 9000, tokens),
      higher('Request throughput', 'req/s', 8, 90, requests),
      lower('Time to first token, median', 'ms', 80, 600),
      lower('Time to first token, P99', 'ms', 200, 900),
      lower('Time per output token, median', 'ms', 9, 60),
    ],
  },
  {
    project: 'rowboat',
    introduction: 'a CSV library',
    rows: [
      lower('Parse, 1 KB', 'µs', 4, 40),
      lower('Parse, 1 MB', 'ms', 3, 60),
      lower('Write, 1 MB', 'ms', 3, 60),
      lower('Parse: memory allocated, 1 MB', 'KiB', 900, 9000, memory),
      { ...lower('Parse: allocations, 1 KB', '', 40, 900, allocations), exact: true },
    ],
  },
  {
    project: 'tensorkit',
    introduction: 'a kernel library',
    rows: [
      lower('Decode, batch 1', 'ms', 1, 9),
      lower('Decode, batch 8', 'ms', 2, 30),
      lower('Prefill, batch 8', 'ms', 20, 300),
      lower('Peak memory', 'GiB', 6, 70, memory),
    ],
  },
  {
    project: 'pagestore',
    introduction: 'a page store in Rust',
    rows: [
      lower('lookup, hit', 'ns', 20, 90),
      lower('lookup, miss', 'ns', 30, 200),
      lower('insert', 'ns', 60, 400),
      lower('checkpoint', 's', 1, 40),
    ],
  },
]

type Outcome = 'improved' | 'regressed' | 'inconclusive' | 'none'

export interface TrueComparison {
  row: Row
  comparison: LedgerComparison
  measurements: LedgerMeasurement[]
  /** In the row's unit. */
  before: number
  after: number
  runs: number
}

export interface Scene {
  family: Family
  comparisons: TrueComparison[]
  level: 'recorded' | 'stated'
  threshold: number
}

const significant = (value: number, digits: number): number => Number(value.toPrecision(digits))

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length / 2
  return sorted.length % 2 === 1 ? (sorted[Math.floor(half)] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2
}

/** Runs scattered around a centre, three and a half digits each, as tools print them. */
function scatter(random: Random, centre: number, runs: number, exact: boolean): number[] {
  if (exact) return Array.from({ length: runs }, () => Math.round(centre))
  return Array.from({ length: runs }, () => significant(centre * (1 + 0.02 * (random.next() - 0.5)), 4))
}

function ratioFor(random: Random, outcome: Outcome, better: Better): number {
  const down = outcome === 'inconclusive' || outcome === 'none' ? random.chance(0.5) : (outcome === 'improved') === (better === 'lower')
  if (outcome === 'inconclusive') return down ? 0.985 + 0.01 * random.next() : 1.005 + 0.01 * random.next()
  if (down) return random.chance(0.2) ? 0.49 + 0.015 * random.next() : 0.15 + 0.75 * random.next()
  return random.chance(0.2) ? 1.96 + 0.08 * random.next() : 1.06 + (random.chance(0.3) ? 4 : 0.7) * random.next()
}

function compared(random: Random, row: Row, index: number, outcome: Outcome, runs: number, source: string): TrueComparison {
  const id = `k${index + 1}`
  const [low, high] = row.range
  const centre = low * (high / low) ** random.next()
  const exact = row.exact === true
  const ratio = ratioFor(random, outcome, row.better)
  const sides = { baseline: scatter(random, centre, runs, exact), candidate: scatter(random, centre * ratio, runs, exact) }
  const measurements = (['baseline', 'candidate'] as const).flatMap((side) =>
    sides[side].map(
      (value, i): LedgerMeasurement => ({
        id: `${id}-${side[0]}${i + 1}`,
        benchmark: row.label,
        metric: 'time',
        statistic: 'value',
        value,
        unit: row.unit,
        better: row.better,
        samples: null,
        sampleKind: null,
        spread: null,
        side,
        condition: '',
        role: 'result',
        locator: { line: index * 100 + i + 1, text: String(value) },
        source,
        file: null,
      }),
    ),
  )
  const [before, after] = [median(sides.baseline), median(sides.candidate)]
  const real = after / before
  const spread = 0.004 + 0.006 * random.next()
  const wide = outcome === 'inconclusive' ? 0.03 : spread
  const tier = exact ? 'X' : runs >= 6 ? 'A' : runs === 1 ? 'E' : 'C'
  const hasInterval = !exact && runs >= 6
  return {
    row,
    before,
    after,
    runs,
    measurements,
    comparison: {
      id,
      benchmark: row.label,
      metric: 'time',
      condition: '',
      baseline: measurements.filter((m) => m.side === 'baseline').map((m) => m.id),
      candidate: measurements.filter((m) => m.side === 'candidate').map((m) => m.id),
      ratio: real,
      interval: hasInterval ? [real * (1 - wide), real * (1 + wide)] : null,
      level: 0.95,
      tier,
      verdict: outcome,
      p: hasInterval ? (outcome === 'inconclusive' ? 0.3 : 0.0001) : null,
      method: 'ratio of medians',
      reasons: [],
      label: row.label,
      primary: index === 0,
      shown: true,
      better: row.better,
      statistic: 'value',
      unit: row.unit,
    },
  }
}

/** A family's rows with random figures: recorded with ten runs a side, or stated with one or three. */
export function scene(random: Random, source: string): Scene {
  const family = random.pick(FAMILIES)
  const recorded = random.chance(0.7)
  const runs = recorded ? random.pick([6, 8, 10, 12]) : random.pick([1, 1, 3])
  const rows = random.shuffled(family.rows).slice(0, random.between(2, 4))
  const outcomes: Outcome[] = recorded ? ['improved', 'improved', 'regressed', 'inconclusive'] : ['none']
  const comparisons = rows.map((row, i) => {
    const wanted = recorded && i === 0 ? 'improved' : random.pick(outcomes)
    const outcome = row.exact === true && recorded && wanted === 'inconclusive' ? 'improved' : wanted
    return compared(random, row, i, outcome, runs, source)
  })
  return { family, comparisons, level: recorded ? 'recorded' : 'stated', threshold: 0.02 }
}

/** What the ledger keeps of a scene's subject. */
export const subject: Ledger['subject'] = {
  kind: 'pull-request',
  repository: 'https://github.com/example/work',
  number: 218,
  url: 'https://github.com/example/work/pull/218',
  base: '0ff6520c5a743888bc9c7ee253b837d77b728309',
  head: 'd842925ca206887ae931ad6063a2619b3948072e',
  merge: 'fb4ea71f712cf956113d39b29b941d773f1bf016',
}

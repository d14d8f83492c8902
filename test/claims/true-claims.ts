/** Claims of a generated entry, and how each is written: apart from the code that drafts real entries. */
import type { Claim } from '../../src/model.ts'
import type { Scene, TrueComparison } from './true-comparisons.ts'

const NBSP = '\u00a0'

export function grouped(value: number, decimals: number): string {
  const [whole = '0', fraction] = value.toFixed(decimals).split('.')
  const digits = whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
  return fraction === undefined ? digits : `${digits}.${fraction}`
}

const withUnit = (text: string, unit: string): string => (unit === '' ? text : `${text}${NBSP}${unit}`)

/** Decimals that show both sides with `significant` digits of the smaller one and keep them apart. */
function decimalsOf({ before, after, row }: TrueComparison, significant: number): number {
  if (row.exact) return 0
  const least = Math.min(before, after)
  let decimals = Math.max(0, significant - 1 - Math.floor(Math.log10(least)))
  while (before.toFixed(decimals) === after.toFixed(decimals) && decimals < 6) decimals++
  return decimals
}

const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']

/** Spellings of a comparison's claims. */
export interface Spelling {
  before(style: 'rough' | 'exact'): string
  after(style: 'rough' | 'exact'): string
  /** Without the unit. */
  bareBefore(style: 'rough' | 'exact'): string
  difference(): string
  signed(): string
  percent(): string
  times(): string
  interval(): string
  runs(): string
}

export function spellingOf(one: TrueComparison): Spelling {
  const { before, after, runs, row } = one
  const ratio = after / before
  const digits = (style: 'rough' | 'exact') => decimalsOf(one, style === 'rough' ? 2 : 3)
  const value = (number: number, style: 'rough' | 'exact') => grouped(number, digits(style))
  const percent = 100 * Math.abs(ratio - 1)
  const [low, high] = one.comparison.interval ?? [ratio, ratio]
  const ends = [100 * Math.abs(low - 1), 100 * Math.abs(high - 1)].sort((a, b) => a - b)
  const places = (number: number) => (number >= 10 ? 0 : 1)
  return {
    before: (style) => withUnit(value(before, style), row.unit),
    after: (style) => withUnit(value(after, style), row.unit),
    bareBefore: (style) => value(before, style),
    difference: () => withUnit(grouped(Math.abs(after - before), digits('exact')), row.unit),
    signed: () => `${after < before ? '−' : '+'}${withUnit(grouped(Math.abs(after - before), digits('exact')), row.unit)}`,
    percent: () => `${grouped(percent, places(percent))}${NBSP}%`,
    times: () => grouped(ratio, ratio >= 10 ? 0 : 1),
    interval: () => `${grouped(ends[0] ?? 0, places(ends[0] ?? 0))} to ${grouped(ends[1] ?? 0, places(ends[0] ?? 0))}${NBSP}%`,
    runs: () => (runs === 1 ? 'one run each' : `${COUNTS[runs]} runs a side`),
  }
}

/** The claims of a comparison, with no renderings yet. */
function claimsOf(one: TrueComparison): Claim[] {
  const { comparison, row, before, after, runs } = one
  const ratio = after / before
  const { id } = comparison
  const direction = after < before ? 'less' : after > before ? 'more' : 'same'
  const base = {
    subject: row.label,
    better: row.better,
    comparison: id,
    sources: ['e1'],
    warnings: [],
    renderings: [],
    side: null,
    direction: null,
  }
  const operation = runs === 1 ? 'as-written' : 'median'
  const [low, high] = comparison.interval ?? [ratio, ratio]
  const claims: Claim[] = [
    {
      ...base,
      id: `${id}.before`,
      kind: 'value',
      side: 'baseline',
      value: before,
      unit: row.unit,
      derivation: { operation, of: comparison.baseline },
    },
    {
      ...base,
      id: `${id}.after`,
      kind: 'value',
      side: 'candidate',
      value: after,
      unit: row.unit,
      derivation: { operation, of: comparison.candidate },
    },
    {
      ...base,
      id: `${id}.difference`,
      kind: 'difference',
      value: after - before,
      unit: row.unit,
      direction,
      derivation: { operation: 'difference', of: [`${id}.before`, `${id}.after`] },
    },
    { ...base, id: `${id}.runs`, kind: 'runs', value: runs, unit: '', derivation: { operation: 'count', of: [id] } },
  ]
  if (comparison.verdict !== 'improved' && comparison.verdict !== 'regressed') return claims
  const percent = 100 * Math.abs(ratio - 1)
  claims.push({
    ...base,
    id: `${id}.change`,
    kind: 'percent',
    value: percent,
    unit: '%',
    direction,
    derivation: { operation: 'percent-change', of: [id] },
  })
  claims.push({
    ...base,
    id: `${id}.times`,
    kind: 'times',
    value: ratio,
    unit: '×',
    direction,
    derivation: { operation: 'ratio', of: [id] },
  })
  if (comparison.interval === null) return claims
  const ends = [100 * Math.abs(low - 1), 100 * Math.abs(high - 1)].sort((a, b) => a - b)
  claims.push({
    ...base,
    id: `${id}.interval`,
    kind: 'interval',
    value: [ends[0] ?? 0, ends[1] ?? 0],
    unit: '%',
    direction,
    derivation: { operation: 'interval', of: [id] },
  })
  return claims
}

/** What git counts, the same in the ledger of every scene. */
export function countClaims(files: number, added: number, removed: number): Claim[] {
  const base = { side: null, direction: null, better: null, comparison: null, warnings: [], renderings: [], unit: '' }
  const count = (id: string, subject: string, value: number): Claim => ({
    ...base,
    id: `count.${id}`,
    kind: 'count',
    subject,
    value,
    derivation: { operation: 'count', of: ['diff'] },
    sources: ['diff'],
  })
  return [
    count('files', 'files changed', files),
    count('added', 'lines added', added),
    count('removed', 'lines removed', removed),
    { ...count('date', 'merged', 0), id: 'date.merged', kind: 'date', value: '2026-09-30' },
    { ...count('number', 'number of the pull request', 218), id: 'subject.number' },
    {
      ...count('level', 'confidence level', 95),
      id: 'level',
      kind: 'percent',
      unit: '%',
      sources: [],
      derivation: { operation: 'as-written', of: [] },
    },
    {
      ...count('stated', 'CPU time in the lock', 71),
      id: 'stated.1',
      kind: 'stated',
      unit: '%',
      sources: ['e2'],
      derivation: { operation: 'as-written', of: ['e2'] },
    },
  ]
}

export type SceneClaims = Map<string, Claim>

export function sceneClaims(scene: Scene, counts: readonly Claim[]): SceneClaims {
  return new Map([...scene.comparisons.flatMap(claimsOf), ...counts].map((claim) => [claim.id, { ...claim, renderings: [] }]))
}

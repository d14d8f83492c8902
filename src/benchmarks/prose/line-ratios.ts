import type { Flag } from '../../model.ts'
import { differing, withoutWord } from './benchmark-sides.ts'
import { type Draft, joinConditions } from './figure.ts'
import { baseByRatio, type Written } from './ratio.ts'

/** A line of output under one heading, with its figures and the speed-up that it states. */
export interface RatioLine {
  number: number
  text: string
  figures: Draft[]
}

interface Variant {
  base: Draft
  own: Draft
  /** The word in which the two names differ. */
  word: string
}

/**
 * Lines that state a speed-up say which of them is the base, as a table's ratio column does: `torch: 4.2 ms` and
 * `fused: 2.1 ms (speedup: 2.00x)`, or the speed-up on a line of its own behind two. The side follows where the quotient
 * fits the figures in one direction, to the digit. A base that several variants are held against stands once for each.
 */
export function sidesByLines(lines: readonly RatioLine[]): { figures: Draft[]; flags: Flag[] } {
  const all = lines.flatMap((line) => line.figures)
  const own = lines.map((line) => ({ ...line, figures: line.figures.filter(({ role }) => role === 'result') }))
  // A longer stretch is a log, and not a comparison.
  if (lines.length > 400 || !lines.some(({ text }) => ratioShape.test(text)) || all.some((one) => one.side !== 'unknown'))
    return { figures: all, flags: [] }
  const variants = own.flatMap((line, i) => (ratioShape.test(line.text) ? pairsOf(line, own.slice(0, i)) : []))
  const [first] = variants
  if (first === undefined) return { figures: all, flags: [] }
  const several = new Set(variants.map(({ word }) => word)).size > 1
  const figures = all.flatMap((one): Draft[] => {
    const own = variants.find((variant) => variant.own === one)
    if (own !== undefined) return [sided(one, 'candidate', own, several)]
    const held = variants.filter((variant) => variant.base === one)
    return held.length === 0 ? [one] : held.map((variant) => sided(one, 'baseline', variant, several))
  })
  return { figures, flags: [flagOf(lines, first)] }
}

const ratioShape = /\bspeed-?up\b[^\d\n]{0,12}(\d{1,6}(?:\.\d{1,6})?) ?(?:[x×](?![A-Za-z0-9])|$|[\s,;)])/di

/** What a line's speed-up pairs: its own figures with those of the one line above without one, or the two lines above it. */
function pairsOf(line: RatioLine, above: readonly RatioLine[]): Variant[] {
  const ratio = ratioShape.exec(line.text)
  if (ratio === null) return []
  const [start, end] = ratio.indices?.[1] ?? [0, 0]
  const r: Written = { value: Number(ratio[1]), unit: 'x', start, end, spread: null, signed: false, text: line.text }
  const plain = above.filter(({ text, figures }) => figures.length > 0 && !ratioShape.test(text))
  if (line.figures.length > 0) {
    const [base] = plain
    return base === undefined || plain.length > 1 ? [] : matched(base, line, r)
  }
  const since = above.slice(above.findLastIndex(({ text }) => ratioShape.test(text)) + 1).filter(({ figures }) => figures.length > 0)
  const [one, other] = since
  if (one === undefined || other === undefined || since.length > 2) return []
  const forth = matched(one, other, r)
  return forth.length > 0 ? forth : matched(other, one, r)
}

/** Figures of two lines whose names differ in one word; none where the speed-up does not prove the first to be the base. */
function matched(base: RatioLine, own: RatioLine, r: Written): Variant[] {
  const pairs = own.figures.flatMap((one): Variant[] => {
    const partner = base.figures.find((other) => other.unit === one.unit && other.statistic === one.statistic)
    const words = partner === undefined ? null : differing(nameOf(partner), nameOf(one))
    return partner === undefined || words === null ? [] : [{ base: partner, own: one, word: words[1] }]
  })
  const proves = pairs.some(({ base: x, own: y }) => baseByRatio(written(x), written(y), r, 'speedup', y.better) === 'x')
  const contradicts = pairs.every(({ base: x, own: y }) => baseByRatio(written(x), written(y), r, 'speedup', y.better) === 'y')
  return proves && !contradicts ? pairs : []
}

function nameOf({ benchmark, metric }: Draft): string {
  return `${benchmark} ${metric}`
}

function written({ value, unit, locator }: Draft): Written {
  const { text } = locator
  return { value, unit, start: 0, end: text.length, spread: null, signed: false, text }
}

function sided(one: Draft, side: 'baseline' | 'candidate', { base, own, word }: Variant, several: boolean): Draft {
  const [mine] = differing(nameOf(one), nameOf(one === own ? base : own)) ?? ['']
  return {
    ...one,
    side,
    benchmark: withoutWord(one.benchmark, mine),
    metric: withoutWord(one.metric, mine) || one.metric,
    condition: joinConditions(one.condition, several ? word : ''),
  }
}

function flagOf(lines: readonly RatioLine[], { base, own }: Variant): Flag {
  const line = lines.find(({ figures }) => figures.includes(own))
  return {
    code: 'variants-compared',
    message: `No label says that "${nameOf(base).trim()}" and "${nameOf(own).trim()}" are before and after; the speed-up that the lines state tells the sides apart.`,
    locator: { line: line?.number ?? 1, text: line?.text.trim() ?? '' },
  }
}

import type { Side } from '../../model.ts'
import { type Context, type Figure, type Found, figure, joinConditions } from './figure.ts'
import { betterOf, isMeasured, metricName } from './metric.ts'
import { type Quantity, quantities } from './quantity.ts'
import { kindOf } from './read-grid.ts'
import { type SideNames, sideOf } from './side.ts'

/** One sentence: its words with markup blanked, and where they stand. */
export interface Sentence {
  text: string
  /** Offset of the first character in the whole text. */
  start: number
}

/** Splits prose into sentences. A dot ends one only before a space and not after a figure's own decimals or `e.g.`. */
export function sentencesOf(text: string, start: number): Sentence[] {
  const found: Sentence[] = []
  let from = 0
  for (const match of text.matchAll(
    /(?<!\b(?:e\.g|i\.e|vs|ca|approx|avg|cf|etc))[.!?]+(?=\s)|\n(?=\s*(?:[-*+•]|\d{1,2}[.)])\s)|\n\s*\n/g,
  )) {
    const end = match.index + match[0].length
    if (text.slice(from, end).trim() !== '') found.push({ text: text.slice(from, end), start: start + from })
    from = end
  }
  if (text.slice(from).trim() !== '') found.push({ text: text.slice(from), start: start + from })
  return found
}

type LineOf = (offset: number) => number

/**
 * Figures of a sentence that says of itself which side they are: "from 184 ms to 99 ms", "2.2 MB down to 1.1 MB",
 * "main 0.94 ± 0.01, this PR 0.95 ± 0.01", "took 14.2 us before; now takes 11.8 us". Other numbers of prose are left.
 */
export function readSentence(sentence: Sentence, source: string, context: Context, names: SideNames, lineOf: LineOf): Figure[] {
  const text = sentence.text
  const all = quantities(text).filter((q) => isFigure(q, text))
  if (all.length === 0 || /\?\s*$/.test(text)) return []
  const make = (q: Quantity, side: Side, subject: string): Figure => {
    const name = metricName(subject)
    const measured = isMeasured(subject)
    return figure({
      benchmark: measured ? '' : subject,
      metric: measured ? name.metric || subject : kindOf(q.unit) || 'value',
      statistic: measured ? name.statistic : 'value',
      value: q.value,
      unit: q.unit,
      better: betterOf(subject, q.unit),
      side,
      condition: context.condition,
      line: lineOf(sentence.start + q.start),
      text: source.slice(sentence.start + q.start, sentence.start + q.end).trim(),
      spread: q.spread,
    })
  }
  const pairs = pairsIn(text, all)
  if (pairs.length > 0) {
    const used = new Set(pairs.flatMap((pair) => [pair.before, pair.after]))
    const rest = all.filter((q) => !used.has(q))
    return [
      ...pairs.flatMap((pair) => [make(pair.before, 'baseline', pair.subject), make(pair.after, 'candidate', pair.subject)]),
      ...(rest.length === 0 ? [] : []),
    ]
  }
  return clauses(text, all, context, names).map(({ q, side, subject }) => make(q, side, subject))
}

interface Pair {
  before: Quantity
  after: Quantity
  subject: string
}

/** Two neighbouring figures whose joining words say which was first. */
function pairsIn(text: string, all: readonly Quantity[]): Pair[] {
  const found: Pair[] = []
  for (let i = 0; i + 1 < all.length; i++) {
    const [a, b] = [all[i], all[i + 1]]
    if (a === undefined || b === undefined) break
    const between = text.slice(a.end, b.start)
    const lead = text.slice(found.at(-1)?.after.end ?? 0, a.start)
    const order = orderOf(between, lead)
    if (order === null) continue
    const [before, after] = order === 'old-new' ? [a, b] : [b, a]
    const units = sharedUnit(before, after)
    if (units === null) continue
    found.push({ before: units[0], after: units[1], subject: subjectOf(lead) })
    i++
  }
  return found
}

const arrow = /^[^\w.;]{0,6}(?:->|→|=>|-->|⟶|➡️?)[^\w.;]{0,6}$/
const downTo =
  /^\)?[^.;\d]{0,50}\b(?:down|up|went|goes|go|drops?|dropped|fell|falls|rises?|rose|grew|grows|shrinks?|shrank|reduced|increased|decreased|improve[sd]?|cut|lowered|raised)\b[^.;\d]{0,24}\bto\b[^.;\d]{0,14}$/i
const fromTo = /\bfrom\s*(?:about|around|roughly|approximately|~|an? |over|almost|nearly)?\s*$/i
const to = /^\s*(?:\([^()]{0,40}\)\s*)?(?:down |up )?to\s*(?:about|around|roughly|approximately|just|only|~|under|almost|nearly)?\s*$/i
const newOld =
  /^[^.;\d]{0,40}(?:\b(?:down|up|improved|reduced) from|\binstead of|\brather than|,? (?:which )?was(?: previously| before)?|,? previously|,? formerly|,? compared (?:to|with)|\bversus|\bvs\.?)\s*(?:about|around|roughly|approximately|~)?\s*$/i
const wasNow =
  /^[^.;\d]{0,40}[,;]?\s*(?:but |and )?(?:it )?(?:is |are |takes |needs )?now(?: (?:is|are|takes|needs|at|only|just))*\s*(?:about|around|only|~)?\s*$/i

function orderOf(between: string, lead: string): 'old-new' | 'new-old' | null {
  if (arrow.test(between)) return 'old-new'
  if (fromTo.test(lead) && to.test(between)) return 'old-new'
  if (downTo.test(between)) return 'old-new'
  if (
    /\b(?:compared (?:to|with)|versus|vs\.?|instead of|rather than|was)\b/.test(between) &&
    !/\b(?:now|instead of|previously|before)\b/.test(between + lead)
  )
    return null
  if (newOld.test(between)) return 'new-old'
  if (/\b(?:was|were|took|used to|previously|before)\b/i.test(lead) && wasNow.test(between)) return 'old-new'
  return null
}

/** "from ~75 to 30 ms": the first takes the second's unit. Without any unit it may be a version or a count. */
function sharedUnit(before: Quantity, after: Quantity): [Quantity, Quantity] | null {
  if (before.unit === '' && after.unit === '') return null
  if ((before.unit === '%') !== (after.unit === '%') && before.unit !== '' && after.unit !== '') return null
  return [before.unit === '' ? { ...before, unit: after.unit } : before, after.unit === '' ? { ...after, unit: before.unit } : after]
}

/** Numbers that a sentence may state as results: with a unit or a spread. */
function isFigure(q: Quantity, text: string): boolean {
  const after = text.slice(q.end, q.end + 12)
  if (/^\s*[-–]\s*\d/.test(after) || /\d\s*[-–]\s*$/.test(text.slice(Math.max(0, q.start - 4), q.start))) return false
  if (q.spread !== null) return true
  return q.unit !== '' && !/^[kKMGB]$/.test(q.unit) && !/^[x×X%]$/.test(q.unit)
}

interface Sided {
  q: Quantity
  side: Side
  subject: string
}

/**
 * Clauses that name their side. Where one clause says "before" and exactly one other with figures says nothing, that
 * one is the other side.
 */
function clauses(text: string, all: readonly Quantity[], _context: Context, names: SideNames): Sided[] {
  const cut = splitClauses(text)
  const parts = cut
    .map((part) => ({ ...part, figures: all.filter((q) => q.start >= part.from && q.start < part.to) }))
    .filter((part) => part.figures.length > 0)
    .map((part) => ({ ...part, side: clauseSide(text.slice(part.from, part.to), names) }))
  const said = parts.filter((part) => part.side !== 'unknown')
  if (said.length === 0) return []
  const silent = parts.filter((part) => part.side === 'unknown')
  const [only] = silent
  const one = said[0]?.side
  if (silent.length === 1 && only !== undefined && one !== undefined && said.every((part) => part.side === one)) {
    only.side = one === 'baseline' ? 'candidate' : 'baseline'
  }
  const prefix = /^([^;:]{1,80}):\s/.exec(text)?.[1] ?? ''
  return parts.flatMap((part) => {
    let at = part.from
    return part.figures.map((q) => {
      const lead = text.slice(at, q.start)
      at = q.end
      const own = subjectOf(lead.replace(prefix === '' ? '\u0000' : `${prefix}:`, ''))
      return {
        q,
        side: part.side,
        subject: own === '' || sideOf(own, names).side !== 'unknown' ? prefix.replace(/\s*\([^()]*\)/g, '').trim() : own,
      }
    })
  })
}

function splitClauses(text: string): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = []
  let from = 0
  const flat = text.replace(/\([^()]{0,200}\)/g, (inner) => ' '.repeat(inner.length))
  for (const match of flat.matchAll(/;|,(?=\s)|\b(?:while|whereas|but|compared to|compared with|versus|vs\.?)\b/gi)) {
    parts.push({ from, to: match.index })
    from = match.index + match[0].length
  }
  parts.push({ from, to: text.length })
  return parts
}

/** The side a clause states by a phrase, by "before" or "previously" at its end or start, or by a label right before its figure. */
function clauseSide(clause: string, names: SideNames): Side {
  const text = clause.toLowerCase()
  const sides = new Set<Side>()
  for (const match of text.matchAll(
    /\b(?:before|after|with|without|on|in|using) (?:this|the) (?:pr|patch|change|commit|branch|fix)\b|\b(?:this|the) (?:pr|branch|patch)\b|\b(?:on |with |in )?(?:main|master|baseline|trunk)\b(?! (?:bundle|thread|loop|memory))|\b(?:previously|formerly|originally|used to)\b|\bbefore\s*[.:]?\s*$|^\s*(?:before|after|now)\b|\bnow\b(?=[^.]{0,30}\d)|\bafter(?:wards)?\s*[.:]?\s*$|\bthe previous (?:version|implementation)\b/g,
  )) {
    const { side } = sideOf(match[0].trim().replace(/^(?:formerly|used to)$/, 'previously'), names)
    if (side !== 'unknown') sides.add(side)
  }
  const [side = 'unknown'] = sides
  return sides.size === 1 ? side : 'unknown'
}

const noise = new Set(
  'the a an and of is are was were be has have had takes took take needs needed need only about around roughly now it its this that with for to from at in on by than then per just so goes go went drops drop dropped gets get down up reports reported measured down'.split(
    ' ',
  ),
)

/** The words before a figure that say what it is: the last noun phrase, without verbs and small words. */
function subjectOf(lead: string): string {
  const text =
    lead
      .replace(/\([^()]{0,80}\)/g, ' ')
      .replace(/[`*"“”~≈<>()[\]]/g, ' ')
      .split(/[.;:,](?=\s|$)|\b(?:and|while|but|where|which)\b/)
      .filter((part) => part.trim() !== '')
      .at(-1) ?? ''
  const words = text
    .replace(/\b(?:before|after|previously|main|master|this PR|the PR|this branch|baseline)\b/gi, ' ')
    .split(/\s+/)
    .filter((word) => /[A-Za-z]/.test(word) && !noise.has(word.toLowerCase()))
  return words.slice(-5).join(' ')
}

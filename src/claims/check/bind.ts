/** Binds the numerals of a passage to facts of the ledger, or says what is wrong with them. */

import type { Fact } from './fact.ts'
import { agrees, agreesAsRange } from './match.ts'
import type { Numeral } from './numeral.ts'
import type { Objection } from './objection.ts'
import { objectionsTo } from './objections.ts'
import { type Reading, surroundings, tokensIn } from './reading.ts'

export interface Binding {
  numeral: Numeral
  index: number
  /** The fact it stands for; null where none agrees. */
  fact: Fact | null
  /** Why it cannot stand for the fact, where it cannot. */
  objection: Objection | null
}

/** One binding for every numeral that is no date, in their order. */
export function bind(reading: Reading): Binding[] {
  const bindings: Binding[] = []
  for (let index = 0; index < reading.numerals.length; index++) {
    const numeral = reading.numerals[index]
    if (numeral === undefined || numeral.kind === 'date') continue
    const range = bindRange(reading, index, bindings)
    if (range !== null) {
      bindings.push(...range)
      index++
      continue
    }
    bindings.push(bindOne(reading, index))
  }
  return bindings
}

/** So many numerals back a change is looked for that an interval belongs to. */
const NEIGHBOURS = 12

/** "95 % interval", "95 % confidence": the level of an interval and nothing else. */
const LEVEL_AFTER = /^\s*(?:confidence|interval|CI\b)/

function bindOne(reading: Reading, index: number): Binding {
  const numeral = reading.numerals[index]
  if (numeral === undefined) throw new Error('no numeral at this index')
  const isLevel = LEVEL_AFTER.test(reading.text.slice(numeral.end, numeral.end + 24))
  const facts = reading.known.facts.filter((fact) => agrees(numeral, fact) && (fact.kind === 'level' || !isLevel))
  const candidates = inOrder(reading, facts)
  return best(reading, index, numeral, candidates)
}

/** Facts that the entry states in this very block, row and spelling come first, then other claims, then what follows from them. */
function inOrder(reading: Reading, facts: readonly Fact[]): Fact[] {
  const { blocks } = reading.passage
  const rank = (fact: Fact) =>
    fact.claim === null ? 2 : fact.claim.renderings.some((rendering) => blocks.includes(rendering.block)) ? 0 : 1
  return [...facts].sort((a, b) => rank(a) - rank(b))
}

function best(reading: Reading, index: number, numeral: Numeral, candidates: readonly Fact[]): Binding {
  let least: { fact: Fact; objection: Objection; weight: number } | null = null
  for (const fact of candidates) {
    const objections = objectionsTo(reading, index, fact)
    const [first] = objections.sort((a, b) => b.weight - a.weight)
    if (first === undefined) return { numeral, index, fact, objection: null }
    const weight = objections.reduce((sum, objection) => sum + objection.weight, 0)
    if (least === null || weight < least.weight) least = { fact, objection: first, weight }
  }
  return { numeral, index, fact: least?.fact ?? null, objection: least?.objection ?? null }
}

const JOINS = /^\s*(?:to|–|—|-|through)\s*$/i

/** "(95 % interval 65 to 67 %)", "(4.7 to 4.8)", "between 65 and 67 %". */
function bindRange(reading: Reading, index: number, earlier: readonly Binding[]): Binding[] | null {
  const { text, numerals } = reading
  const [low, high] = [numerals[index], numerals[index + 1]]
  if (low === undefined || high === undefined || high.kind === 'date') return null
  const between = text.slice(low.end, high.start)
  const { left } = surroundings(reading, index)
  const lead = text.slice(left.start, low.start)
  if (low.dimension !== '' && low.dimension !== high.dimension) return null
  const bracketed = /^\s*,\s*$/.test(between) && /[[(]\s*$/.test(lead)
  const isRange = JOINS.test(between) || bracketed || (/^\s*and\s*$/i.test(between) && /\bbetween\s*$/i.test(lead))
  if (!isRange) return null
  const previous = earlier.slice(-NEIGHBOURS).findLast((binding) => binding.fact?.comparison != null)
  const dimension = high.dimension !== '' ? high.dimension : (previous?.numeral.dimension ?? '')
  const candidates = inOrder(
    reading,
    reading.known.facts.filter((fact) => agreesAsRange(low, high, dimension, fact)),
  )
  const bound = best(
    reading,
    index,
    low,
    candidates.filter((fact) => continues(reading, fact, previous, low.start)),
  )
  if (bound.fact !== null && bound.objection === null) return [bound, { ...bound, numeral: high, index: index + 1 }]
  const ends = [bindOne(reading, index), bindOne(reading, index + 1)]
  if (!saysInterval(reading, index, lead) && !isOneChange(ends)) return null
  const first = candidates[0]
  const objection: Objection = {
    code: first === undefined ? 'unit' : 'subject',
    weight: 1,
    message: first === undefined ? 'no interval of the ledger has these ends' : `this is the interval of "${first.subject.text}"`,
  }
  return [low, high].map((numeral, i) => ({ numeral, index: index + i, fact: null, objection }))
}

/** "21 to 21 %" said of one change is no interval, and no two figures either; of two changes it is a span of both. */
function isOneChange(ends: readonly Binding[]): boolean {
  const [low, high] = ends
  const dimension = high?.numeral.dimension
  if (dimension !== '%' && dimension !== '×') return false
  if (ends.some(({ fact }) => fact?.kind === 'value')) return false
  const [first, second] = [low?.fact?.comparison ?? null, high?.fact?.comparison ?? null]
  return first === null || second === null || first === second
}

/** An interval behind a change is that change's own, unless another subject is named between the two. */
function continues(reading: Reading, fact: Fact, previous: Binding | undefined, start: number): boolean {
  if (previous?.fact?.comparison == null || previous.fact.comparison === fact.comparison) return true
  const between = tokensIn(reading, previous.numeral.end, start)
  return !fact.subject.tokens.isDisjointFrom(between)
}

function saysInterval(reading: Reading, index: number, lead: string): boolean {
  const { text, numerals, passage } = reading
  const [low, high] = [numerals[index], numerals[index + 1]]
  // "CI went from 31 to 22 min" is about a build.
  if (/interval|confidence|%\s?CI\b|\bCI:?\s*[[(]?\s*$/i.test(lead)) return true
  const [start, end] = [low?.start ?? 0, high?.end ?? 0]
  const alone =
    text
      .slice(Math.max(0, start - 3), start)
      .trimEnd()
      .endsWith('(') &&
    text
      .slice(end, end + 3)
      .trimStart()
      .startsWith(')')
  return alone && (index > 0 || /interval/i.test(passage.column ?? ''))
}

/** Every numeral of an entry against its ledger. */
import { type Binding, bind } from './bind.ts'
import { type Missing, missingRenderings } from './expected.ts'
import type { Finding } from './finding.ts'
import { lineAt } from './flatten.ts'
import type { Knowledge } from './knowledge.ts'
import type { Page } from './page.ts'
import type { Quotation } from './quotations.ts'
import { type Reading, read, surroundings } from './reading.ts'
import { type Said, sayingSource } from './said.ts'
import { judgeUnknown, sharesNoun } from './unknown.ts'
import type { Vouched } from './vouched.ts'

export interface NumeralCheck {
  readings: Reading[]
  bindings: Map<Reading, Binding[]>
  findings: Finding[]
  /** Indices of the vouched figures that the text still has. */
  vouchedUsed: Set<number>
}

/** Sections whose sentences tell the reader what to do, not what was measured. */
const INSTRUCTIONS = /^(?:repeat-it|check-it|reproduce.*|how-to-repeat.*)$/
const IMPERATIVE =
  /^["“(\s]*(?:Alternate|Run|Use|Set|Build|Clone|Check|Install|Wait|Repeat|Start|Stop|Keep|Take|Leave|Warm|Pin|Discard|Compare|Then|First|On)\b/

/** Binds and judges all numerals of a page. */
export function checkNumerals(
  page: Page,
  known: Knowledge,
  quotations: readonly Quotation[],
  vouched: readonly Vouched[],
  said: readonly Said[],
): NumeralCheck {
  const readings = page.passages.map((passage) =>
    read(
      passage,
      known,
      quotations.filter((quotation) => quotation.passage === passage && quotation.sources.length > 0),
    ),
  )
  const bindings = new Map(readings.map((reading) => [reading, bind(reading)]))
  const missing = missingRenderings(known.ledger, readings, bindings)
  const check: NumeralCheck = { readings, bindings, findings: [], vouchedUsed: new Set() }
  for (const [reading, bound] of bindings) {
    for (const binding of bound) {
      const used = vouched.findIndex((one) => one.dimension === binding.numeral.dimension && sameValue(one, binding))
      if (used >= 0) check.vouchedUsed.add(used)
      else check.findings.push(...judge(reading, binding, bound, missing, said))
    }
    check.findings.push(...dates(reading, missing))
  }
  return check
}

function sameValue(vouched: Vouched, { numeral }: Binding): boolean {
  return Math.abs(vouched.value - numeral.value * numeral.factor) <= numeral.tolerance * numeral.factor + 1e-9 * Math.abs(vouched.value)
}

function judge(
  reading: Reading,
  binding: Binding,
  bound: readonly Binding[],
  missing: readonly Missing[],
  said: readonly Said[],
): Finding[] {
  const { numeral, index, fact, objection } = binding
  if (fact !== null && objection === null) return []
  const at = { file: 'index.md', line: lineAt(reading.passage, numeral.start) }
  if (!numeral.firm) return soft(reading, binding, missing).map((judgement) => ({ ...at, ...judgement }))
  if (isInstruction(reading, index)) return []
  const contradicts = missing.some(
    (one) => reading.passage.blocks.includes(one.block) && one.numerals.some((other) => other.dimension === numeral.dimension),
  )
  const doubtful = objection === null || objection.weight >= 3
  if (doubtful && !contradicts && sayingSource(reading, index, said) !== null) return []
  if (objection !== null) return [{ ...at, grade: 'wrong', code: objection.code, message: `${objection.message}.` }]
  const { sentence } = surroundings(reading, index)
  const what = reading.text.slice(sentence.start, sentence.end).trim()
  const judgement = judgeUnknown(reading, binding, bound, missing)
  const figure = { value: numeral.value, unit: numeral.unit || (numeral.nouns[0] ?? ''), what }
  return [{ ...at, ...judgement, ...(judgement.grade === 'unbacked' ? { figure } : {}) }]
}

function isInstruction(reading: Reading, index: number): boolean {
  if (!reading.passage.blocks.some((block) => INSTRUCTIONS.test(block))) return false
  const numeral = reading.numerals[index]
  const { sentence } = surroundings(reading, index)
  return numeral?.dimension === '' && IMPERATIVE.test(reading.text.slice(sentence.start, sentence.end))
}

/** A word or a bare number is a figure only where the ledger misses one: "five copies" where it has "four". */
function soft(reading: Reading, binding: Binding, missing: readonly Missing[]): Pick<Finding, 'grade' | 'code' | 'message'>[] {
  const { numeral } = binding
  const here = missing.filter(
    (one) =>
      reading.passage.blocks.includes(one.block) &&
      (one.row === null || one.row === reading.passage.row?.label) &&
      one.numerals.some((other) => other.kind !== 'date'),
  )
  const like = here.filter((one) =>
    one.numerals.some((other) => other.inWords === numeral.inWords || other.kind === 'bare' || other.dimension === numeral.dimension),
  )
  const [same] = [...like].sort((a, b) => Number(sharesNoun(numeral, b)) - Number(sharesNoun(numeral, a)))
  if (same === undefined) return []
  const known =
    sharesNoun(numeral, same) ||
    (same.numerals.length === 1 && same.numerals[0]?.dimension === numeral.dimension && numeral.dimension !== '')
  const message = `"${numeral.text}" stands where the ledger has "${same.text}" (${same.claim.subject}). Put that back, or leave the number out.`
  return [{ grade: known ? 'wrong' : 'unbacked', code: 'number', message }]
}

function dates(reading: Reading, missing: readonly Missing[]): Finding[] {
  const claims = reading.known.ledger.claims.filter((claim) => claim.kind === 'date')
  return reading.numerals.flatMap((numeral) => {
    if (numeral.date === null || claims.some((claim) => String(claim.value).startsWith(numeral.date ?? ''))) return []
    const [expected] = missing.filter((one) => one.claim.kind === 'date' && reading.passage.blocks.includes(one.block))
    if (expected === undefined) return []
    const message = `"${numeral.text}" stands where the ledger has "${expected.text}" (${expected.claim.subject}).`
    return [{ grade: 'wrong' as const, code: 'date', file: 'index.md', line: lineAt(reading.passage, numeral.start), message }]
  })
}

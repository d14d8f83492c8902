/** What is said about a numeral that stands for nothing in the ledger, or for something else than its words say. */
import type { Binding } from './bind.ts'
import type { Missing } from './expected.ts'
import type { Finding } from './finding.ts'
import { lineAt } from './flatten.ts'
import { DOUBTFUL } from './objection.ts'
import { type Reading, surroundings } from './reading.ts'
import { type Said, sayingSource } from './said.ts'
import { judgeUnknown, NEIGHBOURS, sharesNoun } from './unknown.ts'

export interface Case {
  reading: Reading
  binding: Binding
  /** All bindings of the passage. */
  all: readonly Binding[]
  missing: readonly Missing[]
  said: readonly Said[]
}

/** Sections whose sentences tell the reader what to do, not what was measured. */
const INSTRUCTIONS = /^(?:repeat-it|check-it|reproduce.*|how-to-repeat.*)$/
const IMPERATIVE =
  /^["“(\s]*(?:Alternate|Run|Use|Set|Build|Clone|Check|Install|Wait|Repeat|Start|Stop|Keep|Take|Leave|Warm|Pin|Discard|Compare|Then|First|On)\b/

/** Findings about one numeral; none where it stands for a fact and nothing speaks against it. */
export function judge({ reading, binding, all, missing, said }: Case): Finding[] {
  const { numeral, index, fact, objection } = binding
  if (fact !== null && objection === null) return []
  const at = { file: 'index.md', line: lineAt(reading.passage, numeral.start) }
  const objected = objection !== null && objection.weight < DOUBTFUL
  if (!numeral.firm && !besideBareValue(reading, binding, all)) {
    if (objected && isStated(binding, reading)) return [{ ...at, grade: 'wrong', code: objection.code, message: `${objection.message}.` }]
    return soft(reading, binding, missing).map((judgement) => ({ ...at, ...judgement }))
  }
  if (isInstruction(reading, index) || isQuoted(reading, binding)) return []
  const here = missing.filter((one) => isHere(one, reading))
  const replaces = here.some((one) => one.numerals.some((other) => other.dimension === numeral.dimension))
  if (!objected && !replaces && sayingSource(reading, index, said) !== null) return []
  if (objected) return [{ ...at, grade: 'wrong', code: objection.code, message: `${objection.message}.` }]
  const judgement = judgeUnknown(reading, binding, all, here)
  if (judgement.grade !== 'unbacked') return [{ ...at, ...judgement }]
  const { sentence } = surroundings(reading, index)
  const what = reading.text.slice(sentence.start, sentence.end).trim()
  const { value, dimension, factor, tolerance, unit, nouns } = numeral
  const figure = { value, unit: unit || (nouns[0] ?? ''), what, base: value * factor, tolerance: tolerance * factor, dimension }
  return [{ ...at, ...judgement, figure }]
}

/** Whether a passage is where a rendering is missing. */
export function isHere(missing: Missing, { passage }: Reading): boolean {
  return passage.blocks.includes(missing.block) && (missing.row === null ? passage.kind !== 'cell' : missing.row === passage.row?.label)
}

/** A bare number or a word that is a claim of this very block. */
function isStated({ fact }: Binding, { passage }: Reading): boolean {
  return fact?.comparison != null && fact.claim?.renderings.some((rendering) => passage.blocks.includes(rendering.block)) === true
}

/** A bare number in a sentence that gives another bare value of a comparison is one too: "from 269 to 206". */
function besideBareValue(reading: Reading, { numeral, index }: Binding, all: readonly Binding[]): boolean {
  if (numeral.kind !== 'bare' || numeral.inWords || numeral.dimension !== '') return false
  const { sentence } = surroundings(reading, index)
  return all
    .slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS)
    .some(
      ({ numeral: other, fact, objection }) =>
        fact?.kind === 'value' &&
        fact.dimension === '' &&
        objection === null &&
        other.kind === 'bare' &&
        other.start >= sentence.start &&
        other.end <= sentence.end,
    )
}

function isInstruction(reading: Reading, index: number): boolean {
  if (!reading.passage.blocks.some((block) => INSTRUCTIONS.test(block))) return false
  const { sentence } = surroundings(reading, index)
  return reading.numerals[index]?.dimension === '' && IMPERATIVE.test(reading.text.slice(sentence.start, sentence.end))
}

/** A count between quotation marks is somebody's words; a figure with a unit stays a figure. */
function isQuoted(reading: Reading, { numeral }: Binding): boolean {
  return numeral.kind !== 'quantity' && reading.quotations.some((span) => span.start <= numeral.start && numeral.end <= span.end)
}

type Judgement = Pick<Finding, 'grade' | 'code' | 'message'>

/** A word or a bare number is a figure only where the ledger misses one: "five copies" where it has "four". */
function soft(reading: Reading, { numeral }: Binding, missing: readonly Missing[]): Judgement[] {
  const like = missing.filter(
    (one) =>
      isHere(one, reading) &&
      one.numerals.some(
        (other) =>
          other.kind !== 'date' &&
          other.inWords === numeral.inWords &&
          (numeral.inWords || other.kind === 'bare' || other.dimension === numeral.dimension),
      ),
  )
  const [same] = [...like].sort((a, b) => Number(sharesNoun(numeral, b)) - Number(sharesNoun(numeral, a)))
  if (same === undefined) return []
  const [only, ...more] = same.numerals
  const alike = more.length === 0 && numeral.dimension !== '' && only?.dimension === numeral.dimension
  const message = `"${numeral.text}" stands where the ledger has "${same.text}" (${same.claim.subject}). Put that back, or leave the number out.`
  return [{ grade: sharesNoun(numeral, same) || alike ? 'wrong' : 'unbacked', code: 'number', message }]
}

/** Findings about dates: a date is a figure only where the ledger misses one. */
export function judgeDates(reading: Reading, missing: readonly Missing[]): Finding[] {
  const claims = reading.known.ledger.claims.filter((claim) => claim.kind === 'date')
  const [expected] = missing.filter((one) => one.claim.kind === 'date' && isHere(one, reading))
  if (expected === undefined) return []
  return reading.numerals.flatMap((numeral) => {
    if (numeral.date === null || claims.some((claim) => String(claim.value).startsWith(numeral.date ?? ''))) return []
    const message = `"${numeral.text}" stands where the ledger has "${expected.text}" (${expected.claim.subject}).`
    return [{ grade: 'wrong' as const, code: 'date', file: 'index.md', line: lineAt(reading.passage, numeral.start), message }]
  })
}

/** Findings about changes that their own digits deny: "from 4,700 to 4,700" where the two sides differ. */
export function judgePairs(reading: Reading, bound: readonly Binding[]): Finding[] {
  return bound.slice(1).flatMap((right, i) => {
    const left = bound[i]
    const { fact } = right
    const isPair =
      fact?.kind === 'value' && left?.fact?.kind === 'value' && fact.comparison !== null && left.fact.comparison === fact.comparison
    if (!isPair || left?.fact?.side === fact.side || left?.fact?.low === fact.low || fact.direction === 'same') return []
    const same = left?.numeral.value === right.numeral.value && left.numeral.factor === right.numeral.factor
    const between = reading.text.slice(left?.numeral.end ?? 0, right.numeral.start)
    if (!same || between.length > 40 || reading.passage.kind === 'cell') return []
    const message = `"${left?.numeral.text}" and "${right.numeral.text}" show no change, and the ledger has one. Show one digit more.`
    return [{ grade: 'wrong' as const, code: 'same', file: 'index.md', line: lineAt(reading.passage, right.numeral.start), message }]
  })
}

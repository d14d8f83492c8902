/** Words of praise and blame without a figure beside them: "Decoding is faster now" needs a verdict too. */
import type { LedgerComparison } from '../../model.ts'
import type { Binding } from './bind.ts'
import { isGood } from './direction.ts'
import type { Subject } from './fact.ts'
import type { Finding } from './finding.ts'
import { lineAt } from './flatten.ts'
import type { Knowledge } from './knowledge.ts'
import { type Reading, tokensIn } from './reading.ts'
import type { Span } from './sentences.ts'
import { hasVerdict, reasonOf } from './verdict.ts'
import { type DirectionWord, directionWords, isDenied } from './wording.ts'

const OPENING = new Set(['title', 'description', 'lead'])
/** "worse" and "slower" describe a difference; these pronounce on it. */
const VERDICT_WORD = /^(?:regress|improve|gain|win|won|speedup|speed-up|faster|quicker|better|outperform|snappier|sped|accelerat)/
/** A change of nothing: it needs a verdict that says so, or equal values. */
const SAME = /\b(?:unchanged|no (?:clear |material |measurable )?(?:change|difference)|the same|within (?:the )?(?:error|noise))\b/gi

/** Findings about words of judgement, sentence by sentence. */
export function checkPraise(known: Knowledge, bindings: ReadonlyMap<Reading, Binding[]>): Finding[] {
  return [...bindings].flatMap(([reading, bound]) =>
    reading.passage.kind === 'quotation' ? [] : reading.sentences.flatMap((sentence) => checkSentence(reading, sentence, bound, known)),
  )
}

function checkSentence(reading: Reading, sentence: Span, bound: readonly Binding[], known: Knowledge): Finding[] {
  const words = directionWords(reading.text, sentence.start, sentence.end).filter(
    (word) => VERDICT_WORD.test(word.word) && !isDenied(reading.text, sentence.start, word.start, reading.mentions),
  )
  const sames = [...reading.text.slice(sentence.start, sentence.end).matchAll(SAME)]
  if (words.length === 0 && sames.length === 0) return []
  const spoken = comparisonsOf(reading, sentence, bound, known)
  const findings = words.flatMap((word) => judge(word, spoken, reading, known))
  for (const match of sames) {
    const [first] = spoken
    const changed = spoken.length > 0 && spoken.every((comparison) => hasVerdict(comparison)) && reading.passage.kind === 'cell'
    if (changed && first !== undefined)
      findings.push(
        finding(reading, sentence.start + match.index, `"${match[0]}" contradicts the verdict of "${first.label}": ${first.verdict}.`),
      )
  }
  return findings
}

function finding(reading: Reading, at: number, message: string): Finding {
  return { grade: 'wrong', code: 'verdict', file: 'index.md', line: lineAt(reading.passage, at), message }
}

/** The comparisons a sentence speaks of: those of its figures, of its row, else those whose label it names. */
function comparisonsOf(reading: Reading, sentence: Span, bound: readonly Binding[], known: Knowledge): LedgerComparison[] {
  const { passage } = reading
  const ids = bound
    .filter(({ numeral, fact }) => fact?.comparison != null && numeral.start >= sentence.start && numeral.end <= sentence.end)
    .flatMap(({ fact }) => fact?.comparison ?? [])
  const row = passage.kind === 'cell' ? passage.row?.label.toLowerCase() : undefined
  const all = [...known.comparisons.values()]
  const ofRow = all.filter((comparison) => comparison.label.toLowerCase() === row).map((comparison) => comparison.id)
  const tokens = tokensIn(reading, sentence.start, sentence.end)
  const named = all.filter((comparison) =>
    isNamed(
      known.subjects.find((subject) => subject.text === comparison.label),
      tokens,
    ),
  )
  const found = ids.length > 0 ? ids : ofRow.length > 0 ? ofRow : named.map((comparison) => comparison.id)
  return [...new Set(found)].flatMap((id) => known.comparisons.get(id) ?? [])
}

function isNamed(subject: Subject | undefined, tokens: ReadonlySet<string>): boolean {
  return subject?.tokens.isSubsetOf(tokens) === true
}

function judge(word: DirectionWord, spoken: readonly LedgerComparison[], reading: Reading, known: Knowledge): Finding[] {
  const good = word.good ?? true
  const wanted = good ? 'improved' : 'regressed'
  if (spoken.length > 0) {
    const [first] = spoken
    if (first === undefined || spoken.some((comparison) => comparison.verdict === wanted)) return []
    const sides = known.sides.get(first.id)
    const direction = sides === undefined ? null : sides.candidate < sides.baseline ? 'less' : 'more'
    const real = isGood({ better: first.better, direction })
    const why = real !== null && real !== good ? `"${first.label}" went the other way` : `of "${first.label}" ${reasonOf(first)}`
    return [finding(reading, word.start, `"${word.word}" is a verdict, and ${why}. Give both values and their plain difference.`)]
  }
  if (!reading.passage.blocks.some((block) => OPENING.has(block))) return []
  if ([...known.comparisons.values()].some((comparison) => comparison.verdict === wanted)) return []
  return [
    finding(reading, word.start, `"${word.word}" is a verdict, and the ledger has none that says so. Say what was done, or give a claim.`),
  ]
}

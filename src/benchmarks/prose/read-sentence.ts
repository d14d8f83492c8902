import type { Side } from '../../model.ts'
import { statisticName } from '../labels.ts'
import { circumstances, settingBefore } from './circumstances.ts'
import { sidedByClauses } from './clauses.ts'
import { type Context, type Draft, figure, joinConditions } from './figure.ts'
import type { LineOf } from './line-of.ts'
import { betterOf, isMeasured, isPercentile, kindOf, metricName } from './metric.ts'
import { isDifference, pairsIn } from './pairs.ts'
import { type Quantity, quantities } from './quantity.ts'
import type { Sentence } from './sentences.ts'
import type { SideNames } from './side.ts'
import { subjectOf } from './subject.ts'
import { isBytes, isRate, isTime } from './unit-words.ts'

/** A question asks about a figure and states none; "~5 % (?)" is a hedge. */
export function isQuestion(text: string): boolean {
  return /\?\s*$/.test(text) && !/\(\?\)?\s*$/.test(text)
}

/** What reading prose needs besides the sentence. */
export interface ProseSource {
  source: string
  names: SideNames
  lineOf: LineOf
  /** Settings of which the text gives several: "at batch 1", "at batch 8". */
  varying: ReadonlySet<string>
}

/**
 * Figures of a sentence: pairs, clauses that name their side, and times, sizes and rates behind a verb of measuring
 * ("takes 12 ms", "hung for 16 seconds"). Every other number of prose is left alone.
 */
export function readSentence(sentence: Sentence, context: Context, prose: ProseSource): Draft[] {
  const { text } = sentence
  if (isQuestion(text) || ofOther.test(text)) return []
  // "12 ms and 41 ms, and 10 ms and 29 ms, respectively": which is which is a puzzle.
  if (/\brespectively\b/i.test(text)) return []
  const all = quantities(text).filter((q) => !inRange(q, text))
  // More is a listing, not a sentence.
  if (all.length > 40) return []
  const pairs = pairsIn(text, all, prose.names)
  const used = new Set(pairs.flatMap(({ before, after }) => [before.start, after.start]))
  const rest = all.filter((q) => !used.has(q.start) && isFigure(q) && !denied.test(text.slice(Math.max(0, q.start - 40), q.start)))
  // "before 3.4 s, after 2.9 s": beside a "before" of its own, "after" is no adverb.
  const opposed = /\bbefore:?\s{0,3}[~≈]?\d/i.test(text)
  const stated = rest.filter((q) => {
    const lead = text.slice(Math.max(0, q.start - 40), q.start)
    if (isDifference(lead)) return false
    // "busbw at 64 MB was 190 GB/s": of what size, beside what was measured.
    if (isBytes(q.unit) && /\b(?:at|for|of|with)\s+(?:an?\s+)?$/i.test(lead) && all.some((one) => isTime(one.unit) || isRate(one.unit)))
      return false
    return !adverbial.test(opposed ? lead.replace(/\bafter(?=[\s~≈]*$)/i, '') : lead)
  })
  const sided = pairs.length > 0 ? [] : sidedByClauses(text, stated, prose.names)
  const make = (q: Quantity, side: Side, subject: string, condition = ''): Draft => {
    const one = proseFigure(sentence, context, prose, q, side, subject)
    return { ...one, condition: joinConditions(one.condition, condition) }
  }
  return [
    ...pairs.flatMap(({ before, after, subject, statistic, condition }) => {
      const first = before.start < after.start ? before : after
      const where = joinConditions(settingBefore(text, first, prose.varying), condition)
      const both = [make(before, 'baseline', subject, where), make(after, 'candidate', subject, where)]
      return statistic === '' ? both : both.map((one) => ({ ...one, statistic }))
    }),
    ...sided.map(({ q, side, subject, sibling }) => ({
      ...make(q, side, subject, circumstances(text, q, prose.varying)),
      ...(sibling ? { sibling } : {}),
    })),
    ...(sided.length > 0
      ? []
      : measured(text, rest).map((q) => make(q, downFrom(text, q), subjectOf(text.slice(Math.max(0, q.start - 200), q.start))))),
  ]
}

function proseFigure(sentence: Sentence, context: Context, prose: ProseSource, q: Quantity, side: Side, subject: string): Draft {
  // "p95 went from … to …" says a statistic of a figure whose unit says the rest.
  const ofUnit = isPercentile(subject) || statisticName(subject) !== null
  const known = ofUnit || isMeasured(subject)
  const name = metricName(subject)
  return figure({
    benchmark: known ? '' : subject,
    metric: (known && !ofUnit ? name.metric || subject : kindOf(q.unit)) || 'value',
    statistic: known ? name.statistic : 'value',
    value: q.value,
    unit: q.unit,
    better: betterOf(subject, q.unit),
    side,
    condition: context.condition,
    line: prose.lineOf(sentence.start + q.start),
    text: prose.source.slice(sentence.start + q.start, sentence.start + q.end).trim(),
    spread: q.spread,
  })
}

/** "no longer takes 3 s", "does not need 2 GB" */
const denied = /(?:\bno longer|\bnot|\bnever|n['’]t)(?: [a-z]{2,12}){0,2} (?:(?:about|around|over|more than) )?[~≈]?$/i

/** "#1234 made it slower: 12 ms → 19 ms" */
const ofOther =
  /^\W*(?:PR |pull request )?#\d{2,6} (?:made|slowed|regressed|introduced|increased|reduced|caused|brought|took|moved|added|changed)\b/i

/** "3–4s", "5-9x": neither end is a value. */
function inRange(q: Quantity, text: string): boolean {
  return (
    /^\s?[-–]\s?\d/.test(text.slice(q.end, q.end + 4)) || /\d\s?[a-z]{0,2}\s?[-–]\s?$/.test(text.slice(Math.max(0, q.start - 6), q.start))
  )
}

/** A number that prose may state as a result: with a spread, or with a unit of time, size or rate. */
function isFigure(q: Quantity): boolean {
  return q.spread !== null || isTime(q.unit) || isBytes(q.unit) || isRate(q.unit)
}

/** "over the last 60 seconds", "within 5 s": how long, how often or how far, not what was measured. */
const adverbial =
  /\b(?:last|past|over|within|every|for|after|during|up to|at (?:least|most)|time-?out of|limit of|interval of|than|each|per|with an?|any)\s+(?:the\s+)?(?:last\s+|past\s+)?(?:about\s+|~)?$/i

const verbs =
  /\b(?:takes?|took|taking|needs?|needed|costs?|spends?|spent|ran in|runs in|finish(?:es|ed) in|completes? in|completed in|hung for|hangs for|lasts|lasted|reach(?:es|ed)|achiev(?:es|ed)|gets|got|leaving|leaves|of which|dropped to|drops to|starts? in|cold start [a-z ]{0,20}in)\s+(?:(?:only|about|around|roughly|approximately|up|just|over|under|almost|nearly|some|a|~|≈)\s*){0,3}$/i
const uncertain =
  /\b(?:time-?out|should|would|could|might|if|limit|at least|at most|every|each|wait(?:s|ing)?|sleep|expire|budget|deadline|threshold|per default|by default)\b/i

/** Times, sizes and rates right behind a verb of measuring, in a sentence that states a fact. */
function measured(text: string, figures: readonly Quantity[]): Quantity[] {
  if (uncertain.test(text)) return []
  return figures.filter((q) => {
    const lead = text.slice(Math.max(0, q.start - 120), q.start).replace(/[~≈]\s*$/, '')
    return verbs.test(lead) || (states.test(lead) && isMeasured(subjectOf(lead)))
  })
}

/** "build time is about 40 seconds": only of something that is measured. */
const states =
  /\b(?:is|was|are|were|at)\s+(?:(?:currently|now|only|about|around|roughly|approximately|just|over|under|almost|nearly|some|~|≈)\s*){0,3}$/i

/** "then takes 1.4s, down from 3–4s": the figure before "down from" is the new one. */
function downFrom(text: string, q: Quantity): Side {
  return /^[,\s]{0,3}(?:down|up) from\b/.test(text.slice(q.end, q.end + 16)) ? 'candidate' : 'unknown'
}

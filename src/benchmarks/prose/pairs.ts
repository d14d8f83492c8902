import { statisticName } from '../labels.ts'
import { bracketOrder } from './bracket-sides.ts'
import { isConfigured, isMeasured, isThreshold, kindOf } from './metric.ts'
import type { Quantity } from './quantity.ts'
import { type SideNames, sideOf } from './side.ts'
import { subjectOf } from './subject.ts'

/** Two figures of a sentence that are the two sides of one thing. */
export interface Pair {
  before: Quantity
  after: Quantity
  subject: string
  /** "(p99)", "(median)"; empty where none is named. */
  statistic: string
  /** What stands behind it and tells it from another pair of the same thing: "when idle". */
  condition: string
}

/** "from 184 ms to 99 ms", "2.2 MB → 1.1 MB", "1.4 s, down from 3.1 s", "was 12 s, now 8 s": neighbours whose joining words say which was first. */
export function pairsIn(text: string, all: readonly Quantity[], names: SideNames): Pair[] {
  const found: Pair[] = []
  for (let i = 0; i + 1 < all.length; i++) {
    const [a, b] = [all[i], all[i + 1]]
    if (a === undefined || b === undefined) break
    const last = found.at(-1)
    const from = Math.max(last?.before.end ?? 0, last?.after.end ?? 0, a.start - 200)
    // What was struck out left only spaces.
    const lead = text.slice(from, a.start).replace(/[ \t]+/g, ' ')
    const between = text.slice(a.end, b.start).replace(/[ \t]+/g, ' ')
    const order = bracketOrder(text, a, b, names) ?? orderOf(between, lead, text.slice(b.end, b.end + 12))
    if (order === null || bumped.test(text.slice(0, a.start)) || isDifference(lead)) continue
    // "… when idle, and 2.1 GB": what stands right behind the last pair belongs to it.
    const fresh = lead.includes('\n')
    const own = last === undefined || fresh ? lead : lead.replace(/^[^,;]*?(?:[,;]|\b(?:and|while|but)\b)/, '')
    // "RSS: 120 MB …": the label of its line.
    const line = /:\s*$/.test(own) ? (own.split('\n').at(-1) ?? own) : own
    const said = labelOf(line, names) || subjectOf(line) || subjectOf(line.replace(/[:,]?\s*(?:from)?\s*$/, ''))
    // "from 120 ms to 101 ms on A100 and from 80 ms to 66 ms on H100": of the same thing.
    const again = last !== undefined && !fresh && said === '' && sameKind(last.before, a) && /\b(?:and|while)\b|,/.test(lead)
    const subject = again ? last.subject : said
    const [first, second] = order === 'old-new' ? [a, b] : [b, a]
    const [before, after] = withUnits(first, second)
    if (isConfigured(subject) || isThreshold(subject) || imagined.test(subject) || !comparable(before, after, subject, arrow.test(between)))
      continue
    found.push({ before, after, subject, statistic: statisticBehind(text, b.end), condition: '' })
    i++
  }
  return found.map((pair) => {
    const trails = found.filter(({ subject }) => subject === pair.subject).map((other) => trailOf(text, other))
    return trails.length > 1 && !trails.includes('') && new Set(trails).size === trails.length
      ? { ...pair, condition: trailOf(text, pair) }
      : pair
  })
}

/** "from 5 ms to 4 ms (p50)": the statistic in brackets behind a pair; empty without one. */
function statisticBehind(text: string, end: number): string {
  const word = /^\s?\(([A-Za-z][\w.]{1,12})\)/.exec(text.slice(end, end + 20))?.[1] ?? ''
  return statisticName(word) ?? ''
}

/** "when idle", "under load", "on the small input": what a pair's clause ends with, where it says under which circumstances. */
function trailOf(text: string, { before, after }: Pair): string {
  const rest = text.slice(Math.max(before.end, after.end))
  return /^\s{1,3}((?:when|while|under|at|on|with|without|for|in|during|if)\s[^,;.()]{2,40}?)\s*(?:[,;.(]|\band\b|$)/.exec(rest)?.[1] ?? ''
}

const hedge = '(?:about|around|roughly|approximately|approx\\.?|ca\\.?|just|only|under|over|almost|nearly|an?|some|~|≈)'
const arrow = /^[^\w.;]{0,6}(?:->|→|=>|⇒|-->|⟶|➡️?)[^\w.;]{0,6}$/
const downTo =
  /^\)?[^.;\d]{0,50}\b(?:down|up|went|goes|go|drops?|dropped|fell|falls|rises?|rose|grew|grows|shrinks?|shrank|reduced|increased|decreased|improve[sd]?|cut|lowered|raised)\b[^.;\d]{0,24}\bto\b[^.;\d]{0,14}$/i
const fromWord = new RegExp(`\\bfrom\\s{1,4}(?:${hedge}\\s{0,3}){0,2}$`, 'i')
/** "ranging from 5 to 12 ms", "takes from 3 s to 5 s": no change. */
const range =
  /\b(?:rang(?:e|es|ing)|var(?:y|ies|ying)|anywhere|spans?|between|scal(?:e|es|ing)|sweep|takes?|took|depending|across|batch(?:es)?|payloads?|inputs?|sizes)\b[^.;]{0,40}\bfrom\s/i
const toWord = new RegExp(
  `^\\s{0,3}(?:\\([^()]{0,40}\\)\\s{0,3})?(?:(?:on|in|with|before on) (?:main|master|baseline|trunk|upstream)\\s{1,3})?(?:down |up )?to\\s{1,4}(?:${hedge}\\s{0,3}){0,2}$`,
  'i',
)
const newOld = new RegExp(
  `^[^.;\\d]{0,40}(?:\\b(?:down|up|improved|reduced) from|\\binstead of|\\brather than|\\b(?:was|were) (?:previously|before)|,?[ (]previously|,?[ (]formerly|\\((?:was|from|before))\\s{0,4}(?:${hedge}\\s{0,3}){0,2}$`,
  'i',
)
const wasNow = new RegExp(
  `^[^.;\\d]{0,30}[,;]\\s{0,3}(?:but |and )?(?:it )?(?:is |are |takes |needs )?now(?: (?:is|are|takes|needs|at|only|just)){0,3}\\s{0,4}(?:${hedge}\\s{0,3}){0,2}$`,
  'i',
)

/** "Test 2:", "Latency (p99):", "shape (64, 64):": a label with a number is a name as a whole. */
function labelOf(line: string, names: SideNames): string {
  const [, label = ''] = /^\s*(?:(?:[-*+•]|\d{1,2}[.)])\s+)?([A-Za-z][^:.;]{1,50}):\s*$/.exec(line) ?? []
  const whole = /\d/.test(label) && label.split(/\s+/).length <= 5 && sideOf(label, names).side === 'unknown'
  return whole ? label.replace(/\s+/g, ' ').trim() : ''
}

/** "saves 12 ms (was 31 ms)", "improves it by 12 ms": how much, and no figure of either side. */
export function isDifference(lead: string): boolean {
  return difference.test(lead)
}
const difference = new RegExp(
  `\\b(?:sav(?:e|es|ed)|by|gain(?:s|ed)?|shav(?:e|es|ed|ing)(?: off)?|cuts?|trims?|trimmed|removes?|removed|adds?|extra|additional)\\s{1,4}(?:(?:another|up to|off) ?|${hedge}\\s{0,3}){0,2}$`,
  'i',
)

function sameKind(a: Quantity, b: Quantity): boolean {
  return kindOf(a.unit) === kindOf(b.unit)
}

/** "Theoretical peak goes from … to …", "Estimated: …": not measured. */
const imagined = /\b(?:theoretical|estimated?|projected|predicted|hypothetical|ideal|simulated|aim|hoped)\b/i

/** "Bumps the pool from 30 s to 60 s": a setting. */
const bumped = /^\W*(?:this \w{1,12} )?bump(?:s|ed|ing)?\b[^:;]*$/i

/** "was 12 GB before, and it's 9 GB now" */
const andIs = new RegExp(
  `^[^.;\\d]{0,40}[,;]\\s{0,3}(?:and |but )?(?:it's|it is|is|they're|they are|are)\\s{1,4}(?:${hedge}\\s{0,3}){0,2}$`,
  'i',
)

function orderOf(between: string, lead: string, behind: string): 'old-new' | 'new-old' | null {
  if (arrow.test(between) || downTo.test(between)) return 'old-new'
  if (fromWord.test(lead) && toWord.test(between)) return range.test(lead) ? null : 'old-new'
  if (newOld.test(between)) return 'new-old'
  const stated = /\b(?:was|were|took|used to|needed|previously)\b/i.test(lead)
  return stated && (wasNow.test(between) || (andIs.test(between) && /^\s{1,3}now\s{0,3}(?:[.,;!)]|$)/i.test(behind))) ? 'old-new' : null
}

/** "from ~75 to 30 ms": the first takes the second's unit. */
function withUnits(before: Quantity, after: Quantity): [Quantity, Quantity] {
  // "from 10.1k to 13.4k req/s": thousands of the same.
  const [, counted] = /^[kKMG] (\S.*)$/.exec(after.unit) ?? []
  if (counted !== undefined && /^[kKMG]$/.test(before.unit)) return [{ ...before, unit: `${before.unit} ${counted}` }, after]
  return [before.unit === '' ? { ...before, unit: after.unit } : before, after.unit === '' ? { ...after, unit: before.unit } : after]
}

/** A version, a year or a count has no unit; such a pair counts only when a known metric stands before it. */
function comparable(before: Quantity, after: Quantity, subject: string, joined: boolean): boolean {
  if (before.unit === '') return isMeasured(subject)
  if ((before.unit === '%') !== (after.unit === '%') || /^[x×X]$/.test(before.unit)) return false
  return !/^[kKMG]$/.test(before.unit) || joined || isMeasured(subject)
}

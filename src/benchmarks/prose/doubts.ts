import type { Flag } from '../../model.ts'
import type { FlagCode } from '../flag-codes.ts'
import type { Sentence } from './sentences.ts'

/** What words of a text do to the figures around them. */
type Doubt = Extract<FlagCode, 'withdrawn' | 'disputed' | 'sample-output' | 'other-change'>

const figures = '(?:numbers?|figures?|results?|measurements?|benchmarks?|timings?|tables?)'
/** Figures that are spoken of: "the results were wrong" may be the bug that the change mends, "my benchmark numbers" is none. */
const these = `(?:(?:the|these|those|my|our|all|both) (?:above |previous |earlier |first |posted |old |initial |benchmark(?:ing)? |perf(?:ormance)? |timing ){0,2}(?:numbers|figures|measurements?|timings|benchmarks?)|(?:above|previous|earlier|posted|initial|benchmark(?:ing)?|perf(?:ormance)?|my) results?|(?:results?|table) (?:above|I posted|I gave|in the description))`
const been = '(?:are|were|is|was|seem(?:ed)?(?: to be)?|turned out(?: to be)?)'
const wrong =
  '(?:wrong|invalid|bogus|outdated|out of date|obsolete|stale|incorrect|mistaken|meaningless|misleading|flawed|not (?:valid|comparable|correct)|no longer (?:valid|true|current|accurate|correct))'
/** What cannot be reproduced and is no figure. */
const mishap =
  '(?:bugs?|crash(?:es)?|issues?|failures?|problems?|errors?|hangs?|flak\\w{1,6}|deadlocks?|leaks?|races?|segfaults?|tests?|exceptions?|panics?)'

const doubts: readonly [Doubt, RegExp, string][] = [
  [
    'withdrawn',
    any(
      `\\bplease (?:ignore|disregard|forget)\\b[^.;]{0,40}\\b${figures}\\b`,
      `\\b(?:ignore|disregard|scratch|discard|forget)\\b[^.;]{0,20}\\b${these}\\b`,
      `\\b${these}(?: above| below| I posted| I gave| in the description)? ${been} (?:all |both |completely |simply |now |therefore |unfortunately ){0,2}${wrong}\\b`,
      `\\b${these}\\b[^.;]{0,30}\\b(?:no longer|do not|don't|does not|doesn't) (?:hold|apply)\\b`,
      '\\bmeasurement (?:error|mistake|bug)\\b',
      '\\b(?:bug|mistake|error|slip) in (?:my|our) (?:benchmark|bench|measurements?|timings?|script|numbers|figures)\\b',
      '\\bI (?:had )?(?:accidentally |mistakenly )?(?:measured|benchmarked|timed|compared)\\b[^.;]{0,20}\\b(?:the wrong|a debug|a stale)\\b',
      `\\b(?:retract|withdraw|take back)\\b[^.;]{0,30}\\b(?:${figures}|claim)\\b`,
    ),
    'The text takes figures back',
  ],
  [
    'disputed',
    any(
      '\\bwithin (?:the )?(?:noise|error|margin of error|measurement error|run-to-run variation)\\b',
      '\\b(?:mere|probably|just|likely|looks like|only) (?:noise|fluctuations?)\\b',
      '\\b(?:probably|likely|one of the|expected) [^.;]{0,20}\\bfalse positives?\\b',
      `\\b(?:cannot|can't|could not|couldn't|unable to|failed to|fail to|was not able to) (?:reproduce|confirm|replicate)\\b(?![^.;]{0,40}\\b${mishap}\\b)`,
      '\\bnot (?:statistically )?significant\\b',
      '\\bno (?:statistically )?significant (?:change|difference|improvement|gain)s?\\b',
      `\\b(?:doubt|question|sceptical|skeptical|suspicious|not convinced|unconvinced)\\b[^.;]{0,30}\\b(?:${figures}|gain|speed-?up|improvement|claim)\\b`,
      '\\b(?:no (?:difference|improvement|gain|speed-?up)|not faster|no faster|slower|worse|regress(?:es|ed|ion))\\b[^.;]{0,40}\\b(?:for me|on my|on our|in my|in our|locally)\\b',
      '\\b(?:for me|on my (?:machine|laptop|box|setup|hardware|gpu)|on our|locally)\\b[^.;]{0,40}\\b(?:no (?:difference|improvement|gain|speed-?up)|not faster|no faster|slower|worse|regress(?:es|ed|ion))\\b',
      "\\b(?:do not|don't|cannot|can't) (?:see|observe|measure) (?:any|the|an?|much) (?:difference|improvement|gain|speed-?up|benefit)\\b",
    ),
    'The text doubts a figure',
  ],
  [
    'sample-output',
    any(
      '\\b(?:sample|example|illustrative|mock|dummy|made-up|placeholder) (?:results?|outputs?|runs?|benchmarks?|numbers|figures|reports?)\\b',
      '\\b(?:example|sample) [a-z ]{0,30}output\\b',
      '\\b(?:prints|outputs|shows|produces|renders|reports) (?:something|a table|a report) like\\b',
      '\\bexample of (?:the|its|an?) (?:new )?(?:output|report|summary)\\b',
      '\\b(?:the|its) (?:output|report|summary) now (?:shows|contains|includes|has|lists|looks|prints)\\b',
    ),
    'The text calls what follows a sample of output',
  ],
  [
    'other-change',
    any(
      '\\b(?:compared (?:with|to)|from|of|in|by) (?:PR|pull request) ?#?\\d{2,6}:?\\s*$',
      `\\b(?:these|those|the following|the) ${figures}(?: below)? (?:${been} )?(?:taken |copied |quoted )?(?:from|of) (?:PR ?|pull request )?#\\d{2,6}\\b`,
      `\\b${figures} (?:of|from) (?:PR ?|pull request )?#\\d{2,6}:\\s*$`,
      `\\b${figures} (?:of|from) (?:the|an|my) (?:previous|earlier|other|related|parent) (?:PR|pull request|change|patch):?\\s*$`,
    ),
    'The figures that follow are those of another pull request',
  ],
]

function any(...patterns: readonly string[]): RegExp {
  return new RegExp(patterns.join('|'), 'i')
}

/** "Sample output:", "Example benchmark output", "The table now prints something like": what follows is meant, and not a file of samples. */
const introduces = /[:：]$|^\S+(?: \S+){0,5}$|\b(?:below|following|like|now|these|those)\b/i

/** Flags for a sentence, heading or caption that takes back, doubts, or sets apart the figures around it. */
export function doubtsIn(sentence: Sentence, line: number): Flag[] {
  const text = sentence.text.replace(/\s+/g, ' ').trim().slice(0, 2000)
  return doubts
    .filter(([code, pattern]) => pattern.test(text) && (code === 'withdrawn' || code === 'disputed' || introduces.test(text)))
    .map(([code, , message]) => ({ code, message: `${message}: "${text.slice(0, 160)}".`, locator: { line, text: '' } }))
}

/** Somebody else's contrary evidence, in words: "two models get clearly slower", "but binding time went up a lot". Of today, not of what was mended. */
export function objectionsIn(sentence: Sentence, line: number): Flag[] {
  const text = sentence.text.replace(/\s+/g, ' ').trim().slice(0, 2000)
  if (!objection.test(text) || ofOld.test(text)) return []
  return [{ code: 'disputed', message: `The text reports the opposite: "${text.slice(0, 160)}".`, locator: { line, text } }]
}
const objection = any(
  '\\b(?:clearly|noticeably|significantly|considerably|consistently|actually|still|even) (?:slower|worse|regress\\w{0,4})\\b',
  '\\b(?:went|has gone|have gone|goes|shot) up (?:a lot|quite a bit|noticeably|significantly|considerably|massively)\\b',
  '\\b(?:this|performance|throughput|latency|memory|it) (?:now )?(?:regresses|got (?:slower|worse)|became (?:slower|worse))\\b',
)
const ofOld = /\b(?:before|previously|used to|was|were|old|main|master|without|since (?:#|v?\d)|until|bug|issue)\b/i

import type { Flag } from '../../model.ts'
import type { Sentence } from './sentences.ts'

/** What later words of a text do to figures before them. */
type Doubt = 'withdrawn' | 'disputed' | 'sample-output' | 'other-change'

const figures = '(?:numbers?|figures?|results?|measurements?|benchmarks?|timings?|table)'
const doubts: readonly [Doubt, RegExp, string][] = [
  [
    'withdrawn',
    new RegExp(
      `\\b(?:ignore|disregard|scratch|discard)\\b[^.]{0,30}\\b${figures}\\b|\\b${figures}\\b[^.]{0,30}\\b(?:are|were|is|was|turned out(?: to be)?) (?:wrong|invalid|bogus|outdated|stale|incorrect|mistaken|not valid|no longer valid|flawed)\\b|\\bmeasurement (?:error|mistake)\\b|\\b(?:retract|withdraw)\\b[^.]{0,30}\\b(?:${figures}|claim)\\b`,
      'i',
    ),
    'The text takes figures back',
  ],
  [
    'disputed',
    /\bwithin (?:the )?(?:noise|error|margin of error|run-to-run variation)\b|\b(?:mere|probably|just) (?:noise|fluctuation)\b|\bfalse positives?\b(?! becomes)|\b(?:cannot|can't|could not|couldn't|unable to) reproduce\b|\bnot (?:statistically )?significant\b|\bno significant (?:change|difference)\b/i,
    'The text doubts a figure',
  ],
  [
    'sample-output',
    /\b(?:sample|example) (?:results?|outputs?|runs?|benchmark)\b|\b(?:example|sample) [a-z ]{0,30}output\b/i,
    'The text calls what follows a sample of output',
  ],
  [
    'other-change',
    /\b(?:compared (?:with|to)|from|of|in|by) (?:PR|pull request) ?#?\d{2,6}:?\s*$/i,
    'The figures that follow are those of another pull request',
  ],
]

/** Flags for a sentence or caption that takes back, doubts, or sets apart the figures around it. */
export function doubtsIn(sentence: Sentence, line: number): Flag[] {
  const text = sentence.text.replace(/\s+/g, ' ').trim()
  return doubts
    .filter(([, pattern]) => pattern.test(text))
    .map(([code, , message]) => ({ code, message: `${message}: "${text.slice(0, 160)}".`, locator: { line, text: '' } }))
}

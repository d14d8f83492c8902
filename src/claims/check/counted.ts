/** What a bare number counts: "4 files" is not the ledger's 4 tests. */
import type { Check } from './objection.ts'
import { textBefore } from './reading.ts'
import { stem } from './subjects.ts'

const SYNONYMS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    insertion: 'added',
    deletion: 'removed',
    process: 'run',
    trial: 'run',
    repetition: 'run',
    repeat: 'run',
    sample: 'run',
  }),
)
/** What a run is called. */
export const RUN_NOUN = /^(?:run|process|trial|repetition|repeat|sample)$/

/** "4 files" is not the ledger's 4 tests; "ten runs" is a number of runs and of nothing else. */
export const nounObjection: Check = (reading, index, fact) => {
  const numeral = reading.numerals[index]
  if (numeral === undefined || numeral.dimension !== '') return null
  const ofRuns = numeral.nouns.some((noun) => RUN_NOUN.test(noun)) || /\bn\s*=\s*$/i.test(textBefore(reading, index))
  if (fact.kind === 'runs') {
    return ofRuns ? null : { code: 'noun', weight: 4, message: `"${numeral.text}" does not count runs` }
  }
  if (reading.passage.kind === 'cell' || fact.kind === 'level') return null
  if (fact.kind !== 'count' && fact.kind !== 'stated' && fact.kind !== 'value') return null
  if (numeral.nouns.length === 0) return null
  const wanted = new Set([
    ...fact.subject.tokens,
    ...(fact.claim?.renderings ?? []).flatMap((r) =>
      r.text
        .toLowerCase()
        .split(/[\s\u00a0]+/)
        .map(stem),
    ),
  ])
  const named = numeral.nouns.some((noun) => wanted.has(stem(noun)) || wanted.has(stem(SYNONYMS.get(noun) ?? noun)))
  return named ? null : { code: 'noun', weight: 4, message: `the ledger's ${fact.low} counts ${fact.subject.text}` }
}

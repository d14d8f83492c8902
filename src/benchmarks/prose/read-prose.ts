import type { Flag } from '../../model.ts'
import { statedChanges } from './changes.ts'
import { doubtsIn } from './doubts.ts'
import type { Context, Draft, Found } from './figure.ts'
import { readProseLines } from './prose-lines.ts'
import { type ProseSource, readSentence } from './read-sentence.ts'
import { sentencesOf } from './sentences.ts'

/** Figures, stated changes and doubts of a paragraph or list item; `above` is the prose before it, which a list item continues. */
export function readProse(
  words: string,
  start: number,
  above: string,
  context: Context,
  prose: ProseSource,
): Found & { figures: Draft[]; sentences: Draft[]; flags: Flag[] } {
  const found = { figures: [] as Draft[], sentences: [] as Draft[], changes: [] as Found['changes'], flags: [] as Flag[] }
  for (const sentence of sentencesOf(words, start)) {
    // Most prose has no figures; it is read for doubts only.
    const silent = !/\d|\b(?:twice|half|double|halve)/.test(sentence.text)
    const lines = silent ? [] : readProseLines(sentence, context, prose)
    found.figures.push(...lines)
    if (lines.length === 0 && !silent) found.sentences.push(...readSentence(sentence, context, prose))
    if (!silent) found.changes.push(...statedChanges(sentence, prose.source, context, above))
    const doubts = doubtsIn(sentence, 0)
    // "The first numbers (12 ms → 3 ms) were wrong": those of this sentence, and of those before it in the same paragraph.
    if (doubts.some(({ code, message }) => code === 'withdrawn' && !/\b(?:below|following)\b/i.test(message))) {
      found.figures = found.figures.map(withoutSide)
      found.sentences = found.sentences.map(withoutSide)
    }
    const line = prose.lineOf(sentence.start)
    const text = prose.source.slice(sentence.start, sentence.start + sentence.text.length).trim()
    found.flags.push(...doubts.map((flag) => ({ ...flag, locator: { line, text } })))
  }
  return found
}

function withoutSide(one: Draft): Draft {
  const { open: _, ...rest } = one
  return { ...rest, side: 'unknown' }
}

import type { StatedChange } from '../../model.ts'
import type { Context } from './figure.ts'
import type { Sentence } from './sentences.ts'

/**
 * Changes that a sentence states without both figures: "~8 % less", "1.5% gain in throughput", "TTFT ~90%" behind an
 * arrow, "10X faster", "about twice as fast". They are kept as said; nothing is computed from them.
 */
export function statedChanges(sentence: Sentence, source: string, context: Context): StatedChange[] {
  const text = sentence.text
  if (/\?\s*$/.test(text)) return []
  const found: StatedChange[] = []
  for (const match of text.matchAll(amount)) {
    const around = text.slice(Math.max(0, match.index - 60), match.index + match[0].length + 45)
    if (!directed.test(around)) continue
    const before = text.slice(Math.max(0, match.index - 70), match.index)
    found.push({
      metric: subject(before, text.slice(match.index + match[0].length)),
      condition: context.condition,
      text: source.slice(sentence.start + match.index, sentence.start + match.index + match[0].length).trim(),
    })
  }
  return found
}

const amount =
  /(?<![\w.#-])[~≈+−-]?\s?\d{1,6}(?:\.\d{1,6})?(?:\s?[-–~]\s?\d{1,6}(?:\.\d{1,6})?)?\s?(?:%|[x×X](?![A-Za-z0-9]))(?:\s?±\s?\d{1,6}(?:\.\d{1,6})?)?|\b(?:twice|half|double[sd]?|halve[sd]?)\b/g
const directed =
  /\b(?:fast|slow|less|more\b|fewer|lower|higher|small|larger|bigger|better|worse|gain|improv|reduc|increas|decreas|speed-?up|drop|shorter|longer|regress|saving|saves|boost)|:arrow_(?:up|down):|:small_red_triangle|[↑↓🔺🔻]|size:|gzip:|cut(?:s|ting)?\b|twice as|half the|half as|of the total/iu

function subject(before: string, after: string): string {
  const lead =
    before
      .split(/[.;:,]|\band\b/)
      .filter((part) => part.trim() !== '')
      .at(-1) ?? ''
  const word = /\b(?:for|in|of|on) (?:the )?([A-Za-z][\w/ -]{2,30}?)(?:[.,;]|$| and| with)/.exec(after.slice(0, 60))?.[1]
  return (
    word ??
    lead
      .replace(/[^\p{L}\p{N}\s_/-]/gu, ' ')
      .trim()
      .split(/\s+/)
      .slice(-3)
      .join(' ')
  )
}

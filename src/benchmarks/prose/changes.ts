import type { StatedChange } from '../../model.ts'
import type { Context } from './figure.ts'
import { isQuestion } from './read-sentence.ts'
import type { Sentence } from './sentences.ts'

/**
 * Changes that a sentence states without both figures: "~8 % less", "1.5% gain in throughput", "TTFT ~90%" behind an
 * arrow, "10X faster", "about twice as fast". They are kept as said; nothing is computed from them. A list item that
 * begins with a percentage takes its direction from the line above ("2 improve: / - 13.6% on HGETALL").
 */
export function statedChanges(sentence: Sentence, source: string, context: Context, above: string): StatedChange[] {
  const { text } = sentence
  if (isQuestion(text)) return []
  const listed = /^\s*(?:[-*+•]\s+)?[~≈+−-]?\d/.test(text) && directed.test(above.slice(-200))
  const found: StatedChange[] = []
  for (const match of text.matchAll(amount)) {
    const end = match.index + match[0].length
    const around = text.slice(Math.max(0, match.index - 60), end + 45)
    if (!(directed.test(around) || (listed && found.length === 0 && match.index < 8))) continue
    if (notChange.test(around)) continue
    found.push({
      metric: subject(text.slice(Math.max(0, match.index - 70), match.index), text.slice(end, end + 60)),
      condition: context.condition,
      text: source.slice(sentence.start + match.index, sentence.start + end).trim(),
    })
  }
  return found
}

const amount =
  /(?<![\w.#-])[~≈+−-]?\s?\d{1,6}(?:\.\d{1,6})?(?:\s?[-–~]\s?\d{1,6}(?:\.\d{1,6})?)?\s?(?:%|[x×X](?![A-Za-z0-9]))(?:\s?±\s?\d{1,6}(?:\.\d{1,6})?)?|\b(?:twice|half|double[sd]?|halve[sd]?)\b|(?<![\w.#-])[~≈]?\d{1,6}(?:\.\d{1,6})? ?(?:ns|us|µs|μs|ms|s|sec|seconds|minutes|[KMG]i?B)(?= (?:faster|slower|less|more|shorter|longer|quicker|smaller|larger|saved)\b)/g
const directed =
  /\b(?:fast|slow|less|more\b|fewer|lower|higher|small|larger|bigger|better|worse|gain|improv|reduc|increas|decreas|speed-?up|drop|shorter|longer|regress|saving|saves|boost|good for|quick|win\b|perf)|:arrow_(?:up|down):|:small_red_triangle|[↑↓🔺🔻]|\bsize:|\bgzip:|\bcut(?:s|ting)?\b|twice as|half the|half as|about half|in half|by half|of the total|of throughput/iu
/** Confidence, risk, usage and thresholds are percentages too. */
const notChange =
  /\bconfidence (?:level|interval)|risk acceptance|\bof CPU time\b|\bthreshold|\bfalse positives\b|\bhalf (?:of|a)\b|99%ile/i

function subject(before: string, after: string): string {
  const parts = before.split(/[.;:,]|\band\b/).filter((part) => part.trim() !== '')
  const word = /\b(?:for|in|of|on) (?:the )?([A-Za-z][\w/ -]{2,30}?)(?:[.,;]|$| and| with)/.exec(after)?.[1]
  const lead = (parts.at(-1) ?? '').replace(/[^\p{L}\p{N}\s_/-]/gu, ' ').trim()
  return word ?? lead.split(/\s+/).slice(-3).join(' ')
}

import type { StatedChange } from '../../model.ts'
import type { Context } from './figure.ts'
import { isQuestion } from './read-sentence.ts'
import type { Sentence } from './sentences.ts'
import { subjectOf } from './subject.ts'

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
    // "40 % → 25 %": two figures, and no change.
    if (
      /^\s*(?:→|->|=>|⇒)\s*[~≈]?\d/.test(text.slice(end, end + 12)) ||
      /\d\s?[%x×]?\s*(?:→|->|=>|⇒)\s*$/.test(text.slice(Math.max(0, match.index - 10), match.index))
    )
      continue
    const [from, to] = clauseAround(text, match.index, end)
    // "from 18 % to 3 %"
    const before = text.slice(Math.max(0, match.index - 60), match.index)
    if (/\bfrom\s{1,3}[~≈]?$/i.test(before) || (/\bto\s{1,3}[~≈]?$/i.test(before) && /\bfrom\s{1,3}[~≈]?\d[\d.]*\s?[%x×]/i.test(before)))
      continue
    found.push({
      metric: subject(text.slice(Math.max(0, match.index - 70), match.index), text.slice(end, end + 60)),
      condition: context.condition,
      text: source.slice(sentence.start + from, sentence.start + to).trim(),
    })
  }
  return found
}

/** The words around an amount that belong to it: up to a comma, a colon or another figure, eight words a side at most. */
function clauseAround(text: string, start: number, end: number): [number, number] {
  const before = /(?:[^\s\d,;:.!?()[\]%"“”][^\s,;:!?()[\]%"“”]*\s+){0,8}$/.exec(text.slice(Math.max(0, start - 80), start))?.[0] ?? ''
  const after = /^(?:\s+[^\s\d,;:.!?()[\]%"“”][^\s,;:.!?()[\]%"“”]*){0,8}/.exec(text.slice(end, end + 80))?.[0] ?? ''
  const joint = /^\s*(?:and|but|so|with|of|then)\s+/.exec(before)?.[0].length ?? 0
  return [start - before.length + joint, end + after.replace(/\s+(?:and|with|of|or|by|in|for|to)\s*$/, '').length]
}

const amount =
  /(?<![\w.#-])[~≈+−-]?\s?\d{1,6}(?:\.\d{1,6})?(?:\s?[-–~]\s?\d{1,6}(?:\.\d{1,6})?)?\s?(?:%|[x×X](?![A-Za-z0-9]))(?:\s?±\s?\d{1,6}(?:\.\d{1,6})?)?|\b(?:twice|half|double[sd]?|halve[sd]?)\b|(?<![\w.#-])[~≈]?\d{1,6}(?:\.\d{1,6})? ?(?:ns|us|µs|μs|ms|s|sec|seconds|minutes|[KMG]i?B)(?= (?:faster|slower|less|more|shorter|longer|quicker|smaller|larger|saved)\b)/g
const directed =
  /\b(?:fast|slow|less|more\b|fewer|lower|higher|small|larger|bigger|better|worse|gain|improv|reduc|increas|decreas|speed-?up|drop|shorter|longer|regress|saving|saves|boost|good for|quick|win\b|perf)|:arrow_(?:up|down):|:small_red_triangle|[↑↓🔺🔻]|\bsize:|\bgzip:|\bcut(?:s|ting)?\b|twice as|half the|half as|about half|in half|by half|of the total|of throughput/iu
/** Confidence, risk, usage and thresholds are percentages too. */
const notChange =
  /\b(?:fails?|alerts?|warns?|only|even|flagged) (?:when|if)\b|\bif (?:it|the|an?)\b|\bconfidence (?:level|interval)|risk acceptance|\bof CPU time\b|\bthreshold|\bfalse positives\b|\bhalf (?:of|a)\b|99%ile/i

/** What changed: "1.5 % gain in throughput" names it behind, "TTFT drops by ~40 %" before. */
function subject(before: string, after: string): string {
  const behind = /\b(?:for|in|of|on) (?:the |all )?([A-Za-z][\w/ -]{2,30}?)(?=[.,;()]|\s*$| and | with | by | from )/.exec(after)?.[1]
  const less = /^\s*(?:less|more|fewer|lower|higher|smaller|larger) ([a-z][\w-]{2,30}(?: usage| use| time)?)/i.exec(after)?.[1]
  return behind ?? less ?? subjectOf(before.replace(/:[a-z_]+:/g, ' ').replace(/[:~≈+-]\s*$/, ''))
}

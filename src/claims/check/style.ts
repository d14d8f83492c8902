/** Suggestions: how a figure or a sentence would read better. They never block. */
import type { Finding } from './finding.ts'
import { lineAt, sourceOffset } from './flatten.ts'
import type { Page } from './page.ts'
import type { Reading } from './reading.ts'
import { unitOf } from './units.ts'

const NBSP = '\u00a0'

const SUPERLATIVE =
  /\b(?:fastest|blazing(?:ly)?|lightning|unprecedented|revolutionary|revolutionize[sd]?|game-?chang(?:ing|er)|state-of-the-art|world-class|best-in-class|cutting-edge|unmatched|unrivall?ed|unbeatable|ultimate|incredibl[ey]|amazing(?:ly)?|massive(?:ly)?|huge(?:ly)?|dramatic(?:ally)?|tremendous(?:ly)?|stunning(?:ly)?|breathtaking|phenomenal(?:ly)?|insane(?:ly)?|magical(?:ly)?|supercharge[sd]?|best ever|the best)\b/gi

/** Findings about style, with repairs where code can make them. */
export function checkStyle(page: Page, readings: readonly Reading[]): Finding[] {
  return [...readings.flatMap(superlatives), ...readings.flatMap(ambiguous), ...readings.flatMap(plainSpaces), ...rawHtml(page)]
}

/** Somebody's words are left as they are. */
function isQuoted({ quotations }: Reading, at: number): boolean {
  return quotations.some((span) => span.start <= at && at < span.end)
}

function superlatives(reading: Reading): Finding[] {
  if (reading.passage.kind === 'quotation') return []
  return [...reading.text.matchAll(SUPERLATIVE)]
    .filter((match) => !isQuoted(reading, match.index))
    .map((match) => ({
      grade: 'style',
      code: 'superlative',
      file: 'index.md',
      line: lineAt(reading.passage, match.index),
      message: `"${match[0]}" says more than a figure can. Leave it out.`,
    }))
}

/** "50 % faster" may mean half the time or two thirds of it. */
function ambiguous(reading: Reading): Finding[] {
  return reading.numerals.flatMap((numeral) => {
    const after = /^\s*(faster|slower|quicker)\b/i.exec(reading.text.slice(numeral.end, numeral.end + 24))
    const [, word = ''] = after ?? []
    if (after === null || (numeral.dimension !== '%' && numeral.dimension !== '×')) return []
    const slower = word.toLowerCase() === 'slower'
    return [
      {
        grade: 'style' as const,
        code: 'ambiguous',
        file: 'index.md',
        line: lineAt(reading.passage, numeral.start),
        message: `"${numeral.text} ${word}" can be read in two ways. Write ${readings(numeral.value, numeral.dimension === '%', slower)}.`,
      },
    ]
  })
}

/** Both readings, so that the author picks the one that was meant. */
function readings(value: number, percent: boolean, slower: boolean): string {
  const show = (n: number) => String(Number(n.toPrecision(2)))
  if (!percent)
    return slower
      ? `"${show(value)}${NBSP}× as long"`
      : `"${show(value)}${NBSP}× as fast" or "${show(100 * (1 - 1 / value))}${NBSP}% less time"`
  if (slower) return `"${show(value)}${NBSP}% more time"`
  const fast = 1 + value / 100
  return `"${show(fast)}${NBSP}× as fast" (that is ${show(100 * (1 - 1 / fast))}${NBSP}% less time) or "${show(value)}${NBSP}% less time"`
}

/** A number and its unit stay on one line: a plain space between them becomes U+00A0. */
function plainSpaces(reading: Reading): Finding[] {
  const { passage } = reading
  return [...passage.text.matchAll(/(?<=\d) (?=(%|×|[\p{L}µμ°]{1,6}(?:\/\p{L}{1,6})?)(?![\p{L}\p{N}/]))/gu)].flatMap((match) => {
    const [, unit = ''] = match
    const isUnit =
      unit === '%' ||
      unit === '×' ||
      (unitOf(unit) !== null && !/^(?:min|day|days|week|weeks|month|months|year|years|second|seconds|h|d)$/.test(unit))
    const inside =
      !isQuoted(reading, match.index) && reading.numerals.some((numeral) => numeral.start <= match.index && match.index < numeral.end)
    if (!isUnit || !inside) return []
    const at = sourceOffset(passage, match.index)
    const fix = at === null ? {} : { fix: { start: at, end: at + 1, text: NBSP } }
    const message = `A plain space stands before "${unit}"; a line may end there. Use a no-break space (U+00A0)${at === null ? '' : ': --fix does it'}.`
    return [{ grade: 'style' as const, code: 'space', file: 'index.md', line: lineAt(passage, match.index), message, ...fix }]
  })
}

function rawHtml(page: Page): Finding[] {
  return page.html.map((line) => ({
    grade: 'style',
    code: 'html',
    file: 'index.md',
    line,
    message: 'Raw HTML breaks some site generators. Use Markdown, or character references for the brackets: &lt; and &gt;.',
  }))
}

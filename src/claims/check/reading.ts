/** A passage with its sentences, numerals and words: what the checks of a numeral look at. */
import { findNumerals, mayHoldNumerals } from '../numerals.ts'
import type { Subject } from './fact.ts'
import type { Knowledge } from './knowledge.ts'
import type { Numeral } from './numeral.ts'
import type { Passage } from './page.ts'
import { type Span, sentencesIn, spanAt } from './sentences.ts'
import { isCompound, labelTokens, textTokens, type Word } from './subjects.ts'

/** A label of the ledger that stands in the text word for word. */
interface Mention extends Span {
  subject: Subject
}

export interface Reading {
  passage: Passage
  /** The passage's text with no-break spaces as spaces. */
  text: string
  sentences: Span[]
  numerals: Numeral[]
  /** Worked out when first asked for. */
  words: () => readonly Word[]
  /** Tokens of the label of a cell's row; none elsewhere. */
  rowTokens: () => ReadonlySet<string>
  /** Tokens of all words, and of the row's label. */
  tokens: () => ReadonlySet<string>
  mentions: Mention[]
  /** What stands between quotation marks, and the sources that hold it. */
  quotations: readonly (Span & { sources: readonly string[] })[]
  /** Places that hold no figures: code, names, labels, quotations that a source holds. */
  free: readonly Span[]
  known: Knowledge
}

/** Inline code that is nothing but a figure hides nothing: `61 ns`. */
const FIGURE_CODE = /^[+−-]?\d[\d,]*(?:\.\d+)?[\s\u00a0]?(?:[µμ]?\p{L}{1,3}|%|×)?(?:\/\p{L}+)?$/u

/** Reads a passage with its quotations; those that a source holds are answered for. */
export function read(passage: Passage, known: Knowledge, quotations: Reading['quotations']): Reading {
  const text = passage.text.replace(/[\u00a0\u2009\u202f]/g, ' ')
  const code = passage.marks.filter((mark) => mark.type === 'code')
  const words = once(() => textTokens(text, code))
  const rowTokens = once(() => labelTokens(passage.row?.label ?? ''))
  const tokens = once(() => new Set(words().map((word) => word.token)).union(rowTokens()))
  const mentions = mentionsIn(text, known)
  const free: Span[] = [
    ...mentions,
    ...quotations.filter((quotation) => quotation.sources.length > 0),
    ...code.filter(
      (mark) =>
        !FIGURE_CODE.test(text.slice(mark.start, mark.end)) ||
        (passage.row?.table === undefined && /^\d+$/.test(text.slice(mark.start, mark.end))),
    ),
    ...passage.marks.filter((mark) => mark.type === 'link' && /^e\d+$/.test(text.slice(mark.start, mark.end))),
    ...termsIn(text, new Set(known.ledger.terms)),
    ...(mayHoldNumerals(text) ? words() : []).filter((word) => isCompound(word.token) && known.compounds.has(word.token)),
  ]
  const inTable = passage.kind === 'cell' && passage.row !== null && passage.text !== passage.row.label
  const numerals = findNumerals(text, { free, unitOf: known.unitOf, inTable })
  return { passage, text, sentences: sentencesIn(text), numerals, words, rowTokens, tokens, mentions, quotations, free, known }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function termsIn(text: string, terms: Iterable<string>): Span[] {
  return [...terms].flatMap((term) => {
    const spans: Span[] = []
    if (term === '') return spans
    for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) spans.push({ start: at, end: at + term.length })
    return spans
  })
}

/** Labels of several words that stand in a text word for word, the longest first; a shorter one inside a longer one is none. */
function mentionsIn(text: string, known: Knowledge): Mention[] {
  const lower = text.toLowerCase()
  const found: Mention[] = []
  const taken = new Uint8Array(lower.length)
  for (const { label, subject } of known.labels) {
    for (const span of termsIn(lower, [label])) {
      const bounded = !/[\p{L}\p{N}]/u.test(lower[span.start - 1] ?? '') && !/[\p{L}\p{N}]/u.test(lower[span.end] ?? '')
      if (!bounded || taken.subarray(span.start, span.end).includes(1)) continue
      taken.fill(1, span.start, span.end)
      found.push({ ...span, subject })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

/** The spans of a sorted list that lie inside another span. */
export function inside<T extends Span>(sorted: readonly T[], start: number, end: number): T[] {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.start ?? 0) < start) low = middle + 1
    else high = middle
  }
  const found: T[] = []
  for (let i = low; i < sorted.length; i++) {
    const span = sorted[i]
    if (span === undefined || span.start >= end) break
    if (span.end <= end) found.push(span)
  }
  return found
}

/** Tokens of the words inside a span. */
export function tokensIn(reading: Reading, start: number, end: number): Set<string> {
  return new Set(inside(reading.words(), start, end).map((word) => word.token))
}

/** The text around the numeral at `index`, inside its sentence: to the numeral before, and to the one after. */
export interface Surroundings {
  sentence: Span
  left: Span
  right: Span
}

export function surroundings(reading: Reading, index: number): Surroundings {
  const numeral = reading.numerals[index]
  const at = numeral?.start ?? 0
  const sentence = spanAt(reading.sentences, at)
  const previous = reading.numerals[index - 1]
  const next = reading.numerals[index + 1]
  return {
    sentence,
    left: { start: Math.max(sentence.start, previous?.end ?? 0), end: at },
    right: { start: numeral?.end ?? 0, end: Math.min(sentence.end, next?.start ?? reading.text.length) },
  }
}

/** How far words beside a numeral reach; patterns look no further, so that none of them is slow on a long text. */
const REACH = 160

/** The text before the numeral at `index`, back to the one before it or the sentence's beginning. */
export function textBefore(reading: Reading, index: number): string {
  const { left } = surroundings(reading, index)
  return reading.text.slice(Math.max(left.start, left.end - REACH), left.end)
}

/** The text behind the numeral at `index`, up to the next one or the sentence's end. */
export function textAfter(reading: Reading, index: number): string {
  const { right } = surroundings(reading, index)
  return reading.text.slice(right.start, Math.min(right.end, right.start + REACH))
}

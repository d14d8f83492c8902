/** Quotations: every one must stand word for word in a source of the ledger, and link to that source. */
import type { Ledger } from '../../model.ts'
import { sourcesOfLink } from './citations.ts'
import type { Finding } from './finding.ts'
import { lineAt, type Mark } from './flatten.ts'
import { folded, likeness, standsIn, trimmed } from './fold.ts'
import type { Page, Passage } from './page.ts'
import { covered, type Span, sentencesIn, spanAt } from './sentences.ts'

export interface Quotation extends Span {
  passage: Passage
  text: string
  /** A block of its own; a heading may be a reviewer's question. */
  standing: 'block' | 'heading' | 'inline'
  /** Ids of the ledger's sources that hold it; empty where none does. */
  sources: string[]
}

/** The words of the ledger's sources, folded, by id. */
function sourceTexts(ledger: Ledger): Map<string, string> {
  return new Map(ledger.sources.flatMap((source) => (source.text === null ? [] : [[source.id, folded(source.text)] as const])))
}

/** All quotations of a page with the sources that hold them. */
export function quotationsOf(page: Page, ledger: Ledger): Quotation[] {
  const texts = sourceTexts(ledger)
  return page.passages.flatMap((passage) =>
    spansIn(passage).map(({ standing, ...span }) => {
      const text = passage.text.slice(span.start, span.end)
      return { ...span, passage, text, standing, sources: [...texts].filter(([, said]) => isPartOf(text, said)).map(([id]) => id) }
    }),
  )
}

type Standing = Pick<Quotation, 'start' | 'end' | 'standing'>

function spansIn(passage: Passage): Standing[] {
  if (passage.kind === 'heading' && passage.blocks.length > 1) return [{ start: 0, end: passage.text.length, standing: 'heading' }]
  if (passage.kind === 'quotation') {
    const bracket = passage.text.trimEnd().endsWith(')') ? passage.text.lastIndexOf('(') : -1
    const attributed = bracket >= 0 && passage.marks.some((mark) => mark.type === 'link' && mark.start > bracket)
    const end = attributed ? bracket : passage.text.length
    return [{ start: 0, end, standing: 'block' }]
  }
  const code = covered(
    passage.text,
    passage.marks.filter((mark) => mark.type === 'code'),
  )
  const spans: Standing[] = []
  // What curly marks open, curly marks close: straight ones between them are the quoted person's own.
  let open: { at: number; closing: string } | null = null
  for (let at = 0; at < passage.text.length; at++) {
    const character = passage.text[at]
    if (code[at] === 1) continue
    if (open === null && (character === '“' || character === '"')) open = { at: at + 1, closing: character === '“' ? '”' : '"' }
    else if (open !== null && character === open.closing) {
      if (at > open.at) spans.push({ start: open.at, end: at, standing: 'inline' })
      open = null
    }
  }
  return spans
}

/** Omissions ("…", "[…]") split a quotation into parts that follow one another. */
function isPartOf(quotation: string, said: string): boolean {
  let from = 0
  for (const part of quotation.split(/\[?(?:…|\.\.\.)\]?/)) {
    const wanted = trimmed(part)
    if (wanted === '') continue
    if (!standsIn(wanted, said.slice(from))) return false
    from = said.indexOf(wanted, from) + wanted.length
  }
  return from > 0
}

/** Said of the people and texts that a ledger has; other quotations are the writer's own affair. */
const ATTRIBUTION = /\b(?:author|reviewer|maintainer|issue|pull request|description|review|commit message)\b/i

/** So many characters are compared for all quotations of a page; real pages need a hundredth. */
const MOST_COMPARED = 20_000_000

/** A page and a ledger that together are too much to compare: anybody may push both. Null where they are not. */
export function crowdedQuotations(page: Page, ledger: Ledger): Finding | null {
  const count = page.passages.reduce((sum, passage) => sum + spansIn(passage).length, 0)
  const texts = [...ledger.sources, ...ledger.quotations].reduce((sum, { text }) => sum + (text?.length ?? 0), 0)
  if (count * texts <= MOST_COMPARED) return null
  const message = `${count} quotations cannot be held against ${texts} characters of sources, so the page was not checked. Leave some out.`
  return { grade: 'wrong', code: 'length', file: 'index.md', line: 1, message }
}

/** Findings about a page's quotations. */
export function checkQuotations(page: Page, ledger: Ledger, quotations: readonly Quotation[]): Finding[] {
  const findings: Finding[] = []
  const texts = [...sourceTexts(ledger).values()]
  for (const quotation of quotations) {
    const line = lineAt(quotation.passage, quotation.start)
    const short = quotation.text.length > 60 ? `${quotation.text.slice(0, 57)}…` : quotation.text
    if (quotation.sources.length > 0) {
      const link = linkBeside(quotation, quotations)
      const linked = link === null ? [] : sourcesOfLink(link, ledger)
      if (linked.length > 0 && !linked.some((id) => quotation.sources.includes(id))) {
        findings.push({
          grade: 'wrong',
          code: 'citation',
          file: 'index.md',
          line,
          message: `"${short}" was said in ${quotation.sources.join(', ')}; the link beside it leads to ${linked.join(', ')}. Link to [${quotation.sources[0]}].`,
        })
      }
      continue
    }
    const grade = gradeOf(quotation, page, ledger, texts, quotations)
    if (grade === null) continue
    const mend =
      grade.like === null
        ? 'Quote it word for word, say it without quotation marks, or add its source.'
        : `The source has: "${grade.like}".`
    findings.push({
      grade: grade.grade,
      code: 'quotation',
      file: 'index.md',
      line,
      message: `"${short}" stands in no source of the ledger. ${mend}`,
    })
  }
  return findings
}

/** The link that a reader takes for a quotation's source: behind it in its sentence or bracket, else before it in its sentence. */
function linkBeside(quotation: Quotation, all: readonly Quotation[]): Mark | null {
  const { passage, start, end } = quotation
  const links = passage.marks.filter((mark) => mark.type === 'link' && (mark.label !== null || mark.url?.startsWith('http') === true))
  const next = all.find((other) => other.passage === passage && other.start > end)?.start ?? passage.text.length
  const behind = links.find((mark) => mark.start >= end && mark.start < next)
  if (behind !== undefined && !/[.!?]\s+[^\s(]/.test(passage.text.slice(end, behind.start))) return behind
  const before = links.findLast((mark) => mark.end <= start)
  return before !== undefined && !/[.!?“"]\s/.test(passage.text.slice(before.end, start - 1)) ? before : null
}

interface Doubt {
  grade: 'wrong' | 'unbacked'
  /** What the source really says, where a source says something like it. */
  like: string | null
}

/** Altered words are wrong; words nobody in the ledger said are unbacked where they are given to somebody; scare quotes are neither. */
function gradeOf(quotation: Quotation, page: Page, ledger: Ledger, texts: readonly string[], all: readonly Quotation[]): Doubt | null {
  const own = trimmed(quotation.text)
  const similar = ledger.quotations.find((known) => likeness(own, folded(known.text)) >= 0.4 || likeness(trimmed(known.text), own) >= 0.4)
  if (similar !== undefined) return { grade: 'wrong', like: similar.text }
  const words = own.split(' ').length
  for (const said of texts) if (words >= 4 && likeness(own, said) >= 0.5) return { grade: 'wrong', like: null }
  const missing = ledger.quotations.find((known) => quotation.passage.blocks.includes(known.block) && !isQuoted(known.text, page))
  if (missing !== undefined && missing.text.split(/\s+/).length <= words * 2 + 1 && words <= missing.text.split(/\s+/).length * 2 + 1) {
    return { grade: 'wrong', like: missing.text }
  }
  if (linkBeside(quotation, all) !== null && quotation.standing === 'block') return { grade: 'wrong', like: null }
  if (quotation.standing === 'heading') return null
  const sentence = spanAt(sentencesIn(quotation.passage.text), quotation.start)
  const around = quotation.passage.text.slice(sentence.start, quotation.start) + quotation.passage.text.slice(quotation.end, sentence.end)
  return quotation.standing === 'block' || (words >= 4 && ATTRIBUTION.test(around)) ? { grade: 'unbacked', like: null } : null
}

function isQuoted(text: string, page: Page): boolean {
  const wanted = trimmed(text)
  return page.passages.some((passage) => standsIn(wanted, folded(passage.text)))
}

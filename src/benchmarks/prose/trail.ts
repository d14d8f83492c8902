import type { Side } from '../../model.ts'
import { type Context, joinConditions, type Open } from './figure.ts'
import { quantities } from './quantity.ts'
import { captionSide, isLabel, namesBoth, type SideNames } from './side.ts'
import { isBytes, isRate, isTime } from './unit-words.ts'

/** What was read on the way to a block: the headings above it and the labels right before it. */
export interface Trail {
  headings: { depth: number; side: Side; open: Open | null; words: string }[]
  /** A label without a side ("2x A6000, Llama 3.1 8B:"): holds like a heading until the next one. */
  topic: string
  /** A label with a side ("Before:"): holds until other prose comes. */
  side: Side
  /** What that label says besides ("3 trials"). */
  gloss: string
  open: Open | null
  caption: string
}

const noLabel = { side: 'unknown', gloss: '', open: null } as const

export function startTrail(): Trail {
  return { headings: [], topic: '', ...noLabel, caption: '' }
}

export function passHeading(trail: Trail, depth: number, written: string, names: SideNames): void {
  const text = written.replace(/\s+/g, ' ').trim()
  const template = isTemplate(text)
  const label = template || namesBoth(text) || adjective.test(text) ? null : captionSide(text, names)
  const side = label?.side ?? 'unknown'
  const words = template ? '' : side === 'unknown' ? text : (label?.rest ?? '')
  const open = side === 'unknown' && !template ? openOf(text) : null
  trail.headings = [...trail.headings.filter((heading) => heading.depth < depth), { depth, side, open, words }]
  Object.assign(trail, { topic: '', ...noLabel, caption: text })
}

/** The word by which a caption is a side beside its counterpart; null for none, and for both ("old and new"). */
function openOf(text: string): Open | null {
  if (/^without \S+/i.test(text)) return text.split(/\s+/).length <= 5 ? 'without' : null
  const [old, fresh, current] = [
    /\b(?:before|old|previous|original|existing|prior)\b/i,
    /\b(?:after|new|updated|improved|resulting)\b/i,
    /\bcurrent(?:ly)?\b/i,
  ].map((word) => word.test(text))
  if ([old, fresh, current].filter(Boolean).length !== 1) return null
  return old ? 'old' : fresh ? 'new' : 'current'
}

/** "Main optimizations", "New API": there the word is an adjective. "Old kernel" may be one; in doubt it is no side. */
const adjective =
  /\b(?:main|new|old|original|base|feature|head|previous|updated?|optimi[sz]ed|reference|stock)\s+(?!branch|version|code|implementation|results?|runs?|behaviou?r|commit|build|numbers?|benchmark|output|profile)[a-z]/i

/** Prose before a block. A label sets a side or a topic; other prose ends a side. */
export function passProse(trail: Trail, text: string, beforeBlock: boolean, names: SideNames): void {
  const last = (text.trim().split(/\n/).at(-1) ?? '').replace(/^\s*(?:[-*+•]|\d{1,2}[.)])\s+/, '').trim()
  // The last sentence of a paragraph that ends with a colon is the caption of what follows.
  const caption = last.split(/(?<=[.!?])\s+/).at(-1) ?? ''
  trail.caption = text.trim().split(/\n/).slice(-3).join(' ')
  // A sentence with a figure of its own is no label of other figures.
  const figures = /[:：]$/.test(caption) ? [] : quantities(caption).filter(({ unit }) => isTime(unit) || isRate(unit) || isBytes(unit))
  const states = figures.length > 0 && (verb.test(caption) || captionSide(caption, names).side !== 'unknown')
  if (
    !beforeBlock ||
    states ||
    !(isLabel(caption) || saysSide(caption) || (openOf(caption) !== null && caption.split(/\s+/).length <= 12))
  ) {
    Object.assign(trail, noLabel)
    return
  }
  const both = namesBoth(caption) && !/\b(?:before|after|with|without)\b/i.test(caption)
  const label = both ? null : captionSide(caption, names)
  const words = caption
    .replace(/\s+/g, ' ')
    .replace(/ ?[:：]$/, '')
    .trim()
  if (label !== null && label.side !== 'unknown') Object.assign(trail, { ...noLabel, side: label.side, gloss: label.rest })
  else if (openOf(words) !== null && trail.headings.every((one) => one.side === 'unknown'))
    Object.assign(trail, { ...noLabel, gloss: words, open: openOf(words) })
  else {
    const says = !isTemplate(caption) && !/\d ?%|:.*\d/.test(words) && !/[.!?]$/.test(caption) && words.split(/\s+/).length <= 10
    Object.assign(trail, { ...noLabel, topic: says ? words : '' })
  }
}

const verb = /\b(?:is|was|are|were|has|takes?|took|needs?|uses?|used|went|goes|drops?|dropped|fell|rose|gets?|got|runs?|ran)\b/i

/** A sentence that ends without a colon and still says whose figures follow: "These are the sizes before my changes." */
function saysSide(caption: string): boolean {
  return (
    /\b(?:before|after|with|without) (?:this|my|the|these) (?:pr|pull request|changes?|patch|commit|branch|fix)\b|\bbefore[.:]?$|\bafter[.:]?$/i.test(
      caption,
    ) &&
    !/\bcompar|\bversus\b|\bvs\b/i.test(caption) &&
    caption.split(/\s+/).length <= 24
  )
}

/** Headings and summaries in raw HTML: `<h4>webpack</h4>`, `<summary>Before</summary>`. */
export function passHtml(trail: Trail, html: string, names: SideNames): void {
  // The end of a summary's block ends what it said.
  if (/<\/details/i.test(html)) {
    Object.assign(trail, { headings: trail.headings.filter((heading) => heading.depth < summaryDepth), topic: '', ...noLabel })
  }
  for (const match of html.matchAll(/<(h([1-6])|summary)[^<>]{0,200}>([^<>]{1,120})<\//gi)) {
    passHeading(trail, match[2] === undefined ? summaryDepth : Number(match[2]), (match[3] ?? '').trim(), names)
  }
}

/** Below every heading, so that one summary ends the other and `</details>` ends it. */
const summaryDepth = 7

/** The context that headings and labels give to the next block. */
export function contextOf(trail: Trail): Context {
  const heading = trail.headings.findLast((one) => one.side !== 'unknown') ?? trail.headings.findLast((one) => one.open !== null)
  const topics = trail.headings.filter((one) => one !== heading).map((one) => one.words)
  const labelled = trail.side !== 'unknown' || trail.open !== null
  return {
    side: labelled ? trail.side : (heading?.side ?? 'unknown'),
    gloss: labelled ? trail.gloss : (heading?.words ?? ''),
    open: labelled ? trail.open : (heading?.open ?? null),
    condition: joinConditions(...topics, labelled ? (heading?.words ?? '') : '', trail.topic),
    caption: trail.caption,
  }
}

/** Headings of pull-request templates: they say nothing about a figure. */
function isTemplate(text: string): boolean {
  return template.test(
    text
      .replace(/[^\p{L}\p{N} /&]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
}
const template =
  /^(?:pr (?:title|description|checklist|summary|body|type|template)|(?:unit |e2e )?tests?(?:ing)?(?: plans?| results?| plan test results?| coverage| plan & test results?| plan & results?)?|purpose|summary|description|motivation(?: and context)?|modifications?|changes?|(?:benchmark|perf(?:ormance)?|test|profiling|evaluation)?\s?(?:results?|numbers?|benchmark(?:s|ing)?(?: results?)?|comparisons?)|benchmark(?:s|ing)?(?: and profiling| & profiling)?|perf(?:ormance)?(?: tests?)?|output|checklist|notes?|background|context|overview|details?|what(?: does this pr do)?|why|how|sample results?|the result|accuracy tests?|measurements?|data|numbers?|figures?|compar(?:e|ison)|(?:see )?(?:more )?details?|raw (?:data|output|results?)|before and after|types of changes|todo)$/i

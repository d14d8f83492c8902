import { isUnit } from './unit-words.ts'

/** Words that name nothing: verbs, articles, hedges, and the words for the sides. */
const noise = new Set(
  `the a an and of is are was were be been being has have had takes took take taking needs needed need only about around roughly now
  it its this that these those with for to from at in on by than then per just so goes go went going drops drop dropped gets get got
  down up reports reported measured version implementation one our we i my which also still even some approximately before after
  previously main master baseline branch pr they them there here will would can could should down uses used reduced reduces increase
  increased fell fall falls rose rise rises grew grows shrank shrinks became becomes previous earlier former improves improved improve cut cuts lowers lowered brings brought
  regresses regressed decreases decreased it's we're they're there's use using under over doubles doubled halves halved triples faster slower smaller larger bigger tl;dr currently yes no instead rather again back made makes make`.split(
    /\s+/,
  ),
)

/** What a figure is about: the last noun phrase before it, without verbs and small words; empty when there is none. */
export function subjectOf(lead: string): string {
  const phrases = lead
    .replace(/\([^()]{0,80}\)/g, ' ')
    .replace(/[`*"“”~≈<>()[\]]/g, ' ')
    .split(/[.;:,](?=\s|$)|\b(?:and|while|but|where|which)\b/)
  const phrase = phrases.filter((part) => /[A-Za-z]/.test(part)).at(-1) ?? ''
  // "in a trace of 500 steps the copy": what follows the last article.
  const text =
    phrase
      .split(/\b(?:the|an?|our|this|its)\s/i)
      .filter((part) => /[A-Za-z]/.test(part))
      .at(-1) ?? ''
  // "busbw at 128 MB": a size says where, and its unit is no name.
  const words = text
    .replace(/(?<![\w.-])\d[\d.,]{0,15} ?([A-Za-z%/]{1,12})(?![\w/])/g, (quantity, unit) => (isUnit(unit) ? ' ' : quantity))
    .split(/\s+/)
    .filter((word) => /[A-Za-z]/.test(word) && !noise.has(word.toLowerCase()))
  return words
    .slice(-5)
    .join(' ')
    .replace(/[^\p{L}\p{N})\]%]+$/u, '')
}

/** A new draft and a person's edits in one text (DESIGN §6): nothing a person wrote is lost, what nobody touched is updated. */
import { KnownError } from '../errors.ts'
import { limit } from '../policy/limits.ts'
import { mergeBody } from './body.ts'
import { mergeFrontMatter, splitFrontMatter } from './front-matter.ts'

export interface Texts {
  /** The draft as it was last written; null when that is not known any more. */
  base: string | null
  /** The text as it is now. */
  ours: string
  /** The new draft. */
  theirs: string
}

/** New text for a place that a person edited: offered, not written. */
export interface Proposal {
  /** The heading it stands under, "the lead", or "the front matter, KEY". */
  where: string
  /** Markdown or YAML of the draft. */
  text: string
}

export interface Merged {
  markdown: string
  proposals: Proposal[]
}

/** Characters of a text: four times what a page that can be checked may have. */
const LONGEST = 256 * 1024

/** Merges; the same three texts give the same bytes, and `ours` comes back as it is where the draft brings nothing new. */
export function merge({ base, ours, theirs }: Texts): Merged {
  if (base === theirs || ours === theirs) return { markdown: ours, proposals: [] }
  // An editor on Windows may have changed every line break; that is no edit of a person.
  const [was, own, fresh] = [base === null ? null : unified(base), unified(ours), unified(theirs)]
  // What a person may push is bounded before it is parsed: a parser takes minutes for lists in lists in lists.
  const isLong = [was ?? '', own, fresh].some((text) => limit(text, LONGEST).notices.length > 0)
  const [old, mine, draft] = isLong ? [null, null, null] : [was === null ? null : parts(was), parts(own), parts(fresh)]
  if (mine === null || draft === null) return { markdown: ours, proposals: [{ where: 'the whole page', text: fresh.trimEnd() }] }
  const matter = mergeFrontMatter({ base: old?.matter ?? null, ours: mine.matter, theirs: draft.matter })
  const body = mergeBody({ base: old?.body ?? null, ours: mine.body, theirs: draft.body })
  const gap = matter.markdown !== '' && body.markdown !== '' && !body.markdown.startsWith('\n') ? '\n' : ''
  const markdown = `${matter.markdown}${gap}${body.markdown}`
  return {
    markdown: markdown === own || markdown === `${mine.matter}${gap}${mine.body}` ? ours : markdown,
    proposals: [...matter.proposals, ...body.proposals],
  }
}

function unified(text: string): string {
  return text.replaceAll('\r\n', '\n')
}

/** Null where the front matter is broken, for instance half edited: then nothing of the text is touched. */
function parts(markdown: string): { matter: string; body: string } | null {
  try {
    return splitFrontMatter(markdown)
  } catch (error) {
    if (error instanceof KnownError) return null
    throw error
  }
}

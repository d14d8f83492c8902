/** Untrusted Markdown, rebuilt rather than cleaned (TRUST §3): parsed, copied by an allow list, neutralised, printed, compared. */
import type { PhrasingContent, Root } from 'mdast'

export interface Rebuilt {
  /** Only headings, paragraphs, lists, quotations, tables, code, emphasis and https links. */
  root: Root
  /** `root` as Markdown; parsing it gives `root` again. */
  markdown: string
  /** What was cut, in sentences. */
  notices: string[]
}

/** Rebuilds a document that somebody else wrote. The same text always gives the same answer, and rebuilding it again changes nothing. */
export function rebuild(_markdown: string): Rebuilt {
  throw new Error('being written')
}

/** Words as they may stand in our Markdown: whatever would become a mention, reference, link or commit id is inline code. */
export function neutralise(_text: string): PhrasingContent[] {
  throw new Error('being written')
}

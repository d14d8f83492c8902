/**
 * Untrusted Markdown, rebuilt rather than cleaned (TRUST §3): bounded, parsed, copied by an allow list, its words made
 * harmless, printed, and parsed again to see that the reader of the print sees exactly that tree.
 */
import type { Root, RootContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import { allowed } from './allow-list.ts'
import { cleanText } from './clean-text.ts'
import { limit } from './limits.ts'

export { neutralise } from './neutralise.ts'

export interface Rebuilt {
  /** Only headings, paragraphs, lists, quotations, tables, code, emphasis and https links; no positions. */
  root: Root
  /** `root` as Markdown; parsing it gives `root` again. */
  markdown: string
  /** What was cut, in sentences. */
  notices: string[]
}

const parser = unified().use(remarkParse).use(remarkGfm).freeze()

const printer = unified()
  .use(remarkStringify, { bullet: '-', rule: '-', fences: true, resourceLink: true, listItemIndent: 'one', emphasis: '*', strong: '*' })
  // One long cell would make every row of a padded table as long.
  .use(remarkGfm, { tablePipeAlign: false })
  .freeze()

/** Rebuilds a document that somebody else wrote. The same text always gives the same answer, and rebuilding it again changes nothing. */
export function rebuild(markdown: string): Rebuilt {
  const { markdown: bounded, notices } = limit(cleanText(markdown))
  const children = parser.parse(bounded)
  const root = settled(allowed(children))
  return { root, markdown: print(root), notices }
}

/**
 * A tree that survives being printed and read. Most do at once or after a second round (an emphasis that could not be
 * printed where it stood becomes text); a block that does not settle is kept as code, in which nothing has a meaning.
 */
function settled(first: Root): Root {
  let root = first
  for (let round = 0; round < 4; round++) {
    const again = read(print(root))
    if (same(root, again)) return root
    root = again
  }
  const blocks = root.children.map((block): RootContent => {
    const alone: Root = { type: 'root', children: [block] }
    return same(alone, read(print(alone))) ? block : asCode(block)
  })
  const mended: Root = { type: 'root', children: blocks }
  return same(mended, read(print(mended))) ? mended : { type: 'root', children: root.children.map(asCode) }
}

function asCode(block: RootContent): RootContent {
  return block.type === 'code' ? block : { type: 'code', lang: null, meta: null, value: plainText(block) }
}

function read(markdown: string): Root {
  return allowed(parser.parse(markdown))
}

function print(root: Root): string {
  return printer.stringify(root)
}

function same(one: Root, other: Root): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

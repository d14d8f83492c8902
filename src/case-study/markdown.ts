/**
 * The portable dialect (SHOWCASE): one Markdown that eight site generators show alike. Outside code `{ } < >` are
 * character references, since MDX runs expressions even in headings and VitePress evaluates braces.
 */
import type { Root } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { defaultHandlers, toMarkdown } from 'mdast-util-to-markdown'

const REFERENCES: Readonly<Record<string, string>> = { '{': '&#123;', '}': '&#125;', '<': '&lt;', '>': '&gt;' }

/** Prints an entry's tree. */
export function printMarkdown(root: Root): string {
  return toMarkdown(root, {
    bullet: '-',
    emphasis: '*',
    fence: '`',
    fences: true,
    rule: '-',
    resourceLink: true,
    tightDefinitions: true,
    extensions: [gfmToMarkdown({ tablePipeAlign: false })],
    handlers: {
      text(node, parent, state, info) {
        return defaultHandlers
          .text(node, parent, state, info)
          .replace(/\\?([{}<>])/g, (_, character: string) => REFERENCES[character] ?? character)
      },
    },
  })
}

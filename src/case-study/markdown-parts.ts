/** Markdown of reports (a job summary, a check), built as a tree and printed, so that nobody's words become markup. */
import type { BlockContent, PhrasingContent, RootContent } from 'mdast'
import { cleanText } from '../policy/clean-text.ts'
import { neutralise } from '../policy/neutralise.ts'
import { printMarkdown } from './markdown.ts'

/** A string is anybody's words. */
export type Part = string | PhrasingContent

export function paragraph(...parts: readonly Part[]): RootContent {
  return { type: 'paragraph', children: phrasing(parts) }
}

export function heading(depth: 2 | 3, text: string): RootContent {
  return { type: 'heading', depth, children: phrasing([text]) }
}

export function list(items: readonly (readonly Part[])[]): RootContent {
  const children = items.map((parts) => ({ type: 'listItem' as const, children: [paragraph(...parts) as BlockContent] }))
  return { type: 'list', ordered: false, spread: false, children }
}

/** A link to the web; anything else is only its words. */
export function link(url: string, text: string): PhrasingContent {
  const words = single(text)
  if (!/^https?:\/\/[^\s<>"\\]+$/.test(url)) return { type: 'inlineCode', value: words }
  return { type: 'link', url, children: [{ type: 'text', value: words }] }
}

export function code(text: string): PhrasingContent {
  return { type: 'inlineCode', value: single(text) }
}

export function print(children: readonly RootContent[]): string {
  return printMarkdown({ type: 'root', children: [...children] })
}

function phrasing(parts: readonly Part[]): PhrasingContent[] {
  return parts.flatMap((part) => (typeof part === 'string' ? neutralise(single(part)) : [part]))
}

function single(text: string): string {
  return cleanText(text).replaceAll(/(?<!\s)\s*\n\s*/g, ' ')
}

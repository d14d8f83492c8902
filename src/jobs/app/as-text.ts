/** A fault's words for a comment or a check: they name what others wrote, and nothing of it mentions, links or commands. */
import { printMarkdown } from '../../case-study/markdown.ts'
import { neutralise } from '../../policy/neutralise.ts'

/** Markdown that reads as the words do. */
export function asText(words: string): string {
  const paragraphs = words.split(/\n{2,}/).map((text) => ({ type: 'paragraph' as const, children: neutralise(text) }))
  return printMarkdown({ type: 'root', children: paragraphs }).trim()
}

/** What a README says first about its project, as plain text. */
import type { Paragraph, PhrasingContent, RootContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'

/** Introductions stand at the top; parsing more of somebody's file would only cost time. */
const beginning = 16_384
const longest = 300

/**
 * The first sentence that introduces the project, or null. A sentence that begins with its name and says what it *is*
 * wins over whatever stands above it (news, slogans); badges, images, HTML, headings and lines of links are skipped.
 */
export function introduction(readme: string, repositoryName: string): string | null {
  const root = unified().use(remarkParse).use(remarkGfm).parse(readme.slice(0, beginning))
  const sentences = root.children.flatMap((node) => (node.type === 'paragraph' ? (sentenceOf(node) ?? []) : []))
  const name = repositoryName.split('/').at(-1)?.toLowerCase() ?? ''
  return sentences.find((sentence) => introduces(sentence, name)) ?? sentences[0] ?? null
}

function introduces(sentence: string, name: string): boolean {
  const words = sentence.toLowerCase()
  const start = words.startsWith('the ') ? 4 : 0
  const verb = / (?:is|are|provides|implements|lets|helps|makes|brings|offers|contains) /.exec(words)
  return name !== '' && words.startsWith(name, start) && verb !== null && verb.index <= start + name.length + 30
}

function sentenceOf(paragraph: Paragraph): string | null {
  const words = paragraph.children.filter((node) => node.type !== 'html' && node.type !== 'image' && node.type !== 'imageReference')
  const text = tidy(words)
  // A directive or a substitution of reStructuredText, a line of a menu, a slogan of two words.
  if (/^(?:\.\.|\||:\w+:)/.test(text) || text.split(' ').length < 4) return null
  const linked = tidy(words.filter(({ type }) => type === 'link' || type === 'linkReference'))
  if (linked.length > text.length / 2) return null
  const sentence = firstSentence(text)
  // What ends in a colon leads to a list.
  return sentence.length > longest || sentence.endsWith(':') ? null : sentence
}

function tidy(nodes: readonly (PhrasingContent | RootContent)[]): string {
  return nodes
    .map((node) => (node.type === 'break' ? ' ' : plainText(node, { includeImageAlt: false, includeHtml: false })))
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Up to a full stop that a capital letter or nothing follows, unless it ends an abbreviation. */
function firstSentence(text: string): string {
  for (const match of text.matchAll(/[.!?](?=\s+[\p{Lu}\p{N}"“(]|$)/gu)) {
    const sentence = text.slice(0, match.index + 1)
    if (!/(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|resp|no|dr|mr|ms|st)|\b[A-Z])\.$/i.test(sentence) || match.index + 1 === text.length)
      return sentence
  }
  return text
}

/**
 * An entry as a GitHub job summary: no pictures (SVG is stripped there) but Mermaid diagrams in their place, and no
 * links into the entry's folder, which lead nowhere from there.
 */
import type { Definition, Nodes, Root, RootContent } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { printMarkdown } from './markdown.ts'

export interface SummaryInput {
  /** Of `index.md`, front matter and all. */
  markdown: string
  title: string
  /** Mermaid diagrams, without fences. */
  diagrams: readonly string[]
  /** Everything, or what stands before the first heading: the lead, the chart, the table. */
  extent: 'whole' | 'lead'
}

const parser = unified().use(remarkParse).use(remarkGfm).freeze()

/** Markdown for the summary. */
export function entrySummary({ markdown, title, diagrams, extent }: SummaryInput): string {
  const { children } = parser.parse(withoutFrontMatter(markdown))
  const targets = new Map(
    children.filter((node): node is Definition => node.type === 'definition').map((node) => [node.identifier, node.url]),
  )
  const end = extent === 'lead' ? children.findIndex((node) => node.type === 'heading') : -1
  const shown = end < 0 ? children : [...children.slice(0, end), ...children.filter((node) => node.type === 'definition')]
  const charts = diagrams.map((value): RootContent => ({ type: 'code', lang: 'mermaid', value }))
  const hasPicture = shown.some(isPicture)
  const body = shown.flatMap((node) =>
    isPicture(node) ? charts : node.type === 'definition' && !isWeb(node.url) ? [] : [freed(node, targets)],
  )
  const root: Root = {
    type: 'root',
    children: [{ type: 'heading', depth: 2, children: [{ type: 'text', value: title }] }, ...(hasPicture ? [] : charts), ...body],
  }
  return printMarkdown(root)
}

function withoutFrontMatter(markdown: string): string {
  const end = markdown.startsWith('---\n') ? markdown.indexOf('\n---\n', 3) : -1
  return end < 0 ? markdown : markdown.slice(end + '\n---\n'.length)
}

function isPicture(node: RootContent): boolean {
  return node.type === 'paragraph' && node.children.length === 1 && node.children[0]?.type === 'image'
}

function isWeb(url: string): boolean {
  return url.startsWith('https://')
}

/** A copy in which links into the folder are only their words, and headings are a step lower than the title. */
function freed<Node extends Nodes>(node: Node, targets: ReadonlyMap<string, string>): Node {
  if (!('children' in node)) return node
  const children = (node.children as Nodes[]).flatMap((child): Nodes[] => {
    if (child.type === 'image' || child.type === 'html') return []
    const copy = freed(child, targets)
    const url = copy.type === 'link' ? copy.url : copy.type === 'linkReference' ? (targets.get(copy.identifier) ?? '') : null
    return url !== null && !isWeb(url) && 'children' in copy ? copy.children : [copy]
  })
  const depth = node.type === 'heading' ? { depth: Math.min(6, node.depth + 1) } : {}
  return { ...node, ...depth, children } as Node
}

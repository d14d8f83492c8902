/** Somebody's Markdown tree, copied by an allow list: what is not named here does not exist. */
import type { Nodes, Parent, PhrasingContent, Root, RootContent, TableCell, TableRow } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { htmlText } from './html-text.ts'
import { neutralise } from './neutralise.ts'

/** Addresses by label, for links whose address stands elsewhere in the document. */
export type Definitions = ReadonlyMap<string, string>

const deepest = 24

/** The same document of headings, paragraphs, lists, quotations, tables, code, emphasis and https links alone. */
export function allowed(root: Root): Root {
  const definitions = new Map<string, string>()
  for (const node of root.children) if (node.type === 'definition') definitions.set(node.identifier, node.url)
  return { type: 'root', children: blocks(root.children, definitions, 0) }
}

function blocks(nodes: readonly RootContent[], definitions: Definitions, depth: number): RootContent[] {
  return nodes.flatMap((node) => block(node, definitions, depth))
}

function block(node: RootContent, definitions: Definitions, depth: number): RootContent[] {
  if (depth > deepest) return paragraph(neutralise(plainText(node)))
  switch (node.type) {
    case 'paragraph':
      return paragraph(phrasing(node.children, definitions))
    case 'heading': {
      const children = oneLine(phrasing(node.children, definitions))
      return children.length > 0 ? [{ type: 'heading', depth: node.depth, children }] : []
    }
    case 'blockquote': {
      const children = blocks(node.children, definitions, depth + 1)
      return children.length > 0 ? [{ type: 'blockquote', children: children as never[] }] : []
    }
    case 'list': {
      const items = node.children.map((item) => ({ item, children: blocks(item.children, definitions, depth + 1) }))
      const kept = items.filter(({ children }) => children.length > 0)
      if (kept.length === 0) return []
      const children = kept.map((one) => ({
        type: 'listItem' as const,
        spread: false,
        checked: one.children[0]?.type === 'paragraph' ? (one.item.checked ?? null) : null,
        children: one.children as never[],
      }))
      return [
        {
          type: 'list',
          ordered: node.ordered === true,
          start: node.ordered ? Math.min(node.start ?? 1, 999) : null,
          spread: false,
          children,
        },
      ]
    }
    case 'table':
      return [{ type: 'table', align: node.align ?? [], children: node.children.map((row) => tableRow(row, definitions)) }]
    case 'code':
      return node.value.trim() === '' ? [] : [{ type: 'code', lang: language(node.lang), meta: null, value: node.value }]
    case 'html':
      return htmlText(node.value).flatMap(({ pre, text }): RootContent[] =>
        pre ? [{ type: 'code', lang: null, meta: null, value: text }] : paragraph(neutralise(text)),
      )
    case 'footnoteDefinition':
      return blocks(node.children, definitions, depth + 1)
    default:
      return []
  }
}

function paragraph(children: PhrasingContent[]): RootContent[] {
  const kept = trimmed(children)
  return kept.length > 0 ? [{ type: 'paragraph', children: kept }] : []
}

function tableRow(row: TableRow, definitions: Definitions): TableRow {
  const children = row.children.map((cell): TableCell => ({ type: 'tableCell', children: oneLine(phrasing(cell.children, definitions)) }))
  return { type: 'tableRow', children }
}

function language(lang: string | null | undefined): string | null {
  return lang && /^[A-Za-z0-9+#.-]{1,20}$/.test(lang) ? lang : null
}

function phrasing(nodes: readonly PhrasingContent[], definitions: Definitions): PhrasingContent[] {
  return merged(nodes.flatMap((node) => inline(node, definitions)))
}

function inline(node: PhrasingContent, definitions: Definitions): PhrasingContent[] {
  switch (node.type) {
    case 'text':
      return [{ type: 'text', value: node.value }]
    case 'inlineCode': {
      const value = node.value.replaceAll(/\s+/g, ' ').trim()
      return value === '' ? [] : [{ type: 'inlineCode', value }]
    }
    case 'emphasis':
    case 'strong':
    case 'delete': {
      const children = phrasing(node.children, definitions)
      return trimmed(children).length > 0 ? [{ type: node.type, children }] : children
    }
    case 'link':
      return link(node.url, phrasing(node.children, definitions))
    case 'linkReference':
      return link(definitions.get(node.identifier) ?? '', phrasing(node.children, definitions))
    case 'image':
    case 'imageReference':
      return node.alt ? [{ type: 'text', value: node.alt }] : []
    case 'break':
      return [{ type: 'text', value: '\n' }]
    case 'html':
      return /^<br\b/i.test(node.value) ? [{ type: 'text', value: '\n' }] : []
    default:
      return []
  }
}

/** Links lead to https addresses in plain ASCII without a user name, and never where GitHub would note the visit. */
function link(url: string, children: PhrasingContent[]): PhrasingContent[] {
  return isSafeLink(url) && trimmed(children).length > 0
    ? [{ type: 'link', url: new URL(url).href, title: null, children: trimmed(children) }]
    : children
}

function isSafeLink(url: string): boolean {
  if (!/^https:\/\/[\x21-\x7e]+$/i.test(url) || !URL.canParse(url)) return false
  const { username, password, hostname, pathname } = new URL(url)
  // A link to an issue, a pull request or a commit makes GitHub write "mentioned this" there.
  const noted = /(?:^|\.)github\.com$/.test(hostname) && /^\/[^/]+\/[^/]+\/(?:issues|pull|discussions|commit)\//.test(pathname)
  return username === '' && password === '' && hostname.includes('.') && !noted
}

/** Neighbours of one kind become one node, and text becomes harmless. */
function merged(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const joined: PhrasingContent[] = []
  for (const node of joinNeighbours(nodes)) joined.push(...(node.type === 'text' ? neutralise(node.value) : [node]))
  return joinNeighbours(joined)
}

function joinNeighbours(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const joined: PhrasingContent[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if ((node.type === 'text' || node.type === 'inlineCode') && last?.type === node.type)
      joined[joined.length - 1] = { ...last, value: last.value + node.value }
    else joined.push(node)
  }
  return joined
}

/** Markdown has no white space at the ends of a paragraph. */
function trimmed(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const children = [...nodes]
  for (let first = children[0]; first?.type === 'text'; first = children[0]) {
    const value = first.value.trimStart()
    if (value !== '') {
      children[0] = { ...first, value }
      break
    }
    children.shift()
  }
  for (let last = children.at(-1); last?.type === 'text'; last = children.at(-1)) {
    const value = last.value.trimEnd()
    if (value !== '') {
      children[children.length - 1] = { ...last, value }
      break
    }
    children.pop()
  }
  return children
}

/** Headings and cells are one line. */
function oneLine(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  return trimmed(nodes).map((node) => flattened(node))
}

function flattened<Node extends Nodes>(node: Node): Node {
  if (node.type === 'text')
    return {
      ...node,
      value: node.value
        .split('\n')
        .map((line, index) => (index === 0 ? line.trimEnd() : line.trim()))
        .join(' '),
    }
  return 'children' in node ? { ...node, children: (node as Parent).children.map((child) => flattened(child)) } : node
}

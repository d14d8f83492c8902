/** The inline part of the allow list: what may stand inside a paragraph, a heading or a cell. */
import type { Nodes, Parent, PhrasingContent } from 'mdast'
import { neutralise } from './neutralise.ts'

/** Addresses by label, for links whose address stands elsewhere in the document. */
export type Definitions = ReadonlyMap<string, string>

/** Words, code, emphasis and https links; everything else as its words. */
export function phrasing(nodes: readonly PhrasingContent[], definitions: Definitions): PhrasingContent[] {
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
export function trimmed(nodes: readonly PhrasingContent[]): PhrasingContent[] {
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
export function oneLine(nodes: readonly PhrasingContent[]): PhrasingContent[] {
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

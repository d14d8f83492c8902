/** Somebody's Markdown tree, copied by an allow list: what is not named here does not exist. */
import type { PhrasingContent, Root, RootContent, TableCell, TableRow } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { type Definitions, oneLine, phrasing, trimmed } from './allow-phrasing.ts'
import { htmlText } from './html-text.ts'
import { neutralise } from './neutralise.ts'

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

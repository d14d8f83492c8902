/**
 * An entry's Markdown as HTML that asks for nothing: raw HTML is dropped, pictures are put in as data, links lead only to
 * the web or beside the entry. Tables get header scopes and a box of their own to scroll in.
 */
import type { Element, ElementContent, Root } from 'hast'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { SKIP, visit } from 'unist-util-visit'
import { element } from './element.ts'

export interface BodyInput {
  markdown: string
  title: string
  /** Data URLs of the pictures beside the entry, by their path in it. */
  pictures: ReadonlyMap<string, string>
  /** What goes before links into the entry's folder: "./sharding-one-lock/". */
  folder: string
}

export interface Body {
  /** Everything before the first picture, table or heading. */
  lead: ElementContent[]
  rest: ElementContent[]
}

/** The Markdown's elements, lead and rest apart. A first heading that repeats the title is left out. */
export function body(input: BodyInput): Body {
  const processor = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).use(remarkRehype)
  const tree: Root = processor.runSync(processor.parse(input.markdown))
  visit(tree, 'element', (node, index, parent) => {
    if (node.tagName === 'img') return replace(parent, index, picture(node, input.pictures))
    if (node.tagName === 'a') link(node, input.folder)
    // Not skipped: the links and pictures in its cells come next.
    if (node.tagName === 'table') replace(parent, index, scrolling(table(node)))
    if (node.tagName === 'pre') node.properties.tabIndex = 0
    return undefined
  })
  const blocks = tree.children
    .filter((node): node is ElementContent => node.type !== 'doctype' && !(node.type === 'text' && node.value.trim() === ''))
    .filter((node, index) => !(index === 0 && isElement(node, 'h1') && words(node) === input.title))
    .map((node) => (isElement(node, 'h1') ? { ...node, tagName: 'h2' } : node))
    .map(figure)
  const cut = blocks.findIndex((node) => node.type === 'element' && node.tagName !== 'p')
  return cut < 0 ? { lead: blocks, rest: [] } : { lead: blocks.slice(0, cut), rest: blocks.slice(cut) }
}

function replace(parent: Root | Element | undefined, index: number | undefined, node: Element): typeof SKIP {
  if (parent !== undefined && index !== undefined) parent.children[index] = node
  return SKIP
}

function isElement(node: ElementContent, tagName: string): node is Element {
  return node.type === 'element' && node.tagName === tagName
}

/** The text inside a node, without marks. */
function words(node: ElementContent): string {
  return node.type === 'text' ? node.value : node.type === 'element' ? node.children.map(words).join('').trim() : ''
}

/** A picture beside the entry as data; any other is named, never fetched. */
function picture(node: Element, pictures: ReadonlyMap<string, string>): Element {
  const alt = String(node.properties.alt ?? '')
  const data = pictures.get(String(node.properties.src ?? '').replace(/^\.\//, ''))
  if (data !== undefined) return element('img', { src: data, alt })
  return element('span', { className: ['missing'] }, `Picture not shown, it is not beside the entry${alt === '' ? '' : `: ${alt}`}`)
}

/** A paragraph that holds one picture and nothing else becomes a figure. */
function figure(node: ElementContent): ElementContent {
  if (!isElement(node, 'p') || node.children.length !== 1) return node
  const [only] = node.children
  return only?.type === 'element' && only.tagName === 'img' ? element('figure', {}, only) : node
}

function link(node: Element, folder: string): void {
  const href = String(node.properties.href ?? '')
  if (/^(?:https?:|mailto:|#)/i.test(href)) node.properties = { href }
  else if (/^(?:\.\/)?[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/.test(href)) node.properties = { href: folder + href.replace(/^\.\//, '') }
  else {
    node.tagName = 'span'
    node.properties = {}
  }
}

/** Figures up to this length stay on one line; longer cells are words as well and may wrap on a small screen. */
const longFigure = 12

/** Column heads and each row's first cell become headers with a scope; alignment becomes a class. */
function table(node: Element): Element {
  visit(node, 'element', (row) => {
    if (row.tagName !== 'tr') return
    const cells = row.children.filter((cell) => cell.type === 'element')
    for (const [index, cell] of cells.entries()) {
      const right = cell.properties.align === 'right'
      const head = cell.tagName === 'th'
      const empty = words(cell) === ''
      cell.tagName = (head || index === 0) && !empty ? 'th' : 'td'
      cell.properties = {
        ...(cell.tagName === 'th' ? { scope: head ? 'col' : 'row' } : {}),
        ...(right ? { className: words(cell).length > longFigure ? ['figure', 'long'] : ['figure'] } : {}),
      }
    }
  })
  return node
}

/** A box in which a wide table scrolls by itself, also from the keyboard. */
export function scrolling(inner: Element, name = 'Table'): Element {
  return element('div', { className: ['wide'], tabIndex: 0, role: 'region', ariaLabel: name }, inner)
}

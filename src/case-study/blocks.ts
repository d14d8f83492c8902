/** Blocks of a narrative into mdast. */
import type { RootContent, TableCell } from 'mdast'
import type { Block, Inline, Section } from '../model.ts'
import type { Place, Scribe } from './phrase.ts'

/** The slug of a heading, as a ledger names its block: `What it costs` → `what-it-costs`. */
function blockOf(section: Section): string {
  if (section.heading === null) return 'lead'
  return section.heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

/** An alternative text cannot hold code: what could act in Markdown, MDX or a template goes. */
function harmlessAlternative(text: string): string {
  return text
    .replace(/[{}<>@#`[\]!|$\\*_~]|:\/\//g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function cells(row: readonly Inline[][], scribe: Scribe, place: Place): TableCell[] {
  return row.map((cell) => ({ type: 'tableCell', children: scribe.phrase(cell, place) }))
}

function block(node: Block, scribe: Scribe, place: Place): RootContent[] {
  switch (node.type) {
    case 'paragraph':
      return [{ type: 'paragraph', children: scribe.phrase(node.children, place) }]
    case 'heading':
      return [{ type: 'heading', depth: 3, children: scribe.quotation(node.text, node.source, place) }]
    case 'list':
      return [
        {
          type: 'list',
          ordered: node.ordered === true,
          spread: false,
          children: node.items.map((item) => ({
            type: 'listItem',
            spread: false,
            children: [{ type: 'paragraph', children: scribe.phrase(item, place) }],
          })),
        },
      ]
    case 'quotation': {
      const words = scribe.quotation(node.text, node.source, place)
      const origin: Inline[] = [' (', { cite: node.source, children: [node.source.startsWith('thread') ? 'issue' : 'source'] }, ')']
      return [
        {
          type: 'blockquote',
          children: [{ type: 'paragraph', children: [...words, { type: 'text', value: ' ' }, ...scribe.phrase(origin, place)] }],
        },
      ]
    }
    case 'table': {
      const head = cells(node.head, scribe, place)
      const rows = node.rows.map((row) => {
        const label = scribe.plain(row[0] ?? [], place)
        return { type: 'tableRow' as const, children: cells(row, scribe, { ...place, row: label }) }
      })
      return [{ type: 'table', align: [...node.align], children: [{ type: 'tableRow', children: head }, ...rows] }]
    }
    case 'code':
      return [{ type: 'code', lang: node.language, value: node.value }]
    case 'chart':
      return [
        {
          type: 'paragraph',
          children: [{ type: 'image', url: node.file, alt: harmlessAlternative(scribe.plain(node.alternative, place)) }],
        },
      ]
  }
}

/** A section with its heading. */
export function sectionNodes(section: Section, scribe: Scribe): RootContent[] {
  const place: Place = { block: blockOf(section), row: null }
  const heading: RootContent[] =
    section.heading === null ? [] : [{ type: 'heading', depth: 2, children: [{ type: 'text', value: section.heading }] }]
  return [...heading, ...section.blocks.flatMap((node) => block(node, scribe, place))]
}

/** The table of sources under the receipts: what each number in brackets stands for, and how sure it is. */
import type { Definition, Link, LinkReference, PhrasingContent, Table, TableCell, TableRow } from 'mdast'
import type { Source } from '../model.ts'
import { neutralise } from '../policy/untrusted.ts'
import { hrefOf } from './phrase.ts'

/** The level in a reader's words. */
export function levelWords(source: Source): string {
  if (source.level === 'attested') return 'signed build'
  if (source.level === 'recorded') return 'recorded'
  if (source.level === 'vouched') return `vouched by ${source.by ?? 'a person'}`
  if (source.kind === 'benchmark') return 'stated by whoever ran it'
  if (source.kind === 'commit') return 'stated by its author'
  return source.kind === 'description' ? 'reported by the author' : 'said in the discussion'
}

/** Sources that read the same share a row: all code at one commit. */
function groups(sources: readonly Source[]): Source[][] {
  return [
    ...Map.groupBy(
      sources,
      (source) => `${source.title} ${levelWords(source)} ${source.kind === 'code' || source.kind === 'review' ? '' : source.id}`,
    ).values(),
  ]
}

function cell(children: PhrasingContent[]): TableCell {
  return { type: 'tableCell', children }
}

function shortcut(id: string): LinkReference {
  return { type: 'linkReference', identifier: id, label: id, referenceType: 'shortcut', children: [{ type: 'text', value: id }] }
}

function copyOf(source: Source): PhrasingContent[] {
  if (source.data === null) return []
  const link: Link = { type: 'link', url: source.data, title: null, children: [{ type: 'inlineCode', value: source.data }] }
  return [{ type: 'text', value: source.data.endsWith('.csv') ? ', figures in ' : ', copy in ' }, link]
}

function row(group: readonly Source[]): TableRow {
  const [first] = group
  if (first === undefined) throw new Error('a group of sources has a first')
  const ids = group.flatMap((source, i): PhrasingContent[] =>
    i === 0 ? [shortcut(source.id)] : [{ type: 'text', value: ' ' }, shortcut(source.id)],
  )
  return {
    type: 'tableRow',
    children: [
      cell(ids),
      cell([...neutralise(group.length > 1 && first.kind === 'review' ? `${first.title}s` : first.title), ...copyOf(first)]),
      cell([{ type: 'text', value: levelWords(first) }]),
    ],
  }
}

/** The table and the definitions of `[e1]` …; sources already have their numbers, in order. */
export function receiptNodes(sources: readonly Source[]): { table: Table; definitions: Definition[] } {
  const head: TableRow = {
    type: 'tableRow',
    children: [cell([]), cell([{ type: 'text', value: 'Source' }]), cell([{ type: 'text', value: 'Level' }])],
  }
  return {
    table: { type: 'table', align: ['left', 'left', 'left'], children: [head, ...groups(sources).map(row)] },
    definitions: sources.map((source) => ({
      type: 'definition',
      identifier: source.id,
      label: source.id,
      url: hrefOf(source),
      title: null,
    })),
  }
}

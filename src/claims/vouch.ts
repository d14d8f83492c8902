/** A person answers for figures that no ledger knows: `vouched:` in the front matter, one entry a figure. */
import { isSeq, parseDocument, type YAMLSeq } from 'yaml'
import type { Finding } from './check/finding.ts'

export interface Voucher {
  who: string
  why: string
}

/** Answers the Markdown with every unbacked figure of `findings` vouched for, and how many those are; other findings are left alone. */
export function vouch(markdown: string, findings: readonly Finding[], { who, why }: Voucher): { markdown: string; vouched: number } {
  const figures = findings.flatMap(({ grade, figure }) => (grade === 'unbacked' && figure !== undefined ? [figure] : []))
  const unique = figures.filter(
    (figure, i) => figures.findIndex((other) => other.base === figure.base && other.dimension === figure.dimension) === i,
  )
  if (unique.length === 0) return { markdown, vouched: 0 }
  const match = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m.exec(markdown)
  const document = parseDocument(match?.[1] ?? '', { schema: 'core' })
  const list: unknown = document.get('vouched')
  const entries: YAMLSeq = isSeq(list) ? list : document.createNode([])
  for (const { value, unit, what } of unique) entries.add(document.createNode({ value, unit, what, who, why }))
  entries.flow = false
  document.set('vouched', entries)
  const yaml = document.toString({ lineWidth: 0, defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', flowCollectionPadding: false })
  const body = match === null ? `\n${markdown}` : markdown.slice(match[0].length)
  return { markdown: `---\n${yaml}---\n${body}`, vouched: unique.length }
}

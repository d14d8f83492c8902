/** What a link's own words say of where it leads. */
import type { Ledger, Source } from '../../model.ts'
import { sourcesOfLink, wrongLink } from './citations.ts'
import type { Finding } from './finding.ts'
import { lineAt } from './flatten.ts'
import { folded } from './fold.ts'
import type { Page } from './page.ts'

/** Findings about links whose words, place or mention in the ledger say otherwise. */
export function checkLinkWords(page: Page, ledger: Ledger): Finding[] {
  return [...kinds(page, ledger), ...changes(page, ledger), ...asCited(page, ledger)]
}

/** What a link names, by what is left of its words without "the author, in the". */
const KINDS: ReadonlyMap<string, readonly Source['kind'][]> = new Map<string, readonly Source['kind'][]>([
  ['issue', ['issue']],
  ['review', ['review']],
  ['review thread', ['review']],
  ['review threads', ['review']],
  ['reviews', ['review']],
  ['pull request', ['description']],
  ['description', ['description']],
  ['release notes', ['description']],
  ['pull request text', ['description']],
  ['benchmark', ['benchmark']],
  ['benchmark run', ['benchmark']],
  ['benchmark runs', ['benchmark']],
  ['benchmark output', ['benchmark']],
  ['benchmark files', ['benchmark']],
  ['measurements', ['benchmark']],
  ['diff', ['diff']],
  ['commit', ['commit', 'code', 'diff']],
  ['code', ['code', 'diff', 'commit']],
  ['changelog', ['code', 'diff', 'commit']],
  ['tests', ['code', 'diff', 'commit']],
  ['new tests', ['code', 'diff', 'commit']],
  ['documentation', ['code', 'diff', 'commit']],
])
const FILLER = new Set(['the', 'author', 'reviewer', 'in', 'from', 'see', 'public', 'a'])

function namedBy(text: string): readonly Source['kind'][] | undefined {
  if (text.length > 80) return undefined
  const words = text.toLowerCase().split(/[\s,#]+/)
  return KINDS.get(words.filter((word) => word !== '' && !FILLER.has(word) && !/^\d+$/.test(word)).join(' '))
}

function kinds(page: Page, ledger: Ledger): Finding[] {
  const byId = new Map(ledger.sources.map((source) => [source.id, source]))
  return page.passages.flatMap((passage) =>
    passage.marks.flatMap((mark) => {
      if (mark.type !== 'link') return []
      const text = passage.text.slice(mark.start, mark.end).trim()
      const line = lineAt(passage, mark.start)
      // Sources of which only the figures may be shown share one copy.
      const copies = ledger.sources.filter((source) => source.data === text)
      const [copied] = copies
      if (copied !== undefined && mark.label !== null && copies.every(({ id }) => id !== mark.label)) {
        return [wrongLink(line, `"${text}" is the copy of ${copied.id}, and links to ${mark.label}. Link to [${copied.id}].`)]
      }
      const named = namedBy(text)
      const ids = sourcesOfLink(mark, ledger)
      const [id] = ids
      if (named === undefined || id === undefined || ids.some((one) => named.includes(byId.get(one)?.kind ?? 'code'))) return []
      return [wrongLink(line, `"${text}" links to ${id}, which is: ${byId.get(id)?.title}. Link to the source it names.`)]
    }),
  )
}

const OF_CHANGE = /^(?:what-changed|the-decision|the-change)$/

/** "- [Splits the cache][e4]." in the part on the change: such a link leads to code, and to nobody's words. */
function changes(page: Page, ledger: Ledger): Finding[] {
  const byId = new Map(ledger.sources.map((source) => [source.id, source]))
  const items = page.passages.filter((passage) => passage.kind === 'item' && passage.blocks.some((block) => OF_CHANGE.test(block)))
  return items.flatMap((passage) => {
    const link = passage.marks.find((mark) => mark.type === 'link')
    if (link === undefined) {
      const message = 'This change has no link. Link its first words to the lines that changed, pinned to the commit.'
      return [{ grade: 'style' as const, code: 'link', file: 'index.md', line: lineAt(passage, 0), message }]
    }
    const kinds = sourcesOfLink(link, ledger).flatMap((id) => byId.get(id)?.kind ?? [])
    if (link.start > 0 || kinds.length === 0 || kinds.some((kind) => kind === 'code' || kind === 'diff' || kind === 'commit')) return []
    return [wrongLink(lineAt(passage, 0), `A change links to ${link.label ?? link.url}, which is no code. Link to the lines that changed.`)]
  })
}

/** A link with the words and in the block that the ledger knows leads where the ledger says. */
function asCited(page: Page, ledger: Ledger): Finding[] {
  const citations = ledger.citations ?? []
  return page.passages.flatMap((passage) =>
    passage.marks.flatMap((mark) => {
      if (mark.type !== 'link' || mark.label === null) return []
      const text = folded(passage.text.slice(mark.start, mark.end))
      const known = citations.filter((citation) => passage.blocks.includes(citation.block) && folded(citation.text) === text)
      if (known.length === 0 || known.some((citation) => citation.source === mark.label)) return []
      return [
        wrongLink(
          lineAt(passage, mark.start),
          `"${passage.text.slice(mark.start, mark.end)}" leads to ${mark.label}; the ledger has it lead to ${known[0]?.source}.`,
        ),
      ]
    }),
  )
}

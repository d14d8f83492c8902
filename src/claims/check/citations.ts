/** Links: every cited source is in the ledger, every definition leads to its source, every source is cited. */
import type { Ledger } from '../../model.ts'
import type { Finding } from './finding.ts'
import { lineAt, type Mark } from './flatten.ts'
import type { Page, Passage } from './page.ts'

/** Ids of the ledger's sources that a link leads to; empty for links that lead elsewhere. */
export function sourcesOfLink(link: Mark, ledger: Ledger): string[] {
  const byAddress =
    link.url === null ? [] : ledger.sources.filter(({ url, data }) => link.url === url || (data !== null && link.url === data))
  const found = byAddress.length > 0 ? byAddress : ledger.sources.filter((source) => source.url === null && source.id === link.label)
  return found.map((source) => source.id)
}

/** Where a source may be opened: its permalink, else its copy, else the ledger that holds its words. */
function leadsTo(source: Ledger['sources'][number], url: string): boolean {
  return source.url === null ? url === source.data || url === 'evidence.json' : url === source.url
}

/** A finding about a link. */
export const wrongLink = (line: number, message: string, code = 'citation'): Finding => ({
  grade: 'wrong',
  code,
  file: 'index.md',
  line,
  message,
})

/** Findings about links and definitions. */
export function checkCitations(page: Page, ledger: Ledger): Finding[] {
  return [...definitions(page, ledger), ...bothWays(page, ledger)]
}

function definitions(page: Page, ledger: Ledger): Finding[] {
  const byId = new Map(ledger.sources.map((source) => [source.id, source]))
  const findings: Finding[] = []
  for (const [label, { url, line }] of page.definitions) {
    const source = byId.get(label)
    if (source !== undefined && !leadsTo(source, url)) {
      const right = source.url ?? source.data ?? 'evidence.json'
      findings.push(wrongLink(line, `[${label}] leads to ${url}; the ledger's ${label} is ${right}. Put that address here.`))
    } else if (source === undefined && /^e\d+$/.test(label)) {
      findings.push(
        wrongLink(line, `[${label}] is no source of the ledger. Remove the definition, or cite one of ${[...byId.keys()].join(', ')}.`),
      )
    }
    const pinned = /\/tree\/([0-9a-f]{7,64})/.exec(url)?.[1]
    const side = label === 'base' || label === 'main' || label === 'before' ? 'base' : label === 'head' || label === 'after' ? 'head' : null
    if (side !== null && pinned !== undefined && !ledger.subject[side].startsWith(pinned)) {
      findings.push(
        wrongLink(line, `[${label}] is pinned to ${pinned.slice(0, 12)}; the ledger's ${side} is ${ledger.subject[side].slice(0, 12)}.`),
      )
    }
  }
  for (const { label, line } of page.unresolved) {
    const source = byId.get(label)
    if (source === undefined) findings.push(wrongLink(line, `[${label}] is cited, and neither the ledger nor the page defines it.`))
    else if (source.url !== null)
      findings.push(wrongLink(line, `[${label}] has no definition. Add "[${label}]: ${source.url}" at the end of the page.`))
  }
  return findings
}

interface Cited {
  id: string
  /** Whether a table of sources lists it, in place of a sentence that cites it. */
  listed: boolean
  line: number
}

function citedIn(passage: Passage, ledger: Ledger): Cited[] {
  return passage.marks.flatMap((mark) => {
    if (mark.type !== 'link') return []
    const text = passage.text.slice(mark.start, mark.end)
    const listed = passage.kind === 'cell' && /^e\d+$/i.test(text)
    const ids = listed ? [text.toLowerCase()] : sourcesOfLink(mark, ledger)
    return ids.map((id) => ({ id, listed, line: lineAt(passage, mark.start) }))
  })
}

/** A source the reader may not see: nothing of it can be linked. */
function isWithheld({ url, path, data, text }: Ledger['sources'][number]): boolean {
  return url === null && path === null && data === null && text === null
}

function bothWays(page: Page, ledger: Ledger): Finding[] {
  const all = page.passages.flatMap((passage) => citedIn(passage, ledger))
  const cited = new Set(all.filter((one) => !one.listed).map((one) => one.id))
  const listed = new Set(all.filter((one) => one.listed).map((one) => one.id))
  const inText = new Set(page.unresolved.map((one) => one.label))
  const findings: Finding[] = []
  for (const source of ledger.sources) {
    if (isWithheld(source) || inText.has(source.id) || cited.has(source.id)) continue
    const sharedUrl =
      source.url !== null && ledger.sources.some((other) => other.id !== source.id && other.url === source.url && cited.has(other.id))
    if (sharedUrl) continue
    const line = all.find((one) => one.id === source.id)?.line ?? 1
    const where = listed.has(source.id) ? 'is listed and no sentence cites it' : 'is in the ledger and the page neither cites nor lists it'
    findings.push(
      wrongLink(line, `${source.id} (${source.title}) ${where}. Cite it where it says something, or draft again without it.`, 'uncited'),
    )
  }
  if (listed.size === 0) return findings
  for (const id of cited) {
    if (listed.has(id) || !/^e\d+$/.test(id)) continue
    const line = all.find((one) => one.id === id)?.line ?? 1
    findings.push(wrongLink(line, `${id} is cited and the receipts do not list it. Add it to their table.`, 'unlisted'))
  }
  return findings
}

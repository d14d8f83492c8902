/** Links: every cited source is in the ledger, every definition leads to its source, every source is cited. */
import type { Ledger, Source } from '../../model.ts'
import type { Finding } from './finding.ts'
import { lineAt, type Mark } from './flatten.ts'
import { folded } from './fold.ts'
import type { Page, Passage } from './page.ts'

/** Ids of the ledger's sources that a link leads to; empty for links that lead elsewhere. */
export function sourcesOfLink(link: Mark, ledger: Ledger): string[] {
  if (link.url === null) return ledger.sources.filter((source) => source.id === link.label).map((source) => source.id)
  const byAddress = ledger.sources.filter((source) => source.url === link.url || (source.data !== null && source.data === link.url))
  return byAddress.map((source) => source.id)
}

const wrong = (line: number, message: string, code = 'citation'): Finding => ({ grade: 'wrong', code, file: 'index.md', line, message })

/** Findings about links and definitions. */
export function checkCitations(page: Page, ledger: Ledger): Finding[] {
  return [
    ...definitions(page, ledger),
    ...bothWays(page, ledger),
    ...kinds(page, ledger),
    ...changes(page, ledger),
    ...asCited(page, ledger),
    ...local(page, ledger),
  ]
}

function definitions(page: Page, ledger: Ledger): Finding[] {
  const byId = new Map(ledger.sources.map((source) => [source.id, source]))
  const findings: Finding[] = []
  for (const [label, { url, line }] of page.definitions) {
    const source = byId.get(label)
    if (source !== undefined && source.url !== null && source.url !== url) {
      findings.push(wrong(line, `[${label}] leads to ${url}; the ledger's ${label} is ${source.url}. Put that address here.`))
    } else if (source === undefined && /^e\d+$/.test(label)) {
      findings.push(
        wrong(line, `[${label}] is no source of the ledger. Remove the definition, or cite one of ${[...byId.keys()].join(', ')}.`),
      )
    }
    const pinned = /\/tree\/([0-9a-f]{7,64})/.exec(url)?.[1]
    const side = label === 'base' || label === 'main' || label === 'before' ? 'base' : label === 'head' || label === 'after' ? 'head' : null
    if (side !== null && pinned !== undefined && !ledger.subject[side].startsWith(pinned)) {
      findings.push(
        wrong(line, `[${label}] is pinned to ${pinned.slice(0, 12)}; the ledger's ${side} is ${ledger.subject[side].slice(0, 12)}.`),
      )
    }
  }
  for (const { label, line } of page.unresolved) {
    const source = byId.get(label)
    if (source === undefined) findings.push(wrong(line, `[${label}] is cited, and neither the ledger nor the page defines it.`))
    else if (source.url !== null)
      findings.push(wrong(line, `[${label}] has no definition. Add "[${label}]: ${source.url}" at the end of the page.`))
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

function bothWays(page: Page, ledger: Ledger): Finding[] {
  const all = page.passages.flatMap((passage) => citedIn(passage, ledger))
  const cited = new Set(all.filter((one) => !one.listed).map((one) => one.id))
  const listed = new Set(all.filter((one) => one.listed).map((one) => one.id))
  const inText = new Set(page.unresolved.map((one) => one.label))
  const findings: Finding[] = []
  for (const source of ledger.sources) {
    if (source.url === null || inText.has(source.id) || cited.has(source.id)) continue
    const sharedUrl = ledger.sources.some((other) => other.id !== source.id && other.url === source.url && cited.has(other.id))
    if (sharedUrl) continue
    const line = all.find((one) => one.id === source.id)?.line ?? 1
    const where = listed.has(source.id) ? 'is listed and no sentence cites it' : 'is in the ledger and the page neither cites nor lists it'
    findings.push(
      wrong(line, `${source.id} (${source.title}) ${where}. Cite it where it says something, or draft again without it.`, 'uncited'),
    )
  }
  if (listed.size === 0) return findings
  for (const id of cited) {
    if (listed.has(id) || !/^e\d+$/.test(id)) continue
    const line = all.find((one) => one.id === id)?.line ?? 1
    findings.push(wrong(line, `${id} is cited and the receipts do not list it. Add it to their table.`, 'unlisted'))
  }
  return findings
}

/** What a link says it leads to, by the words it is made of. */
const KIND_WORDS: readonly (readonly [RegExp, readonly Source['kind'][]])[] = [
  [/^(?:the |author, |in the |from the |see the )*(?:public )?issue(?: #?\d+)?$/i, ['issue']],
  [
    /^(?:the |author,? |author, in the |in the |reviewer,? |reviewer, in the |from the )*(?:code )?reviews?(?: threads?)?$|^(?:the )?review threads?$/i,
    ['review'],
  ],
  [/^(?:the |in the |from the |author, in the )*(?:pull request|description)(?:'s description| \d+| text)?$/i, ['description']],
  [/^(?:the )?(?:benchmark|measurement|bench)(?: (?:run|runs|files?|outputs?|results?))?s?$/i, ['benchmark']],
  [/^(?:the )?diff$/i, ['diff']],
  [/^(?:the )?commit$/i, ['commit', 'code', 'diff']],
  [/^(?:the )?(?:code|changelog|tests?|new tests?|documentation)$/i, ['code', 'diff', 'commit']],
]

function kinds(page: Page, ledger: Ledger): Finding[] {
  const byId = new Map(ledger.sources.map((source) => [source.id, source]))
  return page.passages.flatMap((passage) =>
    passage.marks.flatMap((mark) => {
      if (mark.type !== 'link') return []
      const text = passage.text.slice(mark.start, mark.end).trim()
      const copied = ledger.sources.find((source) => source.data === text)
      if (copied !== undefined && mark.label !== null && mark.label !== copied.id) {
        return [
          wrong(lineAt(passage, mark.start), `"${text}" is the copy of ${copied.id}, and links to ${mark.label}. Link to [${copied.id}].`),
        ]
      }
      const kinds = KIND_WORDS.find(([pattern]) => pattern.test(text))?.[1]
      const ids = sourcesOfLink(mark, ledger)
      if (kinds === undefined || ids.length === 0) return []
      if (ids.some((id) => kinds.includes(byId.get(id)?.kind ?? 'code'))) return []
      const [id = ''] = ids
      return [
        wrong(lineAt(passage, mark.start), `"${text}" links to ${id}, which is: ${byId.get(id)?.title}. Link to the source it names.`),
      ]
    }),
  )
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
        wrong(
          lineAt(passage, mark.start),
          `"${passage.text.slice(mark.start, mark.end)}" leads to ${mark.label}; the ledger has it lead to ${known[0]?.source}.`,
        ),
      ]
    }),
  )
}

/** "- [Splits the cache][e4]." in the part on the change: such a link leads to code, and to nobody's words. */
function changes(page: Page, ledger: Ledger): Finding[] {
  const byId = new Map(ledger.sources.map((source) => [source.id, source]))
  return page.passages.flatMap((passage) => {
    const [link] = passage.marks.filter((mark) => mark.type === 'link')
    if (
      passage.kind !== 'item' ||
      link?.start !== 0 ||
      !passage.blocks.some((block) => /^(?:what-changed|the-decision|the-change)$/.test(block))
    )
      return []
    const kinds = sourcesOfLink(link, ledger).flatMap((id) => byId.get(id)?.kind ?? [])
    if (kinds.length === 0 || kinds.some((kind) => kind === 'code' || kind === 'diff' || kind === 'commit')) return []
    return [wrong(lineAt(passage, 0), `A change links to ${link.label ?? link.url}, which is no code. Link to the lines that changed.`)]
  })
}

function local(page: Page, ledger: Ledger): Finding[] {
  const known = new Set([...ledger.files.map((file) => file.path), 'evidence.json', 'sign-off.json', 'index.md'])
  const targets = [
    ...page.images,
    ...page.passages.flatMap((passage) =>
      passage.marks.flatMap((mark) =>
        mark.type === 'link' && mark.url !== null ? [{ url: mark.url, line: lineAt(passage, mark.start) }] : [],
      ),
    ),
  ]
  return targets.flatMap(({ url, line }) => {
    if (url === '' || /^(?:[a-z][a-z+.-]*:|\/|#)/i.test(url)) return []
    const path = decoded(url.replace(/^\.\//, '').replace(/[?#].*$/, ''))
    return known.has(path) || path.startsWith('../')
      ? []
      : [wrong(line, `${path} is linked and the ledger lists no such file beside the entry.`, 'file')]
  })
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

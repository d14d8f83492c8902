/** Inline pieces of a narrative into mdast: claims get their digits, citations their number, quotations their source. */
import type { PhrasingContent } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import { renderClaim } from '../claims/render.ts'
import type { Row } from '../claims/rows.ts'
import type { Study } from '../claims/study.ts'
import type { Claim, Inline, Ledger, Source } from '../model.ts'
import { neutralise, rebuild } from '../policy/untrusted.ts'

/** Where a piece stands: what a rendering is bound to. */
export interface Place {
  /** title, description, lead, or the slug of the heading. */
  block: string
  /** A table row's label. */
  row: string | null
}

/** Writes pieces and remembers what was said where: the renderings, citations, quotations and terms of the ledger. */
export interface Scribe {
  phrase(pieces: readonly Inline[], place: Place): PhrasingContent[]
  /** The same as plain text, for front matter and alternative texts. */
  plain(pieces: readonly Inline[], place: Place): string
  quotation(text: string, source: string, place: Place): PhrasingContent[]
  /** Provisional names in the order of their first citation. */
  cited: string[]
  /** `e3` for a provisional name; it is cited from now on. */
  number(source: string): string
  renderings: Map<string, Ledger['claims'][number]['renderings']>
  quotations: Ledger['quotations']
  /** Links to sources. */
  citations: NonNullable<Ledger['citations']>
  /** Numbers in somebody's words, as claims. */
  stated: Claim[]
  terms: Set<string>
}

/** The first paragraph's content of somebody's Markdown, already harmless. */
function paragraphOf(markdown: string): PhrasingContent[] {
  const [first] = rebuild(markdown).root.children
  return first?.type === 'paragraph' ? first.children : [{ type: 'text', value: markdown.replace(/\s+/g, ' ') }]
}

/** A link to a source, by its number: `[text][e3]`. */
function reference(id: string, children: PhrasingContent[]): PhrasingContent {
  return { type: 'linkReference', identifier: id, label: id, referenceType: 'full', children }
}

/** A scribe for one entry. */
export function scribe(study: Study): Scribe {
  const rows = new Map<string, Row>(study.rows.map((row) => [row.comparison.id, row]))
  const state: Pick<Scribe, 'cited' | 'renderings' | 'quotations' | 'citations' | 'stated' | 'terms'> = {
    cited: [],
    renderings: new Map(),
    quotations: [],
    citations: [],
    stated: [],
    terms: new Set(),
  }

  function number(source: string): string {
    if (!study.sources.has(source)) throw new Error(`no source is called "${source}"`)
    if (!state.cited.includes(source)) state.cited.push(source)
    return `e${state.cited.indexOf(source) + 1}`
  }

  function claimText(id: string, as: Parameters<typeof renderClaim>[2], place: Place): string {
    const claim = study.claims.get(id)
    if (claim === undefined) throw new Error(`no claim is called "${id}"`)
    const text = renderClaim(claim, claim.comparison === null ? null : (rows.get(claim.comparison) ?? null), as)
    const known = state.renderings.get(id) ?? []
    if (!known.some((r) => r.text === text && r.block === place.block && r.row === place.row)) known.push({ text, ...place })
    state.renderings.set(id, known)
    return text
  }

  function quote(markdown: string, source: string, place: Place): PhrasingContent[] {
    const children = paragraphOf(markdown)
    number(source)
    state.quotations.push({ text: textOf({ type: 'paragraph', children }), source, block: place.block })
    return children
  }

  function somebodysWords(words: string, source: string, place: Place): PhrasingContent[] {
    for (const text of words.match(/\d+(?:[.,]\d+)*/g) ?? []) {
      // 1.3.0 is a version: a name, and no number.
      if (Number.isNaN(Number(text.replaceAll(',', '')))) {
        state.terms.add(text)
        continue
      }
      const known = state.stated.find((claim) => claim.subject === words && claim.renderings[0]?.text === text)
      if (known === undefined) state.stated.push(statedClaim(`stated.${state.stated.length + 1}`, words, text, source, place))
      else if (!known.renderings.some((r) => r.block === place.block)) known.renderings.push({ text, ...place })
    }
    return neutralise(words)
  }

  function citation({ cite, children }: { cite: string; children: Inline[] }, place: Place): PhrasingContent {
    const nodes = phrase(children, place)
    state.citations.push({ text: textOf({ type: 'paragraph', children: nodes }), source: cite, block: place.block })
    return reference(number(cite), nodes)
  }

  function piece(inline: Inline, place: Place): PhrasingContent[] {
    if (typeof inline === 'string') return neutralise(inline)
    if ('claim' in inline) return [{ type: 'text', value: claimText(inline.claim, inline.as ?? 'exact', place) }]
    if ('term' in inline) {
      state.terms.add(inline.term)
      return neutralise(inline.term)
    }
    if ('words' in inline) return somebodysWords(inline.words, inline.source, place)
    if ('code' in inline) return [{ type: 'inlineCode', value: inline.code }]
    if ('quote' in inline) {
      return [{ type: 'text', value: '“' }, ...quote(inline.quote, inline.source, place), { type: 'text', value: '”' }]
    }
    if ('cite' in inline) return [citation(inline, place)]
    if ('strong' in inline) return [{ type: 'strong', children: phrase(inline.strong, place) }]
    return [{ type: 'emphasis', children: phrase(inline.emphasis, place) }]
  }

  function phrase(pieces: readonly Inline[], place: Place): PhrasingContent[] {
    return joinTexts(pieces.flatMap((inline) => piece(inline, place)))
  }

  return {
    ...state,
    number,
    phrase,
    plain: (pieces, place) => textOf({ type: 'paragraph', children: phrase(pieces, place) }),
    quotation: (text, source, place) => quote(text, source, place),
  }
}

/** A number that somebody wrote, backed by where it was written and by nothing else. */
function statedClaim(id: string, subject: string, text: string, source: string, place: Place): Claim {
  return {
    id,
    kind: 'stated',
    subject,
    side: null,
    value: Number(text.replaceAll(',', '')),
    unit: '',
    direction: null,
    better: null,
    derivation: { operation: 'as-written', of: [source] },
    comparison: null,
    sources: [source],
    warnings: [],
    renderings: [{ text, ...place }],
  }
}

/** Neighbouring texts become one, so that the printer escapes what it must and no more. */
function joinTexts(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const joined: PhrasingContent[] = []
  for (const node of nodes) {
    const last = joined.at(-1)
    if (node.type === 'text' && last?.type === 'text') joined[joined.length - 1] = { type: 'text', value: last.value + node.value }
    else joined.push(node)
  }
  const [first] = joined
  const final = joined.at(-1)
  if (first?.type === 'text') joined[0] = { type: 'text', value: first.value.trimStart() }
  if (final?.type === 'text')
    joined[joined.length - 1] = { type: 'text', value: (joined.length === 1 ? final.value.trimStart() : final.value).trimEnd() }
  return joined
}

/** Where a reader can open a source: its permalink, its copy, or the ledger that holds its words. */
export function hrefOf(source: Source): string {
  return source.url ?? source.data ?? 'evidence.json'
}

/** The result first: every primary comparison of the entry in large figures, with one line of trust. */
import type { Element } from 'hast'
import { quantityOf } from '../../claims/quantity.ts'
import { renderClaim } from '../../claims/render.ts'
import type { Claim, Ledger, LedgerComparison } from '../../model.ts'
import { element } from './element.ts'
import { weakestWords } from './weakest.ts'

const tones: Readonly<Record<LedgerComparison['verdict'], string>> = {
  improved: 'good',
  regressed: 'bad',
  'no-material-change': 'same',
  inconclusive: 'same',
  none: 'plain',
  'not-comparable': 'same',
}

/** Rows a reader takes in at a glance. */
const most = 4

/**
 * The strip of results, or null where the entry shows no comparison. The headline leads, what got worse follows it, and
 * only then come further gains: nobody should have to look for the price.
 */
export function results(ledger: Ledger): Element | null {
  const shown = ledger.comparisons.filter((comparison) => comparison.shown)
  const [headline, ...rest] = [...shown.filter(({ primary }) => primary), ...shown.filter(({ primary }) => !primary)]
  const order = [headline, ...rest.filter(gotWorse), ...rest.filter((comparison) => !gotWorse(comparison) && comparison.primary)]
  const found = order.slice(0, most).flatMap((comparison) => (comparison && result(comparison, ledger)) ?? [])
  return found.length === 0 ? null : element('section', { className: ['results'], ariaLabel: 'Results' }, ...found)
}

/** By the verdict; where none was possible, by the plain difference. */
function gotWorse({ verdict, ratio, better }: LedgerComparison): boolean {
  if (verdict !== 'none') return verdict === 'regressed'
  return ratio !== null && ((better === 'lower' && ratio > 1) || (better === 'higher' && ratio < 1))
}

/** One comparison: what changed where a verdict allows it, else both values; the words the entry itself uses. */
function result(comparison: LedgerComparison, ledger: Ledger): Element | null {
  const claims = ledger.claims.filter((claim) => claim.comparison === comparison.id)
  const before = said(claims.find((claim) => claim.side === 'baseline' && (claim.kind === 'value' || claim.kind === 'sum')))
  const after = said(claims.find((claim) => claim.side === 'candidate' && claim.kind === 'value'))
  if (before === null || after === null) return null
  const change = changeOf(comparison, claims)
  const both = `${before} → ${after}`
  const clear = comparison.verdict === 'improved' || comparison.verdict === 'regressed'
  return element(
    'div',
    { className: ['result', tones[comparison.verdict]] },
    element('p', { className: ['big'] }, clear && change !== null ? change : both),
    element('p', { className: ['what'] }, comparison.label),
    clear && change !== null ? element('p', { className: ['both'] }, both) : null,
    element('p', { className: ['trust'] }, trust(comparison, claims, ledger)),
  )
}

/** "66 % less time": a table may have said no more than "66 % less" under a heading that named the quantity. */
function changeOf(comparison: LedgerComparison, claims: readonly Claim[]): string | null {
  const claim = claims.find(({ kind }) => kind === 'percent' || kind === 'times')
  const text = said(claim)
  const { less, more } = quantityOf(comparison.metric, comparison.unit)
  const full = claim?.direction === 'less' ? less : more
  const [short = full] = full.split(' ')
  return text?.endsWith(` ${short}`) ? text.slice(0, -short.length) + full : text
}

/** The fullest spelling of a claim that the entry uses, preferring the one outside the table; null when it says it nowhere. */
function said(claim: Claim | undefined): string | null {
  if (claim === undefined) return null
  const value = claim.kind === 'value' || claim.kind === 'sum'
  const spellings = claim.renderings.filter((rendering) => (rendering.row !== null) === value)
  const texts = (spellings.length > 0 ? spellings : claim.renderings).map((rendering) => rendering.text)
  return texts.toSorted((a, b) => b.length - a.length)[0] ?? null
}

/** "recorded, ten runs a side; no clear difference". */
function trust(comparison: LedgerComparison, claims: readonly Claim[], ledger: Ledger): string {
  const cited = new Set(claims.flatMap((claim) => claim.sources))
  const level = weakestWords(ledger.sources.filter((source) => cited.has(source.id)))
  const runs = comparison.tier === 'X' ? 'an exact count' : runsOf(claims)
  const unclear: Partial<Record<LedgerComparison['verdict'], string>> = {
    inconclusive: 'no clear difference',
    'no-material-change': 'no material change',
    'not-comparable': 'not comparable',
  }
  return [level, runs, unclear[comparison.verdict] ?? null].filter((part) => part !== null).join(', ')
}

/** "ten runs a side"; null where nobody counted. */
function runsOf(claims: readonly Claim[]): string | null {
  const claim = claims.find(({ kind }) => kind === 'runs')
  return claim === undefined ? null : renderClaim(claim, null, 'words')
}

/** The ledger for readers, folded away under the entry: every figure with its receipt, sources, warnings, what was left out. */
import type { Element } from 'hast'
import type { Claim, Ledger } from '../../model.ts'
import { levelWords } from '../receipts.ts'
import { scrolling } from './body.ts'
import { element } from './element.ts'
import { anchor } from './facts.ts'

/** One folded part for each that has something in it. */
export function receipts(ledger: Ledger): Element {
  const figures = ledger.claims.filter((claim) => claim.renderings.length > 0)
  const missing = [
    ...ledger.omissions.map(({ what, why }) => `${what}: ${why}`),
    ...ledger.unmatched.map(({ id, why }) => `${nameOf(ledger, id)}: ${why}`),
  ]
  return element(
    'section',
    { className: ['receipts'], ariaLabelledBy: ['behind'] },
    element('h2', { id: 'behind' }, 'Behind this page'),
    folded(
      `Every figure and where it comes from (${figures.length})`,
      figures.length === 0
        ? null
        : rows(
            ['About', 'As written here', 'How', 'From'],
            figures.map((claim) => figure(claim, ledger)),
          ),
    ),
    folded(
      `Sources (${ledger.sources.length})`,
      ledger.sources.length === 0 ? null : rows(['', 'Source', 'Level', 'SHA-256 of what was read'], ledger.sources.map(source)),
    ),
    folded(
      `Warnings (${ledger.warnings.length})`,
      list(ledger.warnings.map(({ message, said }) => (said ? message : `${message} (in the ledger only)`))),
    ),
    folded(`Left out (${missing.length})`, list(missing)),
  )
}

function folded(summary: string, content: Element | null): Element | null {
  return content === null ? null : element('details', {}, element('summary', {}, summary), content)
}

function list(items: readonly string[]): Element | null {
  return items.length === 0 ? null : element('ul', {}, ...items.map((item) => element('li', {}, item)))
}

function rows(heads: readonly string[], lines: readonly (Element | string)[][]): Element {
  const head = heads.map((text) => (text === '' ? element('td', {}) : element('th', { scope: 'col' }, text)))
  const body = lines.map((cells) =>
    element('tr', {}, ...cells.map((cell, index) => (index === 0 ? element('th', { scope: 'row' }, cell) : element('td', {}, cell)))),
  )
  return scrolling(element('table', {}, element('thead', {}, element('tr', {}, ...head)), element('tbody', {}, ...body)))
}

function figure(claim: Claim, ledger: Ledger): (Element | string)[] {
  const spellings = [...new Set(claim.renderings.map((rendering) => rendering.text))]
  const from = claim.sources.flatMap((id) => ledger.sources.find((known) => known.id === id) ?? [])
  const links = from.flatMap((known, index) => [...(index > 0 ? [', '] : []), anchor(known.url, known.title)])
  return [
    claim.side === null ? claim.subject : `${claim.subject}, ${claim.side === 'baseline' ? 'before' : 'after'}`,
    element('span', { className: ['figure'] }, spellings.join(' · ')),
    how(claim),
    element('span', {}, ...links),
  ]
}

/** "median of 10", "as written", "computed: difference". */
function how(claim: Claim): string {
  const { operation, of } = claim.derivation
  const parts = of.length
  switch (operation) {
    case 'as-written':
      return 'as written'
    case 'median':
    case 'mean':
    case 'sum':
      return parts > 1 ? `${operation} of ${parts}` : operation
    case 'count':
      return 'counted'
    case 'convert':
      return 'another unit'
    case 'interval':
      return 'computed: 95 % interval of the ratio'
    case 'ratio':
      return 'computed: after ÷ before'
    case 'percent-change':
      return 'computed: change against before'
    case 'difference':
      return 'computed: after − before'
  }
}

function source(known: Ledger['sources'][number]): (Element | string)[] {
  const level = known.withheld === true ? `${levelWords(known)}; withheld, bound by a salted commitment` : levelWords(known)
  return [known.id, anchor(known.url, known.title), level, element('code', {}, known.sha256.slice(0, 16))]
}

/** What an unmatched measurement is called, for who has no ledger at hand. */
function nameOf(ledger: Ledger, id: string): string {
  const measurement = ledger.measurements.find((known) => known.id === id)
  const parts = [measurement?.benchmark, measurement?.metric, measurement?.condition]
  return parts.filter((part) => part !== undefined && part !== '').join(', ') || id
}

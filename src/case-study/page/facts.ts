/** The short facts at the margin: where it happened, when, by whom, on what machine, how sure. */
import type { Element } from 'hast'
import { longDate } from '../../claims/digits.ts'
import type { Ledger } from '../../model.ts'
import { element } from './element.ts'
import { listField, type SplitEntry, textField } from './front-matter.ts'
import { weakestWords } from './weakest.ts'

type Fact = [name: string, value: Element | string | null]

/** A description list; facts nobody knows are left out. */
export function facts(fields: SplitEntry['fields'], ledger: Ledger): Element {
  const { subject } = ledger
  const date = textField(fields, 'date')
  const verdict = textField(fields, 'verdict')
  const found: Fact[] = [
    ['Evidence', evidence(fields, ledger)],
    ['Verdict', verdict === '' || verdict === 'none' ? null : verdict],
    ['Project', project(subject.repository)],
    ['Change', anchor(subject.url, changeWords(subject))],
    ['Compared', `${subject.base.slice(0, 7)} … ${subject.head.slice(0, 7)}`],
    ['By', listField(fields, 'authors').join(', ') || null],
    ['Date', /^\d{4}-\d{2}-\d{2}/.test(date) ? longDate(date.slice(0, 10)) : date || null],
    ['Machine', machine(ledger)],
    ['Not known', listField(fields, 'missing').join(', ') || null],
  ]
  const rows = found.flatMap(([name, value]) =>
    value === null ? [] : [element('div', {}, element('dt', {}, name), element('dd', {}, value))],
  )
  return element('dl', {}, ...rows)
}

function changeWords({ number, tag }: Ledger['subject']): string {
  if (tag !== undefined) return `release ${tag}`
  return number === null ? 'the commits compared' : `pull request ${number}`
}

/** A repository's name, with its address where the ledger has one. */
function project(repository: string): Element | string {
  return anchor(repository, repository.replace(/^https?:\/\/[^/]*\//, ''))
}

/** How sure the figures are; where nothing was measured, what the entry itself declares. */
function evidence(fields: SplitEntry['fields'], ledger: Ledger): string | null {
  const shown = new Set(ledger.comparisons.filter((comparison) => comparison.shown).map(({ id }) => id))
  const cited = new Set(
    ledger.claims.filter(({ comparison }) => comparison !== null && shown.has(comparison)).flatMap(({ sources }) => sources),
  )
  const declared = ledger.sources.filter(({ level }) => level === fields.evidence)
  return weakestWords(ledger.sources.filter(({ id }) => cited.has(id))) ?? weakestWords(declared)
}

/** What both sides ran on, where they ran on the same. */
function machine(ledger: Ledger): string | null {
  const known = ledger.environments.map(({ environment }) => ['gpu', 'cpu', 'os'].flatMap((key) => environment[key] ?? []).join(', '))
  const [first, ...others] = known
  return first !== undefined && first !== '' && others.every((other) => other === first) ? first : null
}

/** A link where `url` leads to the web, else the words alone. */
export function anchor(url: string | null, words: string): Element | string {
  return url !== null && /^https?:\/\//.test(url) ? element('a', { href: url }, words) : words
}

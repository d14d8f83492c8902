/** What a ledger knows, made ready for looking up: facts, subjects, names with digits. Built once a ledger. */
import type { Claim, Ledger, LedgerComparison } from '../../model.ts'
import { comparisonFacts, type Sides, sidesOf } from './comparison-facts.ts'
import { type Fact, type FactKind, plain, type Subject } from './fact.ts'
import { labelTokens } from './subjects.ts'
import { ledgerUnit, type Unit } from './units.ts'

export interface Knowledge {
  ledger: Ledger
  facts: Fact[]
  /** Of the comparisons and claims, each text once. */
  subjects: Subject[]
  /** Those of several words, in lower case, the longest first. */
  labels: { label: string; subject: Subject }[]
  comparisons: ReadonlyMap<string, LedgerComparison>
  /** The comparisons of each label, also of one that is no word ("a"). */
  labelled: ReadonlyMap<string, ReadonlySet<string>>
  sides: ReadonlyMap<string, Sides>
  /** Units of the ledger beyond the known ones. */
  unitOf: (spelling: string) => Unit | null
  /** Numbers with their nouns in labels and names: `8 goroutine`. */
  compounds: ReadonlySet<string>
}

const LEVEL_PERCENT = 95

/** Reads a ledger. */
export function knowledgeOf(ledger: Ledger): Knowledge {
  const subjects = new Map<string, Subject>()
  const subjectOf = (text: string, dimension: string | null): Subject => {
    const known = subjects.get(text)
    if (known !== undefined) return known
    const subject = { text, tokens: labelTokens(text), dimension }
    subjects.set(text, subject)
    return subject
  }
  const sides = new Map(ledger.comparisons.map((comparison) => [comparison.id, sidesOf(ledger, comparison)]))
  const derived = ledger.comparisons.flatMap((comparison) => {
    const own = sides.get(comparison.id)
    const dimension = own === undefined ? null : own.unit.dimension
    return comparisonFacts(comparison, own ?? null, subjectOf(comparison.label, dimension), sourcesOf(ledger, comparison))
  })
  const byId = new Map(ledger.comparisons.map((comparison) => [comparison.id, comparison]))
  const claimed = ledger.claims.flatMap((claim) => claimFact(claim, byId, subjectOf))
  const everything = subjectOf('', null)
  const level: Fact = { ...plain(LEVEL_PERCENT, '%', everything), kind: 'level' }
  const units = new Set([...ledger.claims.map((claim) => claim.unit), ...ledger.measurements.map((m) => m.unit.replace(/\/op$/, ''))])
  const names = [
    ...ledger.comparisons.flatMap((c) => [c.label, c.benchmark, c.condition, c.metric]),
    ...ledger.claims.map((claim) => claim.subject),
    ...ledger.terms,
    ...ledger.environments.flatMap(({ environment }) => Object.values(environment)),
    ...ledger.sources.map((source) => source.title),
  ]
  return {
    ledger,
    facts: [...claimed, ...derived, ...spreads(ledger, subjectOf), level],
    subjects: [...subjects.values()].filter((subject) => subject.tokens.size > 0),
    labels: [...subjects.values()]
      .filter((subject) => subject.tokens.size > 1)
      .map((subject) => ({ label: subject.text.toLowerCase(), subject }))
      .sort((a, b) => b.label.length - a.label.length),
    comparisons: byId,
    labelled: new Map(
      [...Map.groupBy(ledger.comparisons, ({ label }) => label)].map(([label, all]) => [label, new Set(all.map(({ id }) => id))]),
    ),
    sides,
    unitOf: (spelling) => (spelling !== '' && units.has(spelling) ? ledgerUnit(spelling) : null),
    compounds: new Set(names.flatMap((name) => [...labelTokens(name)])),
  }
}

function sourcesOf(ledger: Ledger, comparison: LedgerComparison): string[] {
  const ids = new Set([...comparison.baseline, ...comparison.candidate])
  return [...new Set(ledger.measurements.filter((m) => ids.has(m.id)).map((m) => m.source))]
}

const KINDS: Readonly<Record<Claim['kind'], FactKind>> = {
  value: 'value',
  sum: 'value',
  difference: 'difference',
  percent: 'percent',
  times: 'times',
  interval: 'interval',
  runs: 'runs',
  count: 'count',
  stated: 'stated',
  date: 'stated',
}

function claimFact(
  claim: Claim,
  comparisons: ReadonlyMap<string, LedgerComparison>,
  subjectOf: (text: string, dimension: string | null) => Subject,
): Fact[] {
  const ends = typeof claim.value === 'number' ? [claim.value, claim.value] : typeof claim.value === 'string' ? null : claim.value
  if (ends === null) return []
  const unit = ledgerUnit(claim.unit)
  const valued = claim.kind === 'value' || claim.kind === 'sum'
  const comparison = claim.comparison === null ? undefined : comparisons.get(claim.comparison)
  const [first = 0, second = 0] = ends.map((end) => (claim.kind === 'difference' ? Math.abs(end) : end) * unit.factor)
  const fact: Fact = {
    ...plain(first, unit.dimension, subjectOf(claim.subject, valued ? unit.dimension : null)),
    kind: claim.kind === 'percent' && claim.comparison === null ? 'level' : KINDS[claim.kind],
    high: second,
    comparison: claim.comparison,
    claim,
    side: claim.side === 'unknown' ? null : claim.side,
    direction: claim.direction,
    better: claim.better ?? comparison?.better ?? 'unknown',
    inverse: claim.kind === 'times' && comparison?.ratio != null && claim.value !== 1 && Number(claim.value) > 1 !== comparison.ratio > 1,
    sources: claim.sources,
  }
  if (claim.kind !== 'runs' || first === second) return [fact]
  return [first, second].map((runs) => ({ ...fact, low: runs, high: runs }))
}

/** Half widths that a source states beside a figure: 0.9439 ± 0.0063. */
function spreads(ledger: Ledger, subjectOf: (text: string, dimension: string | null) => Subject): Fact[] {
  return ledger.comparisons.flatMap((comparison) => {
    const ids = new Set([...comparison.baseline, ...comparison.candidate])
    return ledger.measurements.flatMap((m) => {
      const value = m.spread?.value
      if (!ids.has(m.id) || value === undefined) return []
      const relative = m.spread?.kind.startsWith('relative') === true
      const unit = relative ? { dimension: '%', factor: 100 } : ledgerUnit(m.unit)
      const subject = subjectOf(comparison.label, unit.dimension)
      const side = m.side === 'unknown' ? null : m.side
      return [
        {
          ...plain(value * unit.factor, unit.dimension, subject),
          kind: 'spread' as const,
          side,
          comparison: comparison.id,
          sources: [m.source],
        },
      ]
    })
  })
}

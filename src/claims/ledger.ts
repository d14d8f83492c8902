/** A study and what the entry said of it → the ledger, its sources numbered in the order of citation. */
import type { Claim, Ledger, LedgerMeasurement, Source } from '../model.ts'
import type { Study } from './study.ts'

/** What the words of an entry used. */
export interface Said {
  /** Provisional names of sources in the order of their first citation. */
  cited: readonly string[]
  renderings: ReadonlyMap<string, Ledger['claims'][number]['renderings']>
  quotations: Ledger['quotations']
  citations: NonNullable<Ledger['citations']>
  stated: readonly Claim[]
  terms: ReadonlySet<string>
}

/** Provisional name → number, cited ones first, then those that only figures of the ledger rest on. */
function numbering(study: Study, said: Said, measurements: readonly LedgerMeasurement[]): Map<string, string> {
  const stated = said.stated.flatMap((claim) => claim.sources)
  const names = [...new Set([...said.cited, ...measurements.map((m) => m.source), ...stated])].filter((name) => study.sources.has(name))
  return new Map(names.map((name, i) => [name, `e${i + 1}`]))
}

/** Sources with their numbers, for the receipts. */
export function numberedSources(study: Study, said: Said): Source[] {
  return [...numbering(study, said, study.measurements)].flatMap(([name, id]) => {
    const source = study.sources.get(name)
    return source === undefined ? [] : [{ ...source, id }]
  })
}

/** Versions and machines that bear digits are names (W05 says them); a bare number is not. */
function namesIn(environments: Study['environments']): string[] {
  const words = Object.values(environments).flatMap((place) => Object.values(place))
  return words.filter((word) => /\d/.test(word) && (/\p{L}/u.test(word) || /\d\.\d+\.\d/.test(word)))
}

/** The ledger; `files` are the charts and data beside the entry with their digests. */
export function ledgerOf(study: Study, said: Said, files: Ledger['files'], generator: string): Ledger {
  const { evidence } = study
  const number = numbering(study, said, study.measurements)
  const renamed = (name: string) => number.get(name) ?? name
  const rows = new Map(study.rows.map((row) => [row.comparison.id, row]))
  return {
    schemaVersion: 1,
    generator,
    subject: {
      kind: evidence.subject.kind,
      repository: evidence.subject.repository.url ?? evidence.subject.repository.name,
      number: evidence.subject.number,
      ...(evidence.subject.tag !== undefined && { tag: evidence.subject.tag }),
      url: evidence.subject.url,
      base: evidence.subject.base,
      head: evidence.subject.head,
      merge: evidence.subject.merge,
    },
    sources: numberedSources(study, said),
    measurements: study.measurements.map((m) => ({ ...m, source: renamed(m.source) })),
    comparisons: study.comparisons.map(({ sides: _sides, difference: _difference, warnings: _warnings, ...comparison }) => ({
      ...comparison,
      label: rows.get(comparison.id)?.label ?? `${comparison.benchmark} ${comparison.metric}`.trim(),
      shown: rows.has(comparison.id),
    })),
    claims: [...study.claims.values(), ...said.stated]
      .map((claim) => ({
        ...claim,
        sources: claim.sources.map(renamed),
        derivation: { ...claim.derivation, of: claim.derivation.of.map(renamed) },
        warnings: study.warnings.filter((w) => claim.comparison !== null && w.about.includes(claim.comparison)).map((w) => w.code),
        renderings: [...claim.renderings, ...(said.renderings.get(claim.id) ?? [])],
      }))
      .filter((claim) => claim.renderings.length > 0 || claim.comparison !== null),
    terms: [...new Set([...said.terms, ...namesIn(study.environments)])].sort(),
    citations: said.citations.map((citation) => ({ ...citation, source: renamed(citation.source) })),
    quotations: said.quotations.map((quotation) => ({ ...quotation, source: renamed(quotation.source) })),
    // A text that a warning is about is a source only where the page cites it.
    warnings: study.warnings.map((warning) => ({
      ...warning,
      about: warning.about.flatMap((id) => (study.sources.has(id) ? (number.get(id) ?? []) : [id])),
    })),
    omissions: study.omissions,
    unmatched: study.unmatched,
    environments: (['baseline', 'candidate'] as const).map((side) => ({ side, environment: { ...study.environments[side] } })),
    threshold: study.threshold,
    files,
  }
}

/** Claims of a private study: without the field `figures` no value, and the ratio in its place. */
import { countClaims } from '../claims/count-claims.ts'
import { claimsOf } from '../claims/row-claims.ts'
import type { Row } from '../claims/rows.ts'
import type { Study } from '../claims/study.ts'
import type { Claim } from '../model.ts'
import type { PrivateField } from './visibility.ts'

const ABSOLUTE: ReadonlySet<Claim['kind']> = new Set(['value', 'sum', 'difference'])

/** What the page may say of its rows and of the change. */
export function withholdClaims(study: Study, rows: readonly Row[], fields: ReadonlySet<PrivateField>, date: string): Claim[] {
  const open = fields.has('figures')
  const ofRows = rows.flatMap((row) => {
    const claims = claimsOf(row)
    return open ? claims : [...claims.filter(({ kind }) => !ABSOLUTE.has(kind)).map(withoutMeasurements), ratioOf(row)]
  })
  const counted = countClaims(study.evidence).filter(
    ({ id }) =>
      id === 'level' ||
      (id === 'date.merged' && fields.has('dates')) ||
      (id === 'subject.number' && fields.has('links')) ||
      (id.startsWith('count.') && fields.has('size')),
  )
  const staged: Claim[] = fields.has('dates') ? [] : [{ ...dateClaim, value: date }]
  return [...ofRows, ...counted, ...staged]
}

const dateClaim: Claim = {
  id: 'date.staged',
  kind: 'date',
  subject: 'written',
  side: null,
  value: '',
  unit: '',
  direction: null,
  better: null,
  derivation: { operation: 'as-written', of: [] },
  comparison: null,
  sources: [],
  warnings: [],
  renderings: [],
}

/** How many runs there were is said; the measurements it was counted from are withheld. */
function withoutMeasurements(claim: Claim): Claim {
  return claim.kind === 'runs' ? { ...claim, derivation: { operation: 'count', of: [] } } : claim
}

/** candidate ÷ baseline: what the table shows in place of both values. */
function ratioOf({ comparison, label, sources }: Row): Claim {
  const ratio = comparison.ratio ?? 1
  return {
    ...dateClaim,
    id: `${comparison.id}.ratio`,
    kind: 'times',
    subject: label,
    value: ratio,
    unit: '×',
    direction: ratio < 1 ? 'less' : ratio > 1 ? 'more' : 'same',
    better: comparison.better,
    derivation: { operation: 'ratio', of: [comparison.id] },
    comparison: comparison.id,
    sources: [...sources],
  }
}

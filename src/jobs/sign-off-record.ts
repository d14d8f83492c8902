/** The record of a signature, as it lies beside an entry. */
import type { SignOff } from '../model.ts'
import type { SignableEntry, SignOffReview } from './sign-off-review.ts'
import type { Signer } from './sign-off-signers.ts'
import { measurersOf, statementOf } from './sign-off-words.ts'

/** `sign-off.json` of an entry, from what people said: equal words give equal bytes. */
export function recordText({ digest, ledger, wrote }: SignableEntry, review: SignOffReview, count: number): string | null {
  const signatures: Signature[] = countedBy(review, count).map(signatureOf)
  const [first, ...also] = signatures
  if (first === undefined || ledger === null) return null
  const measuredBy = measurersOf(ledger)
  const record: SignOff = { schemaVersion: 1, ...first, digest, wrote, measuredBy, ...(also.length > 0 && { also }) }
  return `${JSON.stringify(record, null, 2)}\n`
}

/** Whoever signed before the merge; later signatures count where those were too few, and change no record otherwise. */
function countedBy({ by, mergedAt }: SignOffReview, count: number): Signer[] {
  const inTime = [...by].sort((a, b) => (a.time < b.time ? -1 : 1))
  const before = inTime.filter(({ time }) => mergedAt !== null && time <= mergedAt)
  return before.length >= count ? before : inTime
}

type Signature = NonNullable<SignOff['also']>[number]

function signatureOf({ how, login, id, said, head, time, measured }: Signer): Signature {
  return {
    how,
    by: { name: login, login, id },
    statement: statementOf(measured),
    measured,
    review: how === 'review' ? said : null,
    ...(how === 'comment' && { comment: said }),
    head,
    time,
  }
}

/** Facts of the change, and how the text was made; the table of sources is the composer's. */
import type { Inline, Section } from '../../model.ts'
import { changeSize } from './change-size.ts'
import type { Context } from './context.ts'

/** ` · ` between facts. */
function dotted(facts: readonly Inline[][]): Inline[] {
  return facts.flatMap((fact, i) => (i === 0 ? fact : [' · ', ...fact]))
}

export function receipts({ study }: Context): Section {
  const { subject, changes, tests } = study.evidence
  const merged = { merge: 'merged', squash: 'squashed and merged', rebase: 'rebased and merged' }[subject.mergedAs ?? 'merge']
  const kind: Inline[] =
    subject.tag !== undefined
      ? ['Release ', { term: subject.tag }, ', published on ', { claim: 'date.merged' }]
      : subject.number === null
        ? ['Commits ', { code: subject.base.slice(0, 7) }, ' to ', { code: subject.head.slice(0, 7) }, ', ', { claim: 'date.merged' }]
        : ['Pull request ', { claim: 'subject.number' }, `, ${merged} on `, { claim: 'date.merged' }]
  const facts: Inline[][] = [kind]
  const isWhole = study.claims.has('count.files')
  if (changes.length > 0) facts.push([{ cite: 'diff', children: isWhole ? changeSize(study) : ['diff, read in part'] }])
  if (subject.repository.licence !== null) facts.push([{ term: subject.repository.licence }])
  if (tests !== 'unknown') facts.push([tests === 'passed' ? 'tests passed on the measured commit' : 'tests failed on the measured commit'])
  const made =
    'Figures computed by code and words from templates, without a language model; nothing here counts before a person has signed it.'
  return {
    part: 'receipts',
    heading: 'Receipts',
    blocks: [
      { type: 'paragraph', children: dotted(facts) },
      { type: 'paragraph', children: [made] },
    ],
  }
}

/** Facts that the allow-list opened, and what stands in place of links. */
import type { Inline, Section } from '../../model.ts'
import type { Context } from '../template/context.ts'

export function privateReceipts({ study }: Context): Section {
  const { subject, tests } = study.evidence
  const has = (id: string) => study.claims.has(id)
  const count = (id: string): Inline => ({ claim: `count.${id}`, as: 'number' })
  const plural = (id: string, one: string, more: string) => (study.claims.get(`count.${id}`)?.value === 1 ? one : more)
  const facts: Inline[][] = [has('date.merged') ? ['Merged on ', { claim: 'date.merged' }] : ['Written on ', { claim: 'date.staged' }]]
  if (has('count.files')) {
    const size: Inline[] = [
      count('files'),
      plural('files', ' file, ', ' files, '),
      count('added'),
      plural('added', ' line added, ', ' lines added, '),
      count('removed'),
      ' removed',
    ]
    facts.push([{ cite: 'diff', children: size }])
  } else facts.push(['from a ', { cite: 'diff', children: ['diff'] }])
  if (subject.repository.licence !== null) facts.push([{ term: subject.repository.licence }])
  if (tests !== 'unknown') facts.push([tests === 'passed' ? 'tests passed on the measured commit' : 'tests failed on the measured commit'])
  const withheld = [...study.sources.values()].some((source) => source.withheld === true)
  const instead = withheld
    ? 'The sources below are withheld: for each, evidence.json holds its kind, its level and a salted commitment to what was read, which the owner can open to an auditor. '
    : ''
  const made =
    'Figures computed by code and words from templates, without a language model; nothing here counts before a person has signed it.'
  return {
    part: 'receipts',
    heading: 'Receipts',
    blocks: [
      { type: 'paragraph', children: facts.flatMap((fact, i) => (i === 0 ? fact : [' · ', ...fact])) },
      { type: 'paragraph', children: [instead + made] },
    ],
  }
}

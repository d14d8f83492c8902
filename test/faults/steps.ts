/** What can happen to a showcase, and how often. */
import fc from 'fast-check'
import { type FaultName, faults } from './matrix.ts'
import { type ActName, acts } from './people.ts'

const others = ['reopens', 'deletes the branch'] as const

export type Step =
  | { who: 'bob'; does: ActName | (typeof others)[number] }
  | { who: 'eve'; does: 'measures again' | 'retitles' | 'says more' }
  | { who: 'casewright'; does: 'drafts'; fault: FaultName | null; request: number }
  | { who: 'casewright'; does: 'drafts until the network goes'; request: number; kind: 'reset' | 'reset-after' }
  | { who: 'casewright'; does: 'drafts twice at once'; order: number[]; meanwhile: ActName | null; turn: number }
  | { who: 'ada'; does: 'asks again' }

const slow: readonly string[] = ['no answer']
const act = fc.constantFrom(...(Object.keys(acts) as ActName[]))
const edits = fc.constantFrom<ActName>(
  'edits the lead',
  'adds to a paragraph',
  'inserts a paragraph',
  'amends and pushes with force',
  'renames the folder',
)

export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      who: fc.constant('bob' as const),
      does: fc.oneof(
        { weight: 7, arbitrary: act },
        { weight: 2, arbitrary: fc.constantFrom<ActName>('closes', 'closes', 'merges', 'approves') },
        { weight: 1, arbitrary: fc.constantFrom(...others) },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      who: fc.constant('eve' as const),
      does: fc.constantFrom('measures again', 'measures again', 'retitles', 'says more'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      who: fc.constant('casewright' as const),
      does: fc.constant('drafts' as const),
      fault: fc.option(fc.constantFrom(...(Object.keys(faults) as FaultName[]).filter((name) => !slow.includes(name)))),
      request: fc.nat(10),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      who: fc.constant('casewright' as const),
      does: fc.constant('drafts until the network goes' as const),
      request: fc.nat(10),
      kind: fc.constantFrom('reset' as const, 'reset-after' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      who: fc.constant('casewright' as const),
      does: fc.constant('drafts twice at once' as const),
      order: fc.array(fc.nat(3), { minLength: 10, maxLength: 30 }),
      meanwhile: fc.option(edits),
      turn: fc.nat(16),
    }),
  },
  { weight: 1, arbitrary: fc.record({ who: fc.constant('ada' as const), does: fc.constant('asks again' as const) }) },
)

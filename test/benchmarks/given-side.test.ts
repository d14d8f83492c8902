import { expect, test } from 'vitest'
import { givenSide } from '../../src/benchmarks/given-side.ts'
import type { Side } from '../../src/model.ts'
import { measurement } from '../claims/build.ts'

const of = (sides: Side[], given: Side) => {
  const measurements = sides.map((side) => measurement({ value: 1, side }))
  const side = givenSide(measurements, given)
  return measurements.map(side)
}

test.each<[string, Side[], Side, Side[]]>([
  ['a file without a side of its own', ['unknown', 'unknown'], 'candidate', ['candidate', 'candidate']],
  ['a file whose words name one side', ['baseline', 'unknown'], 'baseline', ['baseline', 'baseline']],
  [
    'a file with both sides: its old figures are another run',
    ['baseline', 'candidate', 'unknown'],
    'baseline',
    ['unknown', 'baseline', 'baseline'],
  ],
  ['a file that nobody puts on a side', ['baseline', 'candidate'], 'unknown', ['baseline', 'candidate']],
])('%s', (_, sides, given, expected) => expect(of(sides, given)).toEqual(expected))

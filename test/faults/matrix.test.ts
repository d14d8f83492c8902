/** Every fault at every request of the whole way; `npm run test:all` takes all of them, `npm test` a few of each. */
import { afterAll, describe, expect, test } from 'vitest'
import { allCases, cleanRuns, tryCase } from './matrix.ts'
import { showcaseIn, world } from './publishing.ts'

const at = await world()
const runs = await cleanRuns(at)
const all = allCases(runs)
const isLong = process.env.CASEWRIGHT_TEST_ALL !== undefined
// A stride that shares no factor with the numbers of faults: every fault and every request comes along.
const cases = isLong ? all : all.filter((_, i) => i % 13 === 0)

afterAll(async () => {
  console.log(`fault matrix: ${cases.length} of ${all.length} cases`)
  await at.github.close()
})

describe('a fault, and the next run finishes', () => {
  test.each(cases)('$scenario: $fault at request $request, $operation', (one) => tryCase(at, runs, one))
})

test('a draft takes at most eight requests and one to ask for reviews, a new one ten, an idle one three', async () => {
  at.state('61.4')
  const showcase = showcaseIn(at, 'few-requests')
  const first = await showcase.run()
  expect(first).toMatchObject({ error: null, writes: 3 })
  expect(first.requests).toBeLessThanOrEqual(9)
  expect((await showcase.run()).requests).toBeLessThanOrEqual(3)
  at.state('57.3')
  const next = await showcase.run()
  expect(next.published?.outcome).toBe('updated')
  expect(next.requests).toBeLessThanOrEqual(10)
})

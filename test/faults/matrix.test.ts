/** Every fault at every request of the whole way; `npm run test:all` takes all of them, `npm test` a few of each. */
import { afterAll, describe, expect, test } from 'vitest'
import { allCases, cleanRuns, tryCase } from './matrix.ts'
import { showcaseIn, world } from './publishing.ts'

const at = await world()
const runs = await cleanRuns(at)
const all = allCases(runs)
const isLong = process.env.CASEWRIGHT_TEST_ALL !== undefined
// A stride that shares no factor with the numbers of faults: every fault and every request comes along.
const cases = isLong ? all : all.filter((_, i) => i % 19 === 0)

afterAll(async () => {
  console.log(`fault matrix: ${cases.length} of ${all.length} cases`)
  await at.github.close()
})

describe('a fault, and the next run finishes', () => {
  test.each(cases)('$scenario: $fault at request $request, $operation', (one) => tryCase(at, runs, one))
})

test('a first draft is five requests to the showcase, a new one four, and where nothing is new it is three in all', async () => {
  at.state('61.4')
  const showcase = showcaseIn(at, 'few-requests')
  const costs = async () => {
    const from = at.github.history.length
    const { published, requests, writes } = await showcase.run()
    const there = at.github.history.slice(from).filter(({ text, path }) => text.includes('few-requests') || path.includes('few-requests'))
    return { outcome: published?.outcome, requests, writes, there: there.length }
  }
  expect(await costs()).toMatchObject({ outcome: 'created', writes: 3, there: 5 })
  expect(await costs()).toMatchObject({ outcome: 'unchanged', requests: 3, there: 2 })
  at.state('57.3')
  expect(await costs()).toMatchObject({ outcome: 'updated', writes: 1, there: 4 })
})

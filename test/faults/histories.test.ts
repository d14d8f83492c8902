/** Random histories of the whole way: people, faults, crashes, two workers. CASEWRIGHT_HISTORIES=1000 and CASEWRIGHT_SEED=n take others. */
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { live, type Met } from './histories.ts'
import { world } from './publishing.ts'
import { step } from './steps.ts'

const at = await world()
const isLong = process.env.CASEWRIGHT_TEST_ALL !== undefined
const numRuns = Number(process.env.CASEWRIGHT_HISTORIES ?? (isLong ? 150 : 3))
const met: Met = { runs: 0, words: 0, followed: 0, outcomes: new Set() }

afterAll(async () => {
  console.log(
    `histories: ${numRuns}, ${met.runs} runs, ${met.words} words kept, ${met.followed} pages followed, ${[...met.outcomes].sort().join(' ')}`,
  )
  await at.github.close()
})

test('whatever happens', { timeout: 900_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 9 }), (steps) => live(at, steps, met)),
    { numRuns, seed: Number(process.env.CASEWRIGHT_SEED ?? 1), endOnFailure: true },
  )
  // The histories did meet what is asserted.
  expect(met.words).toBeGreaterThan(isLong ? numRuns : 0)
  expect(met.followed).toBeGreaterThan(isLong ? numRuns : 0)
})

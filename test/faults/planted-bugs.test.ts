/** Each planted bug is caught by one layer at least; `npm run test:all` says by how many cases of each. */
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { live, type Met } from './histories.ts'
import { allCases, cleanRuns, tryCase } from './matrix.ts'
import { plantedBugs } from './planted-bugs.ts'
import { type Way, world } from './publishing.ts'
import { step } from './steps.ts'

const at = await world()
const runs = await cleanRuns(at)
const isLong = process.env.CASEWRIGHT_TEST_ALL !== undefined
const all = allCases(runs)
// In the short run each scenario comes along early.
const short = all.filter(({ fault }, i) => fault === 'half an answer' || i % 60 === 0).sort((a, b) => a.request - b.request)
const cases = isLong ? all.filter((_, i) => i % 5 === 0) : short
const histories = fc.sample(fc.array(step, { minLength: 4, maxLength: 8 }), { numRuns: isLong ? 20 : 3, seed: 8 })

afterAll(() => at.github.close())

async function failures(tries: readonly (() => Promise<void>)[]): Promise<number> {
  let failed = 0
  for (const attempt of tries) {
    try {
      await attempt()
    } catch {
      failed++
      // Once is enough to be caught; how often is for the long run.
      if (!isLong) return failed
    }
    at.github.world.faults.length = 0
  }
  return failed
}

/** How many cases and histories fail when all of them go about it in this way. */
async function caught(way: Way): Promise<{ matrix: number; histories: number }> {
  const met: Met = { runs: 0, words: 0, followed: 0, outcomes: new Set() }
  const matrix = await failures(cases.map((one) => () => tryCase(at, runs, one, way)))
  if (!isLong && matrix > 0) return { matrix, histories: 0 }
  return { matrix, histories: await failures(histories.map((steps) => () => live(at, steps, met, way))) }
}

describe('is caught', () => {
  test.each(Object.entries(plantedBugs))('%s', { timeout: 600_000 }, async (name, way) => {
    const { matrix, histories: lives } = await caught(way)
    console.log(
      `${name}: caught by ${matrix} of ${cases.length} cases, ${lives} of ${histories.length} histories${isLong ? '' : ' (the first is enough)'}`,
    )
    expect(matrix + lives).toBeGreaterThan(0)
    // The fake may be told nonsense by a broken variant.
    at.github.complaints.length = 0
  })
})

test('nothing is caught where nothing is broken', { timeout: 600_000 }, async () => {
  const met: Met = { runs: 0, words: 0, followed: 0, outcomes: new Set() }
  for (const one of cases.slice(0, 3)) await tryCase(at, runs, one)
  for (const steps of histories.slice(0, isLong ? histories.length : 1)) await live(at, steps, met)
})

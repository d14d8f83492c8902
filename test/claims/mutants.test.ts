/**
 * The test of the checker: generated true entries raise no alarm, wrong ones made of them do, and a human's technical
 * prose does not. `npm run test:all` parses and checks more than five thousand mutants, `npm test` over a thousand.
 */
import { Worker } from 'node:worker_threads'
import { beforeAll, describe, expect, test } from 'vitest'
import type { MutantSuite, ProseSuite } from './suites.ts'

const FIRST_SEED = 90_000
const ENTRIES = process.env.CASEWRIGHT_TEST_ALL ? 114 : 28
const EACH = 6
const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(2)} %`

function run<T>(workerData: object): Promise<T> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./suites.ts', import.meta.url), { workerData })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

describe('the checker', () => {
  let mutants: MutantSuite
  let prose: ProseSuite

  beforeAll(async () => {
    const [wrong, paragraphs] = await Promise.all([
      run<MutantSuite>({ suite: 'mutants', from: FIRST_SEED, to: FIRST_SEED + ENTRIES, each: EACH }),
      run<ProseSuite>({ suite: 'prose' }),
    ])
    mutants = wrong
    prose = paragraphs
    console.log(
      `verify: ${percent(mutants.caught, mutants.mutants)} of ${mutants.mutants} mutants caught (${percent(mutants.wrong, mutants.mutants)} as wrong); ` +
        `${mutants.falseAlarms.length} false alarms on ${mutants.entries} true entries; ` +
        `${percent(prose.alarmed.length, prose.paragraphs)} of ${prose.paragraphs} paragraphs of technical prose alarm falsely`,
    )
  }, 120_000)

  test('raises no alarm on true entries', () => {
    expect(mutants.falseAlarms).toEqual([])
  })

  test('catches at least 99.9 % of the mutants', () => {
    expect(mutants.mutants).toBeGreaterThanOrEqual(43 * ENTRIES)
    expect(mutants.caught / mutants.mutants, mutants.missed.join('\n')).toBeGreaterThanOrEqual(0.999)
    expect(mutants.wrong / mutants.mutants).toBeGreaterThanOrEqual(0.97)
  })

  test('has mutants of every operator', () => {
    expect(Object.keys(mutants.byOperator).sort()).toEqual([
      'another digit',
      'another magnitude',
      'another unit',
      'cell moved',
      'direction word flipped',
      'flipped sign',
      'interval bound changed',
      'link moved',
      'number word changed',
      'quotation altered',
      'sides swapped',
      'subject swapped',
      'verdict word strengthened',
    ])
    for (const [operator, made] of Object.entries(mutants.byOperator)) expect(made, operator).toBeGreaterThanOrEqual(ENTRIES / 3)
  })

  test('takes names with digits for names in at least 99 % of 300 paragraphs', () => {
    expect(prose.paragraphs).toBeGreaterThanOrEqual(300)
    expect(prose.alarmed.length / prose.paragraphs, prose.alarmed.join('\n')).toBeLessThanOrEqual(0.01)
  })

  test('still sees nearly every true figure among them', () => {
    expect(prose.found / prose.figures).toBeGreaterThanOrEqual(0.95)
  })
})

/**
 * The test of the checker: generated true entries raise no alarm, wrong ones made of them do, and a human's technical
 * prose does not. Takes longer than other files: more than five thousand entries are parsed and checked.
 */
import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/claims/check/finding.ts'
import { checkerOf } from '../../src/claims/check.ts'
import { type Mutant, mutantsOf } from './mutants.ts'
import { paragraphs } from './prose-paragraphs.ts'
import { random } from './random.ts'
import { trueEntry } from './true-entry.ts'

const FIRST_SEED = 90_000
const alarms = (findings: readonly Finding[]) => findings.filter((finding) => finding.grade !== 'style')
const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(2)} %`

interface Suite {
  entries: number
  falseAlarms: string[]
  mutants: number
  byOperator: Map<string, number>
  caught: number
  wrong: number
  missed: string[]
}

/** Every third entry is a whole one, the others have lead, table, costs and receipts. */
function mutantSuite(): Suite {
  const suite: Suite = { entries: 0, falseAlarms: [], mutants: 0, byOperator: new Map(), caught: 0, wrong: 0, missed: [] }
  for (let seed = FIRST_SEED; seed < FIRST_SEED + 112; seed++) {
    const entry = trueEntry(seed, seed % 3 !== 0)
    const checker = checkerOf(entry.ledger)
    suite.entries++
    for (const { message } of alarms([...checker.ledger, ...checker.check(entry.markdown).findings]))
      suite.falseAlarms.push(`${seed}: ${message}`)
    for (const mutant of mutantsOf(entry, random(seed), 6)) count(suite, mutant, alarms(checker.check(mutant.markdown).findings), seed)
  }
  return suite
}

function count(suite: Suite, { operator, what }: Mutant, found: readonly Finding[], seed: number): void {
  suite.mutants++
  suite.byOperator.set(operator, (suite.byOperator.get(operator) ?? 0) + 1)
  if (found.length > 0) suite.caught++
  else suite.missed.push(`${seed} ${operator}: ${what}`)
  if (found.some((finding) => finding.grade === 'wrong')) suite.wrong++
}

/** Each paragraph is put into a true entry, as a person would; an alarm is false where no marked figure is meant. */
function proseSuite(): { paragraphs: number; alarmed: string[]; figures: number; found: number } {
  const hosts = [3, 8, 15, 22, 31].map((seed) => {
    const entry = trueEntry(seed)
    return { entry, checker: checkerOf(entry.ledger) }
  })
  const suite = { paragraphs: 0, alarmed: [] as string[], figures: 0, found: 0 }
  for (const { place, text, figures } of paragraphs()) {
    const host = hosts[suite.paragraphs % hosts.length]
    if (host === undefined) throw new Error('no host')
    suite.paragraphs++
    const markdown = host.entry.markdown.replace('## What changed', `${text}\n\n## What changed`)
    const said = alarms(host.checker.check(markdown).findings).map((finding) => /"([^"]*)"/.exec(finding.message)?.[1] ?? finding.message)
    const isFigure = (words: string) =>
      figures.some((figure) => figure.includes(words) || words.includes(figure) || words.startsWith(`${figure} `))
    const falseOnes = said.filter((words) => !isFigure(words))
    if (falseOnes.length > 0) suite.alarmed.push(`${place}: ${falseOnes.join('; ')}`)
    suite.figures += figures.length
    suite.found += figures.filter((figure) => said.some((words) => figure.includes(words) || words.includes(figure))).length
  }
  return suite
}

describe('the checker', () => {
  const mutants = mutantSuite()
  const prose = proseSuite()
  console.log(
    `verify: ${percent(mutants.caught, mutants.mutants)} of ${mutants.mutants} mutants caught (${percent(mutants.wrong, mutants.mutants)} as wrong); ` +
      `${mutants.falseAlarms.length} false alarms on ${mutants.entries} true entries; ` +
      `${percent(prose.alarmed.length, prose.paragraphs)} of ${prose.paragraphs} paragraphs of technical prose alarm falsely`,
  )

  test('raises no alarm on true entries', () => {
    expect(mutants.falseAlarms).toEqual([])
  })

  test('catches at least 99.9 % of at least 5,000 mutants', () => {
    expect(mutants.mutants).toBeGreaterThanOrEqual(5000)
    expect(mutants.caught / mutants.mutants, mutants.missed.join('\n')).toBeGreaterThanOrEqual(0.999)
    expect(mutants.wrong / mutants.mutants).toBeGreaterThanOrEqual(0.97)
  })

  test('has mutants of every operator', () => {
    expect([...mutants.byOperator.keys()].sort()).toEqual([
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
    for (const [operator, made] of mutants.byOperator) expect(made, operator).toBeGreaterThanOrEqual(50)
  })

  test('takes names with digits for names in at least 99 % of 300 paragraphs', () => {
    expect(prose.paragraphs).toBeGreaterThanOrEqual(300)
    expect(prose.alarmed.length / prose.paragraphs, prose.alarmed.join('\n')).toBeLessThanOrEqual(0.01)
  })

  test('still sees nearly every true figure among them', () => {
    expect(prose.found / prose.figures).toBeGreaterThanOrEqual(0.95)
  })
})

/**
 * The long runs of the checker's test: mutants of generated entries, and technical prose put into them. Also a worker's
 * program: plain Node runs it more than twice as fast as a test runner's module loader, and two cores share it.
 */
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import type { Finding } from '../../src/claims/check/finding.ts'
import { checkerOf } from '../../src/claims/check.ts'
import { type Mutant, mutantsOf } from './mutants.ts'
import { paragraphs } from './prose-paragraphs.ts'
import { random } from './random.ts'
import { trueEntry } from './true-entry.ts'

const alarms = (findings: readonly Finding[]) => findings.filter((finding) => finding.grade !== 'style')

export interface MutantSuite {
  entries: number
  /** Alarms on entries that are true. */
  falseAlarms: string[]
  mutants: number
  byOperator: Record<string, number>
  caught: number
  wrong: number
  missed: string[]
}

/** Every seventh entry is a whole one, the others have lead, table, costs and receipts. */
export function mutantSuite({ from, to, each }: { from: number; to: number; each: number }): MutantSuite {
  const suite: MutantSuite = { entries: 0, falseAlarms: [], mutants: 0, byOperator: {}, caught: 0, wrong: 0, missed: [] }
  for (let seed = from; seed < to; seed++) {
    const entry = trueEntry(seed, seed % 7 !== 0)
    const checker = checkerOf(entry.ledger)
    suite.entries++
    for (const { message } of alarms([...checker.ledger, ...checker.check(entry.markdown).findings]))
      suite.falseAlarms.push(`${seed}: ${message}`)
    for (const mutant of mutantsOf(entry, random(seed), each)) count(suite, mutant, alarms(checker.check(mutant.markdown).findings), seed)
  }
  return suite
}

function count(suite: MutantSuite, { operator, what }: Mutant, found: readonly Finding[], seed: number): void {
  suite.mutants++
  suite.byOperator[operator] = (suite.byOperator[operator] ?? 0) + 1
  if (found.length > 0) suite.caught++
  else suite.missed.push(`${seed} ${operator}: ${what}`)
  if (found.some((finding) => finding.grade === 'wrong')) suite.wrong++
}

export interface ProseSuite {
  paragraphs: number
  /** Paragraphs with an alarm on something that is no figure. */
  alarmed: string[]
  figures: number
  found: number
}

/** Each paragraph is put into a true entry, as a person would; an alarm is false where no marked figure is meant. */
export function proseSuite(): ProseSuite {
  const hosts = [3, 8, 15, 22, 31].map((seed) => {
    const entry = trueEntry(seed)
    return { entry, checker: checkerOf(entry.ledger) }
  })
  const suite: ProseSuite = { paragraphs: 0, alarmed: [], figures: 0, found: 0 }
  for (const { place, text, figures } of paragraphs()) {
    const host = hosts[suite.paragraphs % hosts.length]
    if (host === undefined) throw new Error('no host')
    suite.paragraphs++
    const markdown = host.entry.markdown.replace('## What changed', `${text}\n\n## What changed`)
    const said = alarms(host.checker.check(markdown).findings).map((finding) => /"([^"]*)"/.exec(finding.message)?.[1] ?? finding.message)
    const isFigure = (words: string) => figures.some((figure) => figure.includes(words) || words.includes(figure))
    const falseOnes = said.filter((words) => !isFigure(words))
    if (falseOnes.length > 0) suite.alarmed.push(`${place}: ${falseOnes.join('; ')}`)
    suite.figures += figures.length
    suite.found += figures.filter((figure) => said.some((words) => figure.includes(words) || words.includes(figure))).length
  }
  return suite
}

if (!isMainThread && workerData?.suite === 'mutants') parentPort?.postMessage(mutantSuite(workerData))
if (!isMainThread && workerData?.suite === 'prose') parentPort?.postMessage(proseSuite())

import type { Document } from '../document/document.ts'
import { asText, at, fieldsOf, finite, has, isObject, items, type JsonNode, listOf, number } from '../document/node.ts'
import type { Findings, Measured, Ran } from '../findings.ts'
import type { Reader } from '../reader.ts'
import { remember } from '../remember.ts'

/** https://www.promptfoo.dev/docs/configuration/outputs/ (JSON): versions 1 to 3 of the summary */
export const promptfoo: Reader = {
  name: 'promptfoo',
  title: 'promptfoo',
  docs: 'JSON of `promptfoo eval -o`; counts, scores, latency and cost for each prompt; answers from the cache have no latency.',
  primary: ['successes', 'testPassCount', 'score'],
  detect: (document) => summaryOf(document) !== null,
  parse(document, found) {
    const summary = summaryOf(document)
    if (summary === null) return
    const prompts = [...items(at(summary, 'prompts')), ...items(at(summary, 'table', 'head', 'prompts'))].filter(({ value }) =>
      isObject(fieldsOf(value).metrics),
    )
    readStats(at(summary, 'stats'), prompts.length > 1, found)
    const { results } = fieldsOf(summary.value)
    const cached = listOf(results).some((result) => fieldsOf(fieldsOf(result).response).cached === true)
    for (const [index, prompt] of prompts.entries()) readPrompt(prompt, { index, cached, many: prompts.length > 1 }, found)
  },
}

/** The summary stands at the top of version 1 and under `results` of later ones. */
function summaryOf({ json }: Document): JsonNode | null {
  if (json === null) return null
  const inner = at(json, 'results')
  return (
    [inner, json].find(
      ({ value }) => has(value, 'stats', 'results') && has(value.stats, 'successes', 'failures') && Array.isArray(value.results),
    ) ?? null
  )
}

const tests = { unit: 'tests', statistic: 'count' } as const

function readStats(stats: JsonNode, many: boolean, found: Findings): void {
  const counted = ['successes', 'failures', 'errors'].map((key) => number(at(stats, key)) ?? 0)
  const total = counted.reduce((sum, count) => sum + count, 0)
  const errors = counted[2] ?? 0
  // Where no test had an answer nothing was evaluated: the counts say so, and are no result.
  const role = errors > 0 && errors === total ? 'workload' : many ? 'aggregate' : 'result'
  found.json(at(stats, 'successes'), { ...tests, metric: 'successes', better: 'higher', role })
  found.json(at(stats, 'failures'), { ...tests, metric: 'failures', better: 'lower', role })
  found.json(at(stats, 'errors'), { ...tests, metric: 'errors', better: 'lower', role })
  if (errors > 0 && errors === total)
    found.flag('all-failed', 'Every test ended in an error: there is no score and no latency.', at(stats, 'errors'))
  else if (errors > 0)
    found.flag('partial-failure', `${errors} of ${total} tests ended in an error and have no answer.`, at(stats, 'errors'))
  if (total > 0 && total < 30)
    found.flag(
      'few-samples',
      `There are ${total} tests only: one more passed moves the rate by ${(100 / total).toFixed(0)} %.`,
      at(stats, 'successes'),
    )
}

interface Place {
  index: number
  /** Whether an answer of the run came from the cache. */
  cached: boolean
  many: boolean
}

const counts = [
  ['testPassCount', 'higher'],
  ['testFailCount', 'lower'],
  ['testErrorCount', 'lower'],
] as const
const countsAs = (role: 'result' | 'derived') =>
  counts.map(([metric, better]): [string, Measured] => [metric, { ...tests, metric, better, role }])
// With one prompt the summary says the counts already.
const [countsOfMany, countsOfOne] = [countsAs('result'), countsAs('derived')]
const scoreNamed = remember((metric): Measured => ({ metric, unit: 'score', better: 'higher', statistic: 'sum' }))
const latency: Measured = { metric: 'latency', unit: 'ms', better: 'lower', statistic: 'sum' }
const cost: Measured = { metric: 'cost', unit: 'USD', better: 'lower', statistic: 'sum' }

function readPrompt(prompt: JsonNode, { index, cached, many }: Place, found: Findings): void {
  const metrics = at(prompt, 'metrics')
  const { testPassCount, testFailCount, testErrorCount, tokenUsage } = fieldsOf(metrics.value)
  const answered = (finite(testPassCount) ?? 0) + (finite(testFailCount) ?? 0)
  const samples = answered + (finite(testErrorCount) ?? 0)
  const ran: Ran = { benchmark: nameOf(prompt), condition: many ? `prompt ${index + 1}` : '', samples, sampleKind: 'document' }
  for (const [key, measured] of many && answered > 0 ? countsOfMany : countsOfOne) found.member(metrics, key, ran, measured)
  if (answered <= 0) return
  found.member(metrics, 'score', ran, scoreNamed('score'))
  const scores = at(metrics, 'namedScores')
  for (const name in fieldsOf(scores.value)) found.member(scores, name, ran, scoreNamed(name))
  if (cached || (finite(fieldsOf(tokenUsage).cached) ?? 0) > 0)
    found.flag('zero-means-missing', 'Answers came from the cache: the latency and the cost say nothing.', at(metrics, 'totalLatencyMs'))
  else {
    found.member(metrics, 'totalLatencyMs', ran, latency)
    found.member(metrics, 'cost', ran, cost)
  }
}

/** The provider; prompts themselves are long and often private. */
function nameOf({ value }: JsonNode): string {
  const { provider } = fieldsOf(value)
  return asText(provider) ?? asText(fieldsOf(provider).id) ?? ''
}

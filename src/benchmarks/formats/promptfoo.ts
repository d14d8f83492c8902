import type { Document } from '../document/document.ts'
import { at, entries, has, isObject, items, type JsonNode, number, text } from '../document/node.ts'
import type { Figure, Findings } from '../findings.ts'
import type { Reader } from '../reader.ts'

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
    const prompts = [...items(at(summary, 'prompts')), ...items(at(summary, 'table', 'head', 'prompts'))].filter((prompt) =>
      isObject(at(prompt, 'metrics').value),
    )
    readStats(at(summary, 'stats'), prompts.length > 1, found)
    const cached = items(at(summary, 'results')).some((result) => at(result, 'response', 'cached').value === true)
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
  const role = many ? 'aggregate' : 'result'
  found.json(at(stats, 'successes'), { ...tests, metric: 'successes', better: 'higher', role })
  found.json(at(stats, 'failures'), { ...tests, metric: 'failures', better: 'lower', role })
  found.json(at(stats, 'errors'), { ...tests, metric: 'errors', better: 'lower', role })
  const counts = ['successes', 'failures', 'errors'].map((key) => number(at(stats, key)) ?? 0)
  const total = counts.reduce((sum, count) => sum + count, 0)
  const errors = counts[2] ?? 0
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

function readPrompt(prompt: JsonNode, { index, cached, many }: Place, found: Findings): void {
  const metrics = at(prompt, 'metrics')
  const count = (key: string) => number(at(metrics, key)) ?? 0
  const samples = count('testPassCount') + count('testFailCount') + count('testErrorCount')
  const answered = samples - count('testErrorCount')
  const shared = { benchmark: nameOf(prompt), condition: many ? `prompt ${index + 1}` : '', samples, sampleKind: 'document' } as const
  const write = (node: JsonNode, figure: Figure) => found.json(node, { ...shared, statistic: 'sum', ...figure })
  const passed = at(metrics, 'testPassCount')
  // With one prompt the summary says the counts already.
  const role = many ? 'result' : 'derived'
  write(passed, { ...tests, metric: 'testPassCount', better: 'higher', role })
  write(at(metrics, 'testFailCount'), { ...tests, metric: 'testFailCount', better: 'lower', role })
  write(at(metrics, 'testErrorCount'), { ...tests, metric: 'testErrorCount', better: 'lower', role })
  if (answered <= 0) return
  write(at(metrics, 'score'), { metric: 'score', unit: 'score', better: 'higher' })
  for (const [name, score] of entries(at(metrics, 'namedScores'))) write(score, { metric: name, unit: 'score', better: 'higher' })
  const latency = at(metrics, 'totalLatencyMs')
  if (cached || (number(at(metrics, 'tokenUsage', 'cached')) ?? 0) > 0)
    found.flag('zero-means-missing', 'Answers came from the cache: the latency and the cost say nothing.', latency)
  else {
    write(latency, { metric: 'latency', unit: 'ms', better: 'lower' })
    write(at(metrics, 'cost'), { metric: 'cost', unit: 'USD', better: 'lower' })
  }
}

/** The provider; prompts themselves are long and often private. */
function nameOf(prompt: JsonNode): string {
  const provider = at(prompt, 'provider')
  return text(provider) ?? text(at(provider, 'id')) ?? ''
}

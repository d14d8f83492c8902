import { at, entries, type JsonNode, number, text } from '../document/node.ts'
import type { Figure, Findings } from '../findings.ts'
import { statisticName } from '../labels.ts'
import { flagClock, histograms, isBelowClock } from './autocannon-metrics.ts'
import { judgeMean, judgeRequests, judgeTail } from './requests.ts'
import { targetPath } from './target-path.ts'

export function readAutocannonResult(result: JsonNode, found: Findings): void {
  const condition = conditionOf(result)
  const [answers, refused, errors] = [
    number(at(result, 'latency', 'totalCount')),
    number(at(result, 'non2xx')),
    number(at(result, 'errors')),
  ]
  const total = answers ?? number(at(result, 'requests', 'total'))
  const [completed, failed] = [total === null ? null : total - (refused ?? 0), refused === null ? null : refused + (errors ?? 0)]
  const place = at(result, (refused ?? 0) > 0 ? 'non2xx' : 'errors')
  const served = judgeRequests({ completed, failed, included: (refused ?? 0) > 0, place }, found)
  if (served) {
    readHistogram(
      at(result, 'latency'),
      histograms.latency,
      { samples: answers, sampleKind: answers === null ? null : 'request', condition },
      found,
    )
    const seconds = number(at(result, 'samples'))
    const sampled = { samples: seconds, sampleKind: seconds === null ? null : 'iteration', condition } as const
    readHistogram(at(result, 'requests'), histograms.requests, sampled, found)
    readHistogram(at(result, 'throughput'), histograms.throughput, sampled, found)
  }
  readCounts(result, condition, found)
}

/** What sets a result apart in a file of several: its title and its path. */
function conditionOf(result: JsonNode): string {
  return [text(at(result, 'title')), targetPath(text(at(result, 'url')) ?? '')].filter(Boolean).join(', ')
}

type Sampled = Pick<Figure, 'samples' | 'sampleKind' | 'condition'>

/** `average` and `mean` are one figure. */
function meanOf(histogram: JsonNode): JsonNode {
  const average = at(histogram, 'average')
  return average.value === undefined ? at(histogram, 'mean') : average
}

const printed = ['p1', 'p2_5', 'p50', 'p97_5']

function readHistogram(histogram: JsonNode, figure: Figure, sampled: Sampled, found: Findings): void {
  const deviation = number(at(histogram, 'stddev'))
  const isTime = figure.metric === 'latency'
  const blind = isTime && isBelowClock(number(at(histogram, 'p50')))
  if (blind) flagClock(at(histogram, 'p50'), found)
  const others = entries(histogram).flatMap(([key, node]) => {
    const statistic = key === 'average' || key === 'mean' ? null : statisticName(key.replace('_', '.'))
    // Percentiles of a few seconds: those that autocannon prints are enough.
    const isKept = isTime || !/^p/.test(key) || printed.includes(key)
    return statistic === null || !isKept ? [] : [[statistic, node] as const]
  })
  for (const [statistic, node] of [['mean', meanOf(histogram)] as const, ...others]) {
    // The smallest is the smallest above 0.
    if (blind && (statistic === 'min' || (statistic.startsWith('p') && isBelowClock(number(node))))) continue
    const isDerived = statistic === 'stddev' || (statistic === 'mean' ? blind : !isTime)
    const spread = statistic === 'mean' && deviation !== null ? ({ kind: 'standard-deviation', value: deviation } as const) : null
    found.json(node, { ...figure, ...sampled, statistic, spread, ...(isDerived ? { role: 'derived' } : {}) })
    if (isTime) judgeTail(statistic, sampled.samples ?? null, node, found)
  }
  if (isTime && !blind) judgeMean('latency', number(meanOf(histogram)), number(at(histogram, 'p50')), at(histogram, 'p50'), found)
}

function readCounts(result: JsonNode, condition: string, found: Findings): void {
  const count = (key: string, figure: Omit<Figure, 'metric'>) => found.json(at(result, key), { metric: key, condition, ...figure })
  count('connections', { unit: 'connections', role: 'workload' })
  count('pipelining', { role: 'workload' })
  count('workers', { role: 'workload' })
  count('duration', { unit: 's', role: 'workload' })
  for (const key of ['errors', 'timeouts', 'mismatches', 'resets'])
    count(key, { statistic: 'count', unit: 'requests', better: 'lower', role: 'workload' })
  count('non2xx', { statistic: 'count', unit: 'responses', better: 'lower', role: 'workload' })
  found.json(at(result, 'requests', 'total'), { metric: 'requests', condition, unit: 'requests', role: 'derived' })
}

import { type Document, matches } from '../document/document.ts'
import { at, entries, everyRecord, has, type JsonNode, number, numbers, records } from '../document/node.ts'
import type { Figure, Findings } from '../findings.ts'
import { labelAbove } from '../label-above.ts'
import type { Reader } from '../reader.ts'
import { lineAbove } from './line-above.ts'
import { namespaceSettings } from './namespace-line.ts'
import { judgeTail } from './requests.ts'

/** https://github.com/vllm-project/vllm/blob/main/vllm/benchmarks/latency.py */
export const vllmBenchLatency: Reader = {
  name: 'vllm-bench-latency',
  title: 'vLLM bench latency',
  docs: 'JSON of `--output-json` with the time of every iteration, and the printed lines.',
  primary: ['latency'],
  detect: (document) => isResults(document) || matches(document, /^Avg latency: [\d.e+-]+ seconds[ \t]*$/m, 'Avg latency: '),
  parse(document, found) {
    if (document.json === null) readOutput(document, found)
    else for (const result of records(document.json)) readResult(result, found)
  },
}

function isResults({ json }: Document): boolean {
  return everyRecord(json, (result) => has(result, 'avg_latency', 'latencies', 'percentiles'))
}

/** Whole batches, in seconds, from one process after a warm-up: iterations, not runs. */
const latency = { metric: 'latency', better: 'lower', sampleKind: 'iteration' } as const

const oneProcess = 'The iterations come from one process: what varies between runs is not seen.'

function readResult(result: JsonNode, found: Findings): void {
  const listed = numbers(at(result, 'latencies'))
  const values = listed === null || listed.length === 0 ? null : listed
  const shared = { ...latency, unit: 's', samples: values?.length ?? null }
  const deviation = number(at(result, 'std_latency'))
  found.json(at(result, 'avg_latency'), {
    ...shared,
    statistic: 'mean',
    spread: deviation === null ? null : { kind: 'standard-deviation', value: deviation },
    ...(values === null ? {} : { values }),
  })
  found.json(at(result, 'std_latency'), { ...shared, statistic: 'stddev', better: 'unknown', role: 'derived' })
  for (const [percent, node] of entries(at(result, 'percentiles'))) {
    const statistic = `p${percent}`
    if (found.json(node, { ...shared, statistic })) judgeTail(statistic, shared.samples, node, found)
  }
  found.flag('single-run', oneProcess)
}

/** The printed lines do not say how many iterations there were; the line of settings above them does. */
function readOutput({ lines }: Document, found: Findings): void {
  let samples: number | null = null
  let label: Pick<Figure, 'side' | 'condition'> = {}
  for (const [index, line] of lines.entries()) {
    const settings = namespaceSettings(line.text)
    if (settings !== null) samples = Number(settings.get('num_iters')) || null
    const [, percent, figure] = /^(?:Avg|(\d{1,2}(?:\.\d+)?)% percentile) latency: ([\d.e+-]+ seconds)[ \t]*$/.exec(line.text) ?? []
    if (figure === undefined) continue
    if (percent === undefined) {
      label = labelAbove(lineAbove(lines, index))
      found.flag('single-run', oneProcess, { line })
    }
    const statistic = percent === undefined ? 'mean' : `p${percent}`
    found.line(line, figure, { ...latency, unit: 'seconds', samples, statistic, ...label })
    judgeTail(statistic, samples, { line }, found)
  }
}

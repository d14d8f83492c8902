import { type Document, matches } from '../document/document.ts'
import { at, everyRecord, has, type JsonNode, number, records } from '../document/node.ts'
import type { Figure, Findings } from '../findings.ts'
import { labelAbove } from '../label-above.ts'
import type { Reader } from '../reader.ts'
import { lineAbove } from './line-above.ts'
import { namespaceSettings } from './namespace-line.ts'
import { judgeRequests } from './requests.ts'

/** https://github.com/vllm-project/vllm/blob/main/vllm/benchmarks/throughput.py */
export const vllmBenchThroughput: Reader = {
  name: 'vllm-bench-throughput',
  title: 'vLLM bench throughput',
  docs: 'JSON of `--output-json` and the printed line; tokens a second count prompt and output.',
  primary: ['requests_per_second'],
  detect: (document) => isResults(document) || matches(document, /^Throughput: [\d.]+ requests\/s, [\d.]+ /m, 'Throughput: '),
  parse(document, found) {
    if (document.json === null) readOutput(document, found)
    else for (const result of records(document.json)) readResult(result, found)
  },
}

function isResults({ json }: Document): boolean {
  const keys = ['elapsed_time', 'num_requests', 'total_num_tokens', 'requests_per_second', 'tokens_per_second']
  return everyRecord(json, (result) => has(result, ...keys))
}

/** The unit says what is counted, so that no figure of output tokens alone is held against it. */
const allTokens = 'tok/s (input+output)'
const workload = { role: 'workload' } as const
const oneRun = 'One run: nothing in the file says how much it varies.'

function readResult(result: JsonNode, found: Findings): void {
  const requests = number(at(result, 'num_requests'))
  // The tool stops when a request fails, so that all of them succeeded, or there is no file.
  if (!judgeRequests({ completed: requests, failed: 0, place: at(result, 'num_requests') }, found)) return
  const rate = { better: 'higher', samples: requests, sampleKind: 'request' } as const
  found.json(at(result, 'elapsed_time'), { metric: 'elapsed_time', unit: 's', better: 'lower', samples: 1, sampleKind: 'trial' })
  found.json(at(result, 'num_requests'), { metric: 'num_requests', unit: 'requests', ...workload })
  found.json(at(result, 'total_num_tokens'), { metric: 'total_num_tokens', unit: 'tok', ...workload })
  found.json(at(result, 'requests_per_second'), { metric: 'requests_per_second', unit: 'req/s', ...rate })
  found.json(at(result, 'tokens_per_second'), { metric: 'tokens_per_second', unit: allTokens, ...rate })
  found.flag('single-run', oneRun)
}

function readOutput({ lines }: Document, found: Findings): void {
  let samples: number | null = null
  let label: Pick<Figure, 'side' | 'condition'> = {}
  for (const [index, line] of lines.entries()) {
    const settings = namespaceSettings(line.text)
    if (settings !== null) samples = Number(settings.get('num_prompts')) || null
    const total = /^Total num (prompt|output) tokens:[ \t]+(\d+)[ \t]*$/.exec(line.text)
    if (total?.[2] !== undefined) found.line(line, total[2], { metric: `total_num_${total[1]}_tokens`, unit: 'tok', ...workload, ...label })
    const figures = /^Throughput: ([\d.]+ requests\/s), (.+)$/.exec(line.text)
    if (figures?.[1] === undefined) continue
    label = labelAbove(lineAbove(lines, index))
    const completed = Number.parseFloat(figures[1]) === 0 && /^0\.0+ /.test(figures[2] ?? '') ? 0 : samples
    if (!judgeRequests({ completed, failed: 0, place: { line } }, found)) continue
    const rate = { better: 'higher', samples, sampleKind: 'request', ...label } as const
    found.line(line, figures[1], { metric: 'requests_per_second', unit: 'requests/s', ...rate })
    // Until early 2025 the line had one figure of tokens, of prompt and output together.
    for (const [text = '', , tokens] of (figures[2] ?? '').matchAll(/([\d.]{1,40}) (total |output )?tokens\/s/g)) {
      const output = tokens === 'output '
      found.line(line, text, {
        metric: output ? 'output_tokens_per_second' : 'tokens_per_second',
        unit: output ? 'tokens/s' : allTokens,
        ...rate,
      })
    }
    found.flag('single-run', oneRun, { line })
  }
}

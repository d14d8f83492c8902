import { describe, expect, test } from 'vitest'
import { read } from '../../src/benchmarks/read.ts'
import { KnownError } from '../../src/errors.ts'
import { requireBothSides, requireFigures } from '../../src/jobs/both-sides.ts'
import { idleOptions } from '../../src/jobs/idle-options.ts'
import type { BenchmarkFile, Evidence } from '../../src/model.ts'

const file = (side: BenchmarkFile['side'], path: string, text: string) => ({ side, path, bytes: new TextEncoder().encode(text) })

function check(...files: ReturnType<typeof file>[]): void {
  const benchmarks = files as unknown as Evidence['benchmarks']
  const readings = files.map(({ path, bytes }) => read({ path, text: new TextDecoder().decode(bytes), siblings: () => null }))
  requireFigures(['baseline', 'candidate'], { benchmarks } as Evidence, readings)
}

const go = 'BenchmarkGet 1 5 ns/op\n'

describe('a side that a person names', () => {
  test('has another one beside it', () => {
    expect(() => requireBothSides({ baseline: ['a'], candidate: [] })).toThrow(/^--candidate is missing/)
    expect(() => requireBothSides({ baseline: [], candidate: ['a'] })).toThrow(/^--baseline is missing/)
    expect(() => requireBothSides({ baseline: [], candidate: [] })).not.toThrow()
  })

  test('gives a figure, or no draft is written: what is wrong with its files is said', () => {
    const broken = () => check(file('baseline', 'a.txt', go), file('candidate', 'b.json', ''), file('candidate', 'c.json', '{"a": '))
    expect(broken).toThrow(KnownError)
    expect(broken).toThrow(/^No figure in the files of --candidate\. b\.json: The file is empty.* c\.json: Not JSON from column 7 on/)
    expect(() => check(file('baseline', 'a.txt', go), file('candidate', 'b.json', ''), file('candidate', 'c.txt', go))).not.toThrow()
    const zeros =
      'completed total_input_tokens total_output_tokens request_throughput output_throughput total_token_throughput mean_ttft_ms'
    const nothing = Object.fromEntries(zeros.split(' ').map((name) => [name, 0]))
    const failed = JSON.stringify({ backend: 'vllm', model_id: 'm', tokenizer_id: 'm', num_prompts: 9, duration: 1, failed: 9, ...nothing })
    expect(() => check(file('baseline', 'a.txt', go), file('candidate', 'b.json', failed))).not.toThrow()
  })
})

test('a primary metric that nothing has and a mapping that reads nothing are said', () => {
  const result = { read: [], study: { comparisons: [{ metric: 'ttft' }, { metric: 'output_throughput' }] } }
  const idle = (...primary: string[]) => idleOptions({ primary }, result as unknown as Parameters<typeof idleOptions>[1])
  expect(idle('TTFT', 'output throughput')).toEqual([])
  expect(idle('output_throughputs')).toEqual([
    'No compared metric is called "output_throughputs" (--primary). Did you mean "output_throughput"?',
  ])
  expect(idle('nosuch')).toEqual(['No compared metric is called "nosuch" (--primary). There are: ttft, output_throughput.'])
})

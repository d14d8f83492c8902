import { expect, test } from 'vitest'
import { parseMapping } from '../../src/benchmarks/mapping/mapping-file.ts'
import { readEvidence } from '../../src/jobs/read-evidence.ts'
import { evidence, file } from '../claims/build.ts'

test('benchmark files of the author’s own making are read by the mapping, all others by their readers', () => {
  const bytes = (text: string) => new TextEncoder().encode(text)
  const collected = evidence({
    benchmarks: [
      { ...file('baseline', 'bench/old.csv'), bytes: bytes('op,time_ms\nparse,3.5\n') },
      { ...file('candidate', 'bench/new.txt'), bytes: bytes('BenchmarkX 1 5 ns/op\n') },
    ],
  })
  const mapping = parseMapping('mappings: [{files: "*.csv", name: op, values: [{column: time_ms, better: lower}]}]', 'm.yml')
  const { readings } = readEvidence(collected, mapping)
  expect(readings.map(({ format, measurements }) => [format, measurements.map(({ value, unit }) => `${value} ${unit}`)])).toEqual([
    ['mapping', ['3.5 ms']],
    ['go-bench', ['5 ns/op']],
  ])
  expect(readEvidence(collected, []).readings.map(({ format }) => format)).toEqual([null, 'go-bench'])
})

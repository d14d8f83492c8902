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

test('what others say against a figure is a doubt, what they say of an old one or of the bug is none', () => {
  const said = (text: string, by: 'author' | 'reviewer' = 'reviewer', kind: 'comment' | 'review' | 'issue' = 'comment') => {
    const thread = { kind, number: null, url: null, title: null, path: null, line: null, messages: [{ by, name: 'bob', text }] }
    return readEvidence(evidence({ threads: [thread] }), []).doubts.flatMap(({ source, flags }) =>
      flags.map(({ code }) => `${source} ${code}`),
    )
  }
  for (const doubt of [
    'But did you see that binding time went up a lot?',
    'Two models with many instances get clearly slower.',
    'Nice! On long prompts latency got worse, though.',
    'I cannot reproduce these numbers.',
  ])
    expect(said(doubt), doubt).toEqual(['thread 0 disputed'])
  for (const none of [
    'LGTM, it was clearly slower before.',
    'Memory went up a lot in the old version.',
    '> latency got worse\n\nFixed.',
    'I cannot reproduce the crash.',
    'Great gains, thanks!',
  ])
    expect(said(none), none).toEqual([])
  expect(said('It is still slower.', 'author')).toEqual([])
  expect(said('It is still slower.', 'reviewer', 'issue')).toEqual([])
})

/** What a single sentence says, as `baseline → candidate` pairs, and what it must not be taken to say. */
import { describe, expect, test } from 'vitest'
import { readText } from '../../../src/benchmarks/prose/read-text.ts'

function pairs(text: string): string[] {
  const { measurements } = readText(text)
  return measurements
    .filter((one) => one.side === 'baseline')
    .flatMap((before) =>
      measurements
        .filter((after) => after.side === 'candidate' && after.benchmark === before.benchmark && after.metric === before.metric)
        .map((after) => `${before.value} ${before.unit} → ${after.value} ${after.unit}`),
    )
}

describe('both sides in a sentence', () => {
  test.each([
    ['Start-up fell from 3.4 s to 1.2 s.', '3.4 s → 1.2 s'],
    ['Latency goes from ~75 to 30 ms.', '75 ms → 30 ms'],
    ['The bundle (2.2mb) goes down to 1.1mb.', '2.2 mb → 1.1 mb'],
    ['A build now takes 41 s instead of 66 s.', '66 s → 41 s'],
    ['It needs 1.4 s, down from 3.1 s.', '3.1 s → 1.4 s'],
    ['The import was 12 s, now 8 s.', '12 s → 8 s'],
    ['- css: 80 kB -> 71 kB', '80 kB → 71 kB'],
    ['gsm8k (1,319 questions): main 0.61 ± 0.01, this PR 0.62 ± 0.01', '0.61  → 0.62 '],
    ['We get **300.9** TPS, while the previous version is at 279 TPS.', '279 TPS → 300.9 TPS'],
    ['Main: `topk` takes around 7µs.\n\nPR: `topk_small` takes around 4µs.', '7 µs → 4 µs'],
    ['Current: 35s\nAfter PR: 27s', '35 s → 27 s'],
    ['Previous: 35s\nCurrent: 27s', '35 s → 27 s'],
  ])('%s', (text, pair) => {
    expect(pairs(text)).toEqual([pair])
  })
})

describe('no pair', () => {
  test.each([
    'Upgrades the client from 1.21 to 1.22.',
    'The config shrank from 90 lines to 35.',
    'Raises the timeout from 30 s to 60 s.',
    'EngineA takes 12 ms and EngineB takes 9 ms.',
    'On main it takes 5 ms, 2 ms with a warm cache.',
    'Requests take from 3 s to 5 s, depending on the input.',
    'Latency, ranging from 3 ms to 5 ms, is unchanged.',
    'The poll interval goes from 5 s to 1 s.',
    '## Before\n\nTimeout: 60 s\n\n## After\n\nTimeout: 30 s',
    'In a trace top-k took 14.2 us and renormalize 5.1 us per layer before; the fused kernel takes 11.8 us.',
    'Could this go from 12 ms to 9 ms?',
    'Tested with 8 to 16 workers, Python 3.11 to 3.13.',
    '> The docs say it went from 20 ms to 12 ms.',
    'It drops from ~~20 ms to 12 ms~~.',
  ])('%s', (text) => {
    expect(pairs(text)).toEqual([])
  })
})

test('sides of things of two names stay with their own names', () => {
  const { measurements } = readText(
    'In a trace top-k took 14.2 us and renormalize 5.1 us per layer before; the fused kernel takes 11.8 us.',
  )
  expect(measurements.map((one) => [one.side, one.benchmark, one.value, one.unit])).toEqual([
    ['baseline', 'trace top-k', 14.2, 'us'],
    ['baseline', 'renormalize', 5.1, 'us'],
    ['candidate', 'fused kernel', 11.8, 'us'],
  ])
})

describe('changes without figures', () => {
  test.each([
    ['The time spent there drops by ~40%.', 'The time spent there drops by ~40%'],
    ['That is a 1.5% gain in throughput.', 'That is a 1.5% gain in throughput'],
    ['PP is 10X faster!', 'PP is 10X faster'],
    ['- :arrow_down: TTFT  ~90%', 'TTFT  ~90%'],
    ['Parsing runs about twice as fast.', 'Parsing runs about twice as fast'],
    ['12 ms faster', '12 ms faster'],
  ])('%s', (text, change) => {
    const reading = readText(text)
    expect(reading.statedChanges.map((one) => one.text)).toEqual([change])
    expect(reading.measurements).toEqual([])
  })

  test.each([
    'Under 8 goroutines pprof puts 71 % of CPU time in `sync.(*Mutex).lockSlow`.',
    'Why is the tool sure that this makes things faster by 1%?',
    'CI fails when a benchmark is 5% slower than main.',
    '0.05 false positives at 5% risk acceptance, which is better than before',
  ])('none: %s', (text) => {
    expect(readText(text).statedChanges).toEqual([])
  })
})

test('what a table says to the digit is not said again by a sentence', () => {
  const table = '| | before | after |\n|---|---|---|\n| load time | 412 ms | 287 ms |\n'
  const { measurements } = readText(`Loading goes from 412 ms to 287 ms.\n\n${table}`)
  expect(measurements.map((one) => one.value)).toEqual([412, 287])
  const rounded = readText(`Loading goes from 410 ms to 290 ms.\n\n${table}`)
  expect(rounded.measurements.map((one) => one.value).sort()).toEqual([287, 290, 410, 412])
})

import { describe, expect, test } from 'vitest'
import { evidenceStrength } from '../../src/jobs/evidence-strength.ts'

describe('evidenceStrength', () => {
  test.each([
    ['Fix', 'latency falls from 3.02 ms to 2.31 ms', 'says "3.02 ms to 2.31 ms"'],
    ['Fix', '1.22GB -> 753MB', 'says "1.22GB -> 753MB"'],
    ['Fix', 'takes 12 s instead of 34 s', 'says "12 s instead of 34 s"'],
    ['Fix', 'before: 12.1 µs\nafter: 9.3 µs', 'figures before and after'],
    ['Fix', 'This is 2-5x faster', 'says "2-5x faster"'],
    ['Fix', 'about 10,000x speedup', 'says "10,000x speedup"'],
    ['Fix', '15% fewer', 'says "15% fewer"'],
    ['Fix', 'reduces allocations by 30%', 'says "reduces allocations by 30%"'],
    ['Fix', 'BenchmarkGet-8   	 1000	 61.4 ns/op', 'benchmark output'],
    ['Fix', 'Get/parallel-8  182.9n ± 3%  61.41n ± 4%  -66.42% (p=0.000 n=10)', 'benchmark output'],
    ['Fix', 'B.write  thrpt   10  4432132.884 ± 178923.436  ops/s', 'benchmark output'],
    ['Fix', '  Time (mean ± σ):  12.1 ms ± 0.3 ms', 'benchmark output'],
    ['Fix', '| a | 1.0 ms | 2.0 ms |\n| b | **3** | 4 |', 'a table of figures'],
    ['Fix', '| Context | real |\n|---|---|\n| Fork | 0m37.8s | 0m17.3s |\n| Spawn | 0m49.5s | 1m51.2s |', 'a table of figures'],
    ['Reduce memory', 'now 40 MB', 'one figure'],
  ])('%s: %s', (subject, body, sign) => {
    expect(evidenceStrength(subject, body, []).signs[0]).toBe(sign)
  })

  test.each([
    ['a limit', 'Add a timeout of 30 s', ''],
    ['versions', 'Upgrade parser', 'from 1.80 to 1.82'],
    ['a benchmark without a figure', 'Optimize the benchmark', ''],
    ['numbers of issues', 'Fix races', 'Fixes #123 and #124, see https://example.org/12ms-to-3ms'],
    ['a table of names', 'Add knobs', '| knob | default |\n|---|---|\n| `jpeg_quality` | 85 / libx264 |\n| `frames` | 12 |'],
    ['quoted words', 'Answer', '> 12 ms to 3 ms'],
  ])('%s is no evidence', (_, subject, body) => {
    expect(evidenceStrength(subject, body, ['bench/a.go'])).toEqual(
      subject === 'Add a timeout of 30 s' ? expect.anything() : { score: 0, signs: [] },
    )
    expect(evidenceStrength(subject, body, [])).toEqual({ score: 0, signs: [] })
  })

  test.each([
    '1 ms to ',
    '1',
    '12,',
    '| 1 ',
    'before ',
    'faster ',
    'Benchmark',
    'a(p=0.1',
    '1 ',
  ])('a message of %j over and over is read soon', (piece) => {
    const started = performance.now()
    evidenceStrength('Speed up', piece.repeat(100_000 / piece.length), [])
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

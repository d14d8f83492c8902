/** What words of a text do to its figures: taken back, doubted, a sample, another change's, of variants without labels. */
import { describe, expect, test } from 'vitest'
import { readText } from '../../../src/benchmarks/prose/read-text.ts'

const table = (before: string, after: string) => `| case | ${before} | ${after} |\n|---|--:|--:|\n| load time | 412 ms | 287 ms |\n`
const codes = (text: string) => readText(text).flags.map(({ code }) => code)
const sides = (text: string) =>
  readText(text)
    .measurements.filter(({ role }) => role === 'result')
    .map(({ side }) => side)

describe('doubted or taken back', () => {
  test.each([
    ['withdrawn', 'Please ignore these numbers.'],
    ['withdrawn', 'Scratch the results above, the cache was warm.'],
    ['withdrawn', 'The benchmark numbers were wrong.'],
    ['withdrawn', 'My earlier measurements are not comparable: another machine.'],
    ['withdrawn', 'There was a bug in my benchmark.'],
    ['withdrawn', 'I accidentally measured the wrong branch.'],
    ['withdrawn', 'The numbers in the description no longer hold.'],
    ['disputed', 'I cannot reproduce the gain on an A100.'],
    ['disputed', 'For me it is slower.'],
    ['disputed', 'I don’t see any improvement.'.replace('’', "'")],
    ['disputed', 'The rest is within noise.'],
    ['disputed', 'Locally I see no difference.'],
    ['disputed', 'I am sceptical about these numbers.'],
    ['disputed', 'No statistically significant change is left.'],
  ])('%s: %s', (code, text) => expect(codes(text)).toEqual([code]))

  test.each([
    'Ignore results of failed lookups.',
    'The results were wrong for float16, which this mends.',
    'Line numbers are wrong in stack traces.',
    'I cannot reproduce the crash any more.',
    'Unable to reproduce the flaky test locally.',
    'Results in the cache are stale after an update.',
    'It makes no difference which one is used.',
    'Adds an example benchmark to the docs of the project.',
    'The parser now counts false positives of the linter.',
    'It shows results from #4012 of the tracker.',
  ])('neither: %s', (text) => expect(codes(text)).toEqual([]))

  test('takes the sides of what stands before, or behind where it says so', () => {
    expect(sides(`${table('before', 'after')}\nPlease ignore the numbers above.\n`)).toEqual(['unknown', 'unknown'])
    expect(sides(`EDIT: please ignore the numbers below.\n\n${table('before', 'after')}`)).toEqual(['unknown', 'unknown'])
    const renewed = `${table('before', 'after')}\nThe numbers above are wrong. Measured again:\n\n${table('before', 'after')}`
    expect(sides(renewed)).toEqual(['unknown', 'unknown', 'baseline', 'candidate'])
  })
})

describe('set apart', () => {
  const apart = (text: string) => readText(text).apart?.map(({ code, from, to }) => [code, from, to]) ?? []

  test.each([
    ['sample-output', 'Sample output:'],
    ['sample-output', 'The tool now prints something like'],
    ['sample-output', 'Example of the new report:'],
    ['other-change', 'Figures from PR 7781:'],
    ['other-change', 'For reference, the results of #431:'],
    ['other-change', 'The numbers below are from PR #431.'],
    ['other-change', 'Results of the previous PR:'],
  ])('%s: %s', (code, words) => {
    const text = `${words}\n\n${table('before', 'after')}`
    expect(codes(text)).toEqual([code])
    expect(apart(text)).toEqual([[code, 1, 5]])
  })

  test('ends at a heading, at the end of a summary, and where this change’s figures are announced', () => {
    const of = (next: string) => apart(`Sample output:\n\n${table('before', 'after')}\n${next}\n\n${table('before', 'after')}`)
    for (const next of ['## Results', 'Results:', 'main against this PR:', '</details>'])
      expect(of(next), next).toEqual([['sample-output', 1, 6]])
    expect(of('B/op is the number of bytes.')).toEqual([['sample-output', 1, 11]])
  })

  test('once, whatever stands within says again', () => {
    expect(apart(`Sample output:\n\n${table('before', 'after')}\nExample output:\n\n${table('before', 'after')}`)).toEqual([
      ['sample-output', 1, 11],
    ])
  })

  test('behind a heading to the next one of its rank', () => {
    const text = `## Example output\n\n### Table\n\n${table('before', 'after')}\n## Results\n\n${table('before', 'after')}`
    expect(apart(text)).toEqual([['sample-output', 1, 8]])
  })
})

describe('variants', () => {
  test('that no label calls a side are said, and stay unpaired', () => {
    const { flags, measurements } = readText(table('Alpha', 'Beta'))
    expect(flags.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'sides-unknown: The columns "Alpha", "Beta" stand side by side, and no label says which is this change and which is what it replaces: their figures stay unpaired.',
    ])
    expect(measurements.map(({ side }) => side)).toEqual(['unknown', 'unknown'])
    expect(codes(table('before', 'after'))).toEqual([])
    // Settings are no variants.
    expect(codes(table('batch=8', 'batch=16'))).toEqual([])
    expect(codes('| case | p50 (ms) | p99 (ms) |\n|---|--:|--:|\n| load | 1 | 2 |\n')).toEqual([])
  })

  test('that are versions of a toolchain are said, and stay as the tool compares them', () => {
    const stat = (command: string) =>
      `\`\`\`\n$ benchstat ${command}\nname     old time/op    new time/op    delta\nParse-4    2.27s ± 3%     2.16s ± 2%    -5.10%  (p=0.008 n=5+5)\n\`\`\`\n`
    expect(codes(stat('go1.25.txt go1.26.txt'))).toEqual(['variants-compared'])
    expect(codes(stat('old.txt new.txt'))).toEqual([])
    expect(codes(stat('mango1.txt mango2.txt'))).toEqual([])
    expect(sides(stat('go1.25.txt go1.26.txt'))).toEqual(['baseline', 'candidate'])
  })
})

/** One fault at a time in a finished entry, and what the checker calls it. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkerOf } from '../../src/claims/check.ts'
import { type Ledger, ledgerSchema } from '../../src/model.ts'

const read = (entry: string, file: string) => readFileSync(new URL(`../fixtures/claims/${entry}/${file}`, import.meta.url), 'utf8')

function entryOf(name: string) {
  const ledger = ledgerSchema.parse(JSON.parse(read(name, 'evidence.json')))
  return { ledger, checker: checkerOf(ledger), markdown: read(name, 'index.md') }
}
const entries = { ringcache: entryOf('ringcache'), kernel: entryOf('kernel'), harvest: entryOf('harvest') }

/** The findings after one edit, as `grade code`. */
function found(name: keyof typeof entries, from: string, to: string): string[] {
  const { markdown, checker } = entries[name]
  const at = markdown.replaceAll('\u00a0', ' ').indexOf(from)
  if (at < 0) throw new Error(`not in the entry: ${from}`)
  const edited = markdown.slice(0, at) + to + markdown.slice(at + from.length)
  return [...new Set(checker.check(edited).findings.map(({ grade, code }) => `${grade} ${code}`))]
}

describe('numerals', () => {
  test.each<[keyof typeof entries, string, string, string[]]>([
    ['ringcache', '61 ns instead of 183 ns', '62 ns instead of 183 ns', ['wrong number', 'style space']],
    ['ringcache', '61 ns instead of', '61 µs instead of', ['wrong number', 'style space']],
    ['ringcache', '61 ns instead of 183 ns', '183 ns instead of 61 ns', ['wrong side', 'style space']],
    ['ringcache', 'Get/parallel now takes', 'Set/parallel now takes', ['wrong subject']],
    ['ringcache', '66 % less time (95', '66 % more time (95', ['wrong direction', 'style space']],
    ['ringcache', '65 to 67 %, ten', '65 to 69 %, ten', ['wrong unit', 'style space']],
    ['ringcache', 'ten runs a side', 'nine runs a side', ['wrong number']],
    ['ringcache', '| 21.3 ns | 23.0 ns |', '| 23.0 ns | 21.3 ns |', ['wrong column', 'style space']],
    ['ringcache', '| Get/serial |', '| Set/parallel |', ['wrong row', 'wrong subject']],
    ['ringcache', 'merged on 30 September', 'merged on 29 September', ['wrong date']],
    ['ringcache', '5 files, 165', '6 files, 165', ['wrong number']],
    ['ringcache', 'It has a price', 'Our own service saved 12 % of its CPU time. It has a price', ['unbacked number', 'style space']],
    ['ringcache', 'now takes 61 ns instead of 183 ns', 'went from 100 ns to 100 ns', ['wrong number', 'style space']],
    ['kernel', '+94 tok/s', '−94 tok/s', ['wrong direction', 'style space']],
    ['kernel', '−7.5 µs |', '−7.5 µs, 39 % less time |', ['wrong verdict', 'style space']],
    ['kernel', '0.9447 ± 0.0063', '0.9547 ± 0.0063', ['wrong number']],
    ['harvest', 'Expect 8 files', 'Expect 9 files', ['wrong number']],
  ])('%s: %s → %s', (name, from, to, expected) => {
    expect(found(name, from, to).sort()).toEqual([...expected].sort())
  })
})

describe('words of judgement', () => {
  test.each<[keyof typeof entries, string, string, string[]]>([
    ['kernel', 'too few to call it a gain', 'which is a clear gain', ['wrong verdict']],
    ['kernel', 'Output throughput went from', 'Output throughput improved from', ['wrong verdict']],
    ['kernel', 'this change fuses', 'this change makes serving faster: it fuses', ['wrong verdict']],
    ['harvest', 'No performance was measured', 'Retries are faster now. No performance was measured', ['wrong verdict']],
    ['kernel', 'evidence: "stated"', 'evidence: "recorded"', ['wrong front-matter']],
    ['kernel', 'verdict: "none"', 'verdict: "improved"', ['wrong front-matter']],
    ['ringcache', 'verdict: "improved, with regressions"', 'verdict: "improved"', ['wrong front-matter']],
    ['ringcache', 'runs: 10', 'runs: 20', ['wrong front-matter']],
    ['ringcache', '| Review threads', '| Review threads of a signed build', []],
    ['ringcache', 'said in the discussion', 'recorded', ['wrong level']],
    ['ringcache', '66 % less time (95', '66 % faster (95', ['style ambiguous', 'style space']],
    ['ringcache', 'shards the LRU lock. Get', 'shards the LRU lock, dramatically. Get', ['style superlative']],
    ['ringcache', 'takes 61 ns instead of 183 ns', 'takes 61.41 ns instead of 182.90 ns', ['style digits', 'style space']],
  ])('%s: %s → %s', (name, from, to, expected) => {
    expect(found(name, from, to).sort()).toEqual([...expected].sort())
  })
})

describe('quotations and links', () => {
  test.each<[keyof typeof entries, string, string, string[]]>([
    ['ringcache', 'every reader waits for every other one', 'no reader waits for any other one', ['wrong quotation']],
    ['ringcache', 'Is eviction still LRU?', 'Is eviction faster now?', ['wrong quotation']],
    ['ringcache', '([issue][e4])', '([issue][e6])', ['wrong citation', 'wrong uncited']],
    [
      'ringcache',
      'It has a price',
      'The author wrote “nobody will ever notice this difference at all”. It has a price',
      ['unbacked quotation'],
    ],
    ['ringcache', 'It has a price', 'It has a so-called “price tag”, or a price', []],
    [
      'ringcache',
      '[e4]: https://github.com/example/ringcache/issues/190',
      '[e4]: https://github.com/example/ringcache/issues/191',
      ['wrong citation', 'wrong uncited'],
    ],
    ['ringcache', '[in the pull request][e3]', '[in the pull request][e12]', ['wrong citation']],
    ['ringcache', 'It has a price: Get/serial takes 7.8', 'It has a price: Get/serial falls 7.8', ['wrong direction']],
    ['ringcache', '## What changed', 'Eight H100 machines were measured.\n\n## What changed', ['unbacked number']],
    ['ringcache', '## What changed', 'All of it was measured on two servers.\n\n## What changed', ['unbacked number']],
    ['ringcache', '](figures.svg)', '](other.svg)', ['wrong file']],
    ['ringcache', '- [Splits into', '- Something else\n- [Splits into', ['style link']],
    ['ringcache', 'A reviewer asked', 'See <b>this</b>. A reviewer asked', ['style html']],
  ])('%s: %s → %s', (name, from, to, expected) => {
    expect(found(name, from, to).sort()).toEqual([...expected].sort())
  })
})

describe('parts', () => {
  test('a missing "What this does not show" is wrong', () => {
    expect(found('ringcache', '## What this does not show', '## Notes')).toContain('wrong limits')
  })

  test('a regression that no bold cell and no sentence names is wrong', () => {
    const { markdown, checker } = entries.kernel
    const edited = markdown.replace(/\*\*([^*]*)\*\*/g, '$1').replace(/Time to first token, P99 got worse[^.]*\.[^.]*\.[^.]*\. /, '')
    const codes = checker.check(edited).findings.map((finding) => finding.code)
    const worse = entries.kernel.ledger.comparisons.filter(
      (c) => c.label.includes('P99') && (c.ratio ?? 1) > 1 + entries.kernel.ledger.threshold,
    )
    expect(codes.includes('regression')).toBe(worse.length > 0)
  })

  test('code with figures outside "Repeat it" has to be in a source', () => {
    expect(found('ringcache', '## What changed', '```\nops: 12345\n```\n\n## What changed')).toEqual(['unbacked code'])
  })

  test('a vouched figure is backed, and never excuses a contradiction', () => {
    const vouched =
      'vouched:\n  - value: 12\n    unit: "%"\n    what: ""\n    who: "Ada"\n    why: ""\n  - value: 71\n    unit: "ns"\n    what: ""\n    who: "Ada"\n    why: ""\nledger:'
    const { markdown, checker } = entries.ringcache
    const text = markdown
      .replace('ledger:', vouched)
      .replace('It has a price', 'Our service saved 12\u00a0% of its CPU time. It has a price')
    expect(checker.check(text).findings.map(({ grade, code, message }) => [grade, code, message.slice(0, 5)])).toEqual([
      ['style', 'vouched', '71 ns'],
    ])
    const contradicted = text.replace('61\u00a0ns instead', '71\u00a0ns instead')
    expect(checker.check(contradicted).findings.map((finding) => finding.grade)).toEqual(['style', 'wrong'])
  })
})

test('two sources may share one copy, and a third may not', () => {
  const { markdown, ledger } = entries.ringcache
  const shared = structuredClone(ledger)
  for (const source of shared.sources) if (source.id === 'e1' || source.id === 'e2') source.data = 'data/measurements.csv'
  const page = markdown
    .replaceAll('data/baseline/old.txt', 'data/measurements.csv')
    .replaceAll('data/candidate/new.txt', 'data/measurements.csv')
  const citations = (text: string) =>
    checkerOf(shared)
      .check(text)
      .findings.filter(({ code }) => code === 'citation')
  expect(citations(page)).toEqual([])
  expect(citations(page.replace('[data/measurements.csv][e2]', '[data/measurements.csv][e3]'))).toHaveLength(1)
})

describe('the ledger against itself', () => {
  const tampered = (change: (ledger: Ledger) => void): string[] => {
    const ledger = structuredClone(entries.ringcache.ledger)
    change(ledger)
    return checkerOf(ledger).ledger.map((finding) => finding.code)
  }
  const claim = (ledger: Ledger, id: string) => {
    const found = ledger.claims.find((one) => one.id === id)
    if (found === undefined) throw new Error(`no claim ${id}`)
    return found
  }

  test('as it was drafted it holds', () => {
    expect(tampered(() => {})).toEqual([])
  })

  test.each<[string, (ledger: Ledger) => void, string]>([
    ['a median that its runs do not give', (l) => Object.assign(claim(l, 'k1.before'), { value: 190 }), 'arithmetic'],
    ['a percentage that the ratio does not give', (l) => Object.assign(claim(l, 'k1.change'), { value: 70 }), 'arithmetic'],
    ['a number of runs that the measurements do not give', (l) => Object.assign(claim(l, 'k1.runs'), { value: 12 }), 'arithmetic'],
    ['a claim derived from nothing', (l) => Object.assign(claim(l, 'k1.before').derivation, { of: ['m9999'] }), 'arithmetic'],
    [
      'a rendering that rounds to something else',
      (l) => Object.assign(claim(l, 'k1.before').renderings[0] ?? {}, { text: '199\u00a0ns' }),
      'rendering',
    ],
    ['a verdict without the runs for it', (l) => Object.assign(l.comparisons[0] ?? {}, { tier: 'C' }), 'comparison'],
    ['a verdict against the direction', (l) => Object.assign(l.comparisons[0] ?? {}, { verdict: 'regressed' }), 'comparison'],
    [
      'a verdict with an interval that holds no change',
      (l) => Object.assign(l.comparisons[0] ?? {}, { interval: [0.3, 1.1] }),
      'comparison',
    ],
    ['a verdict by chance', (l) => Object.assign(l.comparisons[0] ?? {}, { p: 0.2 }), 'comparison'],
    [
      'a verdict of runs without a ratio, by chance',
      (l) => Object.assign(l.comparisons[0] ?? {}, { ratio: null, interval: null, p: 0.2 }),
      'comparison',
    ],
    [
      'a ratio that is not that of the two sides',
      (l) => Object.assign(l.comparisons[0] ?? {}, { ratio: 0.7, interval: [0.69, 0.71] }),
      'comparison',
    ],
  ])('%s', (_what, change, code) => {
    expect(tampered(change)).toContain(code)
  })
})

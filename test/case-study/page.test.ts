import { describe, expect, test } from 'vitest'
import { page, type Signature } from '../../src/case-study/page/page.ts'
import { KnownError } from '../../src/errors.ts'
import type { Ledger } from '../../src/model.ts'
import { ledger, markdown } from '../small-entry.ts'

function pageOf(text: string, more: { ledger?: Ledger; signature?: Signature } = {}): string {
  return page({
    text,
    ledger,
    signature: { state: 'draft' },
    pictures: new Map([['operations.svg', 'data:image/svg+xml;base64,AAAA']]),
    folder: './one-index/',
    ...more,
  }).html
}

/** Text without tags, white space in one. */
const textOf = (html: string) =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')

describe('what a reader sees', () => {
  test('the title once, the lead, then the results with the words of the entry and one line of trust each', () => {
    const html = pageOf(markdown)
    expect(html.match(/<h1>/g)).toHaveLength(1)
    expect(textOf(html)).toMatch(
      /An insert takes 12 % more\. +86 % less time lookup 31\.0 µs → 4\.2 µs recorded, ten runs a side 12 % more time insert/,
    )
    expect(html).toContain('<div class="result good">')
    expect(html).toContain('<div class="result bad">')
  })

  test('without a verdict both values stand alone, uncoloured', () => {
    const stated = {
      ...ledger,
      sources: ledger.sources.map((source) => ({ ...source, kind: 'description' as const, level: 'stated' as const })),
      comparisons: ledger.comparisons.map((comparison) => ({ ...comparison, verdict: 'none' as const, tier: 'E' as const })),
      claims: ledger.claims.map((claim) => (claim.kind === 'runs' ? { ...claim, value: 1 } : claim)),
    }
    const html = pageOf(markdown, { ledger: stated })
    expect(html).not.toMatch(/result (good|bad)/)
    expect(textOf(html)).toContain(
      '31.0 µs → 4.2 µs lookup reported by the author, one run each 1.9 µs → 2.1 µs insert reported by the author, one run each',
    )
  })

  test('a change that only the table says, under a heading, gets its noun', () => {
    const claims = ledger.claims.map((claim) =>
      claim.kind === 'percent' ? { ...claim, renderings: [{ text: '86 % less', block: 'lead', row: 'lookup' }] } : claim,
    )
    expect(pageOf(markdown, { ledger: { ...ledger, claims } })).toContain('<p class="big">86 % less time</p>')
  })

  test('the headline leads, what got worse comes next, further gains last', () => {
    const [lookup, insert] = ledger.comparisons
    if (lookup === undefined || insert === undefined) throw new Error('the entry has two comparisons')
    const gains = ['a', 'b', 'c'].map((label, index) => ({ ...lookup, id: `g${index}`, label }))
    const claims = [
      ...ledger.claims,
      ...gains.flatMap(({ id }) =>
        ledger.claims.filter(({ comparison }) => comparison === 'k1').map((claim) => ({ ...claim, comparison: id })),
      ),
    ]
    const html = pageOf(markdown, { ledger: { ...ledger, comparisons: [lookup, ...gains, { ...insert, primary: false }], claims } })
    expect([...html.matchAll(/<p class="what">([^<]*)</g)].map((match) => match[1])).toEqual(['lookup', 'insert', 'a', 'b'])
  })

  test.each<[string, Signature, string]>([
    ['a draft', { state: 'draft' }, 'Draft. Nobody has signed this page yet.'],
    ['a signed entry', { state: 'signed', by: 'Ada', date: '2026-10-05', self: true }, 'Signed by Ada on 5 October 2026, self-signed.'],
    ['a changed one', { state: 'changed', by: 'Ada', date: '2026-10-05' }, 'Draft. Ada signed it on 5 October 2026; it was changed since'],
  ])('%s says so at the top', (_, signature, words) => {
    const text = textOf(pageOf(markdown, { signature }))
    expect(text).toContain(words)
    expect(text.indexOf(words)).toBeLessThan(text.lastIndexOf('One index instead of a scan'))
  })

  test('a vouched figure names who vouches', () => {
    const vouched = { ...ledger, sources: ledger.sources.map((source) => ({ ...source, level: 'vouched' as const, by: 'Grace' })) }
    expect(textOf(pageOf(markdown, { ledger: vouched }))).toContain('vouched by Grace, ten runs a side')
  })

  test('every figure of the ledger, what warns and what was left out are there, folded', () => {
    const text = textOf(pageOf(markdown))
    expect(text).toContain('Every figure and where it comes from (6)')
    expect(text).toContain('lookup, before 31.0 µs median of 2 Code at a2b3c4d')
    expect(text).toContain('One table size only. (in the ledger only)')
    expect(text).toContain('geometric mean: it averages lookups with inserts')
  })
})

describe('what the page is made of', () => {
  test('tables have header cells with a scope, figures are at the right', () => {
    const html = pageOf(markdown)
    expect(html).toContain('<th scope="col" class="figure">before</th>')
    expect(html).toContain('<th scope="row">lookup</th>')
    expect(html).toContain('<td class="figure">31.0 µs</td>')
    expect(html).toMatch(/<div class="wide" tabindex="0" role="region" aria-label="Table"><table>/)
  })

  test('pictures beside the entry are put in; all others are named', () => {
    const html = pageOf(`${markdown}\n![A map](https://elsewhere.example/map.png)\n\n![gone](missing.svg)\n`)
    expect(html).toContain(
      '<figure><img src="data:image/svg+xml;base64,AAAA" alt="Time of a lookup and an insert, before and after"></figure>',
    )
    expect(html.match(/<img /g)).toHaveLength(1)
    expect(html).not.toContain('elsewhere.example')
    expect(textOf(html)).toContain('Picture not shown, it is not beside the entry: A map')
  })

  const links =
    '[a](javascript:alert(1)) [b](data:text/html,x) [c](../../etc/passwd) [d](//evil.example) [e](data/new.txt) [f](JaVaScRiPt:x)'
  test.each([
    ['in a paragraph', links],
    ['in a table', `| one |\n| :- |\n| ${links} ![g](https://evil.example/g.png) |`],
  ])('links %s lead to the web or into the folder, never run anything', (_, text) => {
    const html = pageOf(`${markdown}\n${text}\n`)
    expect(html).not.toContain('src="https:')
    const hrefs = [...html.matchAll(/ href="([^"]*)"/g)].map((match) => match[1] ?? '')
    expect(hrefs).toContain('./one-index/data/new.txt')
    expect(hrefs.filter((href) => !/^(https:\/\/example\.org\/|\.\/one-index\/data\/)/.test(href))).toEqual([])
  })

  test('markup in the Markdown, the front matter or the ledger stays text', () => {
    const evil = '<script>alert(1)</script><img src=x onerror=alert(1)>'
    const html = pageOf(
      markdown.replace('title: "One', `title: "${evil} One`).replace('## Repeat it', `${evil}\n\n<b onclick="x">bold</b>\n\n## Repeat it`),
      {
        ledger: {
          ...ledger,
          omissions: [{ what: evil, why: evil }],
          comparisons: ledger.comparisons.map((comparison) => ({ ...comparison, label: evil })),
        },
      },
    )
    expect(html).not.toMatch(/<script|<b[ >]|<img src="?x/)
    expect(html).toContain('&#x3C;script>')
  })

  test('a body heading that repeats the title is not said twice, and other first-level headings step down', () => {
    const html = pageOf('---\ntitle: "T"\n---\n\n# T\n\nWords.\n\n# Else\n')
    expect(html.match(/<h1>T<\/h1>/g)).toHaveLength(1)
    expect(html).toContain('<h2>Else</h2>')
  })

  test('the policy allows nothing but pictures as data and this style', () => {
    expect(pageOf(markdown).replaceAll('&#x27;', "'")).toMatch(
      /http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'sha256-[\w+/]{43}='; base-uri 'none'; form-action 'none'"/,
    )
  })
})

describe('front matter', () => {
  test.each([
    ['that never ends', '---\ntitle: "T"\n', /index\.md: the front matter begins with "---" on line 1 and never ends/],
    ['that is no YAML', '---\ntitle: "T\ndate: x\n---\n', /index\.md:\d+: the front matter is not valid YAML/],
    ['with a key twice', '---\ntitle: "T"\ntitle: "U"\n---\n', /index\.md:3: .*DUPLICATE_KEY/],
  ])('%s is refused with the place', (_, text, message) => {
    expect(() => pageOf(text)).toThrow(KnownError)
    expect(() => pageOf(text)).toThrow(message)
  })

  test('a bomb of aliases is not expanded', () => {
    expect(() => pageOf('---\na: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n---\n')).toThrow(/index\.md: the front matter uses YAML aliases/)
  })
})

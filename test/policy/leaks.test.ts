/** The gate over the finished bytes: every dress of a private word, and no alarm at our own words. */
import { expect, test } from 'vitest'
import { forbiddenOf, leaks } from '../../src/policy/leaks.ts'

const word = 'QuorumLattice'
const forbidden = forbiddenOf(
  [
    { what: 'the title', text: `Shard the ${word} by tenant` },
    { what: 'the diff', text: 'internal/quorum_lattice/shard.go' },
    { what: 'a benchmark file', text: 'BenchmarkGet 61.853 ns/op, 10 runs, 2026' },
    { what: 'the salt', text: 'ab12'.repeat(16) },
  ],
  ['Public Words'],
)
const found = (text: string) => leaks([{ path: 'index.md', text }], forbidden).map(({ what }) => what)

const bytes = (text: string) => Buffer.from(text)
const backwards = (text: string) => [...text].reverse().join('')

test.each<[string, string]>([
  ['as written', `It is ${word}.`],
  ['in other letters', `It is ${word.toUpperCase()}.`],
  ['inside another word', `pre${word}post`],
  ['reversed', backwards(word)],
  ['cut by emphasis', 'Quorum**Lat**tice'],
  ['cut by tags', 'Quo<b>rum</b>Lat<i>tice</i>'],
  ['cut by code marks', 'Quorum`Lattice`'],
  ['letter by letter', backwards(backwards([...word].join(' ')))],
  ['with soft hyphens', [...word].join('\u00ad')],
  ['with zero-width joiners', [...word].join('\u200d')],
  ['in full-width letters', [...word].map((one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).join('')],
  ['as entities', [...word].map((one) => `&#${one.charCodeAt(0)};`).join('')],
  ['as hexadecimal entities', [...word].map((one) => `&#x${one.charCodeAt(0).toString(16)};`).join('')],
  ['as escapes of JSON', [...word].map((one) => `\\u00${one.charCodeAt(0).toString(16)}`).join('')],
  ['URL-encoded', [...word].map((one) => `%${one.charCodeAt(0).toString(16)}`).join('')],
  ['in hex', bytes(word).toString('hex')],
  ['in upper-case hex at an odd place', `f${bytes(word).toString('hex').toUpperCase()}`],
  ['in base64', bytes(word).toString('base64')],
  ['in base64, one further', bytes(`x${word}`).toString('base64')],
  ['in base64, two further', bytes(`xy${word} and more`).toString('base64')],
  ['in base64url', bytes(`?>${word}`).toString('base64url')],
  ['reversed in base64', bytes(backwards(word)).toString('base64')],
  ['in letters that look alike', 'Quоrum\u217cattiсе'],
  ['with accents', 'Qu\u00f3r\u00fcm L\u00e1ttice'.replace(' ', '')],
  ['turned by thirteen letters', 'DhbehzYnggvpr'],
  ['as two words', 'the quorum lattice'],
  ['as two words of an address', 'entries/shard-the-quorum-lattice-by-tenant/'],
  ['in the name of a file', 'entries/quorumlattice/index.md'],
])('finds a word %s', (_, text) => {
  expect(found(`Before. ${text} After.`)).toContain('the title')
})

test('finds short words standing alone, paths with underscores, figures and the salt', () => {
  expect(found('for each tenant')).toEqual(['the title'])
  expect(found('quorum_lattice')).toContain('the diff')
  expect(found(`"salt": "${'ab12'.repeat(16)}"`)).toEqual(['the salt'])
})

test.each([
  '61.853 ns',
  '0.061853 µs',
  '61,853 ps',
  '61\u202f853 ps',
  '61.85 ns',
  '6.1853e-8 s',
  '"value": 6.185e-8,',
])('finds a figure as %s', (written) => expect(found(`it takes ${written}`)).toEqual(['a benchmark file']))

test('a figure that was opened may be rounded, though a withheld one is near', () => {
  const open = forbiddenOf([{ what: 'a benchmark file', text: '53.83 ns 53.8312 ns' }], ['0.5383', '46.169'])
  const said = (text: string) => leaks([{ path: 'index.md', text }], open)
  expect(said('0.5383 of it, 46.17 % less')).toEqual([])
  expect(said('53.83 ns')).not.toEqual([])
})

test('says nothing of our own words, of opened ones, of digests, coordinates and small numbers', () => {
  expect(found('Benchmark A takes 66 % less time, ten runs a side. Public words, throughput.')).toEqual([])
  expect(found('"sha256": "e8eb606b73cb31afcc4856abe5d997a93ac871d16e9181cacdcc1274ec2c8d05"')).toEqual([])
  expect(found('.m{fill:#61853a}')).toEqual([])
  expect(found('<path d="M61.853 10"/><text x="61.853">10 runs</text>')).toEqual([])
})

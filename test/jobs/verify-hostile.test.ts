/** Anybody may push an entry: a page or a ledger made to be slow is refused or read within seconds, and never passes unread. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { verifyFiles } from '../../src/jobs/verify-files.ts'

const folder = new URL('../../examples/rowboat/entry/', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, folder), 'utf8')
const [page, record] = [read('index.md'), read('evidence.json')]
const room = 65_536 - page.length - 100
const fill = (unit: string) => unit.repeat(Math.floor(room / unit.length))
const table = (cell: string) => `| a | b |\n| --- | --- |\n| ${cell} | 1 |\n`

/** Findings about the page alone, and how long they took. */
function verified(text: string, ledger = record) {
  const start = performance.now()
  const { findings } = verifyFiles([
    { path: 'index.md', content: text },
    { path: 'evidence.json', content: ledger },
  ])
  return { codes: findings.filter(({ grade }) => grade === 'wrong').map(({ code }) => code), seconds: (performance.now() - start) / 1000 }
}

describe('64 KiB of one thing', () => {
  test.each([
    ['lists in lists', fill('1) ')],
    ['numbers', fill('1 ')],
    ['a paragraph a number', fill('1\n\n')],
    ['sentences in one cell', table(fill('It takes 1 ms. '))],
    ['changes', fill('12 % faster ')],
    ['emphasis', fill('*1* ')],
  ])('%s: refused at once', (_, text) => {
    const { codes, seconds } = verified(`${page}\n${text}\n`)
    expect(codes).toContain('length')
    expect(seconds).toBeLessThan(5)
  })

  test.each([
    ['code', fill('`1` ')],
    ['names of places in a cell', table(fill('1st '))],
    ['words of direction in a cell', table(fill('faster '))],
    ['names in capitals', fill('New ')],
  ])('%s: read in time', (_, text) => {
    expect(verified(`${page}\n${text}\n`).seconds).toBeLessThan(5)
  })
})

test('quotations and sources that multiply are refused', () => {
  const ledger = JSON.parse(record) as { sources: { id: string; text: string | null }[] }
  const sources = Array.from({ length: 1000 }, (_, i) => ({ ...ledger.sources[0], id: `s${i}`, text: `said ${i} of it `.repeat(20) }))
  const text = `${page}\n${'“it is said so of it” '.repeat(1000)}\n`
  const { codes, seconds } = verified(text, JSON.stringify({ ...ledger, sources: [...ledger.sources, ...sources] }))
  expect(codes).toContain('length')
  expect(seconds).toBeLessThan(5)
})

test('the entry itself is read as before', () => {
  expect(verified(page).codes).not.toContain('length')
})

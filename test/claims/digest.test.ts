/** What a signature is bound to: the bytes in one order, reproducible by hand. */
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { entryDigest, fileDigest } from '../../src/claims/digest.ts'

const files = [
  { path: 'data/b.txt', content: 'B' },
  { path: 'index.md', content: 'text' },
  { path: 'sign-off.json', content: '{}' },
  { path: 'z.svg', content: 'Z' },
  { path: 'evidence.json', content: '{"a":1}' },
  { path: 'a.svg', content: new TextEncoder().encode('A') },
  { path: 'data/a/a.txt', content: 'ä' },
]
const ledger = { files: ['z.svg', 'data/b.txt', 'a.svg', 'data/a/a.txt'].map((path) => ({ path, sha256: '' })) }
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

test('is sha256 over text, ledger, charts and data, each group by path', () => {
  expect(entryDigest(files, ledger)).toBe(sha256('text{"a":1}AZäB'))
})

test('does not change with the signature, and with nothing but the entry', () => {
  const digest = entryDigest(files, ledger)
  expect(entryDigest([...files].reverse(), ledger)).toBe(digest)
  expect(entryDigest([...files, { path: 'notes.txt', content: 'x' }], ledger)).toBe(digest)
  for (const { path } of files.filter((file) => file.path !== 'sign-off.json')) {
    const changed = files.map((file) => (file.path === path ? { path, content: 'other' } : file))
    expect(entryDigest(changed, ledger), path).not.toBe(digest)
  }
})

test('a file is hashed as its bytes', () => {
  expect(fileDigest('ä')).toBe(sha256('ä'))
})

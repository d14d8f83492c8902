/** Zip files as strangers make them: read whole and within limits, or refused in a sentence. */
import { describe, expect, test } from 'vitest'
import { unzip } from '../../../src/sources/github/benchmarks/unzip.ts'
import { zip } from '../../github/zip.ts'

/** Changes bytes of the central directory, and of the local header where that holds the same field. */
function patched(files: Record<string, string | Uint8Array>, change: (bytes: Buffer, central: number, local: number) => void): Buffer {
  const bytes = zip(files)
  change(bytes, bytes.indexOf('PK\x01\x02'), bytes.indexOf('PK\x03\x04'))
  return bytes
}

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)

test('files by path, folders aside', async () => {
  const found = await unzip(zip({ 'candidate/b.txt': 'b', 'baseline/': '', 'baseline/a.txt': 'a' }))
  expect('files' in found && found.files.map(({ path, bytes }) => [path, text(bytes)])).toEqual([
    ['baseline/a.txt', 'a'],
    ['candidate/b.txt', 'b'],
  ])
})

const megabytes = (count: number) => new Uint8Array(count * 1_000_000)

describe('refused, and nothing of it read', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['no zip file', Buffer.from('<html>'), /no zip file/],
    ['an empty answer', new Uint8Array(), /no zip file/],
    ['one cut short', zip({ 'a.txt': 'a'.repeat(1000) }).subarray(0, 60), /no zip file/],
    ['a way out of the folder', zip({ 'baseline/a.txt': 'a', '../../.bashrc': 'x' }), /no zip file/],
    ['an absolute path', zip({ '/etc/passwd': 'x' }), /no zip file/],
    ['a drive', zip({ 'C:/windows': 'x' }), /no zip file/],
    ['a backslash', zip({ '..\\x': 'x' }), /no zip file/],
    ['a name that clears a terminal', zip({ 'a\u001b[2J': 'x' }), /control characters/],
    ['too many entries', zip(Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`f${i}`, '']))), /more than 200 entries/],
    ['one large file', zip({ 'a.bin': new Uint8Array(5_000_001) }), /more than 5 MB/],
    [
      'many files that are large together',
      zip({ a: megabytes(5), b: megabytes(5), c: megabytes(5), d: megabytes(5), e: 'x' }),
      /more than 20 MB/,
    ],
    [
      'a bomb that announces one byte',
      patched({ bomb: megabytes(4) }, (b, central, local) => {
        b.writeUInt32LE(1, central + 24)
        b.writeUInt32LE(1, local + 22)
      }),
      /no zip file|damaged/,
    ],
    ['a wrong checksum', patched({ a: 'aaaa' }, (b, central) => b.writeUInt32LE(1, central + 16)), /damaged/],
    ['a link', patched({ 'baseline/a': '/etc/passwd' }, (b, central) => b.writeUInt32LE((0o120777 << 16) >>> 0, central + 38)), /a link/],
    ['an encrypted file', patched({ a: 'x' }, (b, central) => b.writeUInt16LE(0x0801, central + 8)), /encrypted/],
  ])('%s', async (_, bytes, why) => {
    const found = await unzip(bytes)
    expect(found).toEqual({ refused: expect.stringMatching(why) })
  })

  test('two files of one name', async () => {
    const bytes = zip({ 'a.txt': '1', 'b.txt': '2' })
    for (let at = bytes.indexOf('b.txt'); at >= 0; at = bytes.indexOf('b.txt', at + 1)) bytes.write('a', at)
    expect(await unzip(bytes)).toEqual({ refused: expect.stringMatching(/one name/) })
  })
})

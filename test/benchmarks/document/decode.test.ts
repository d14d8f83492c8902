import { describe, expect, test } from 'vitest'
import { clean, decode } from '../../../src/benchmarks/document/decode.ts'

const text = 'Benchmark µ ± 5 %\nnext'
const utf8 = new TextEncoder().encode(text)

function utf16(littleEndian: boolean): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(2 * (text.length + 1)))
  for (const [index, unit] of [0xfeff, ...[...text].map((character) => character.charCodeAt(0))].entries())
    bytes.setUint16(2 * index, unit, littleEndian)
  return new Uint8Array(bytes.buffer)
}

describe('decode', () => {
  test.each([
    ['UTF-8', utf8],
    ['UTF-8 with a byte order mark', new Uint8Array([0xef, 0xbb, 0xbf, ...utf8])],
    ['UTF-16, little endian, as PowerShell writes it', utf16(true)],
    ['UTF-16, big endian', utf16(false)],
    ['Windows-1252', Uint8Array.from(text, (character) => character.charCodeAt(0))],
    ['CRLF', new TextEncoder().encode(text.replace('\n', '\r\n'))],
    ['terminal colours', new TextEncoder().encode(text.replace('5', '\u001b[1;32m5\u001b[0m').replace('next', '\u001b[2Knext'))],
  ])('reads %s', (_, bytes) => expect(decode(bytes)).toBe(text))

  test('keeps UTF-8 that was cut within a character', () => {
    expect(decode(new TextEncoder().encode('± 5 µs').slice(0, -2))).toBe('± 5 \ufffd')
  })

  test('keeps a lone carriage return: it is a progress bar', () =>
    expect(decode(new TextEncoder().encode('1/2\r2/2\r\n'))).toBe('1/2\r2/2\n'))
})

test('clean changes nothing twice', () => {
  const once = clean('\ufeffa\r\n\u001b[31mb\u001b[0m')
  expect(once).toBe('a\nb')
  expect(clean(once)).toBe(once)
})

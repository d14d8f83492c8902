import { describe, expect, test } from 'vitest'
import { findSecrets, suspiciousLine } from '../../src/policy/secrets.ts'
import { privateSeeds, secretSeeds } from './secret-seeds.ts'

const seeds = Object.entries(secretSeeds(31))
const lines = (text: string, mark: string): string =>
  text
    .split('\n')
    .map((line) => mark + line)
    .join('\n')

describe('findSecrets', () => {
  test('there are 31 kinds', () => {
    expect(seeds.length + Object.keys(privateSeeds).length).toBe(31)
  })

  describe.each(seeds)('%s', (_, secret) => {
    test.each([
      ['alone', secret, 1],
      ['in code', `one\n  const x = ${secret}\n`, 2],
      ['added in a diff', lines(`two\nlines\n${secret}`, '+'), 3],
      ['removed in a diff', lines(secret, '-'), 1],
      ['after an order to look away', `// secretlint-disable\n${secret}`, 2],
      ['after Windows line breaks', `one\r\n${secret.replaceAll('\n', '\r\n')}`, 2],
    ])('%s', async (_where, text, line) => {
      const places = await findSecrets([{ path: 'src/a.ts', text }])
      expect(places[0]).toMatchObject({ path: 'src/a.ts', line })
      for (const piece of secret.match(/\w{16,}/g) ?? []) expect(JSON.stringify(places)).not.toContain(piece)
    })

    test('its first line is suspicious, so that no prefilter loses it', () => {
      expect(suspiciousLine.test(secret.split('\n')[0] ?? '')).toBe(true)
    })
  })

  test.each(Object.entries(privateSeeds))('%s is found in private sources only', async (_, text) => {
    expect(await findSecrets([{ path: 'a', text }])).toEqual([])
    expect(await findSecrets([{ path: 'a', text }], { privateSource: true })).toHaveLength(1)
  })

  test('of a hundred random passwords at most two look like words', async () => {
    const text = Array.from({ length: 100 }, (_, seed) => secretSeeds(seed)['password in a setting']).join('\n')
    expect((await findSecrets([{ path: 'a', text }])).length).toBeGreaterThanOrEqual(98)
  })

  test('finds a secret in one line of two million characters', async () => {
    const filler = 'let a=b;'.repeat(125_000)
    const places = await findSecrets([{ path: 'a', text: `x\n${filler}${secretSeeds(5)['npm token']};${filler}\n` }])
    expect(places).toEqual([{ path: 'a', line: 2, kind: 'npm token' }])
  })

  test.each([
    [
      'settings without a secret',
      `token = process.env.TOKEN\npassword: \${DB_PASSWORD}\napi_key = "<your-api-key-here>"\nsecret = "changeme12345"`,
    ],
    [
      'names in code',
      'const token = nextTokenOfStream2(buffer)\nkey = self.cache_key_for_layer_12\npassword = passwordFromVault(name)\naccess_token=accessTokenOrNull',
    ],
    ['addresses of manuals', 'postgres://user:password@localhost:5432/db\nhttps://user:pass@example.com/x\nmongodb://localhost:27017/x'],
    [
      'hashes and ids',
      'commit 0ff6520c5a743888bc9c7ee253b837d77b728309\nsha256: 35f8a9e0c1d2b3a4f5e6d7c8b9a0f1e2d3c4b5a6f7e8d9c0b1a2f3e4d5c6b7a8\nid: 6f1c9a52-3b1e-4c7d-9a53-8d2f6c1b0e77',
    ],
    [
      'figures',
      'BenchmarkGet/parallel-8  19.2M  61.41 ns/op  0 B/op\ntoken throughput (tok/s): 12345.67890123\n"total_token_throughput": 81234.123456789012',
    ],
    [
      'integrity sums of a lock file',
      '"integrity": "sha512-AbCdEf0123456789AbCdEf0123456789AbCdEf0123456789AbCdEf0123456789AbCdEf0123456789AbCdEf01234=="',
    ],
    ['a header of a key in code', "if (text.startsWith('-----BEGIN PRIVATE KEY-----')) return parse(text)"],
    ['tokens of a language model', 'num_prompt_tokens: 4096\nmax_new_tokens=1024, eos_token="<|endoftext|>", pad_token_id = 151643'],
  ])('no false alarm on %s', async (_, text) => {
    expect(await findSecrets([{ path: 'a', text }])).toEqual([])
  })

  test.each([
    '-',
    'eyJ',
    ' ',
    'https://a:',
    'a',
    'key=',
    'token: "',
    'sk-',
    '.lan',
    '-----BEGIN RSA PRIVATE KEY-----\n',
  ])('half a megabyte of %j is read soon', async (piece) => {
    const started = performance.now()
    await findSecrets([{ path: 'a', text: piece.repeat(500_000 / piece.length) }], { privateSource: true })
    expect(performance.now() - started).toBeLessThan(4000)
  })
})

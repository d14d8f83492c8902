/** Entries on disk: found, read whole, checked file by file. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { verify } from '../../src/jobs/verify.ts'
import { edit, finishedEntries, finishedEntry } from '../finished-entry.ts'

const plain = { fix: false, vouch: null }
const codes = async (path: string) =>
  (await verify({ paths: [path], ...plain })).flatMap((entry) => entry.findings.map(({ file, grade, code }) => `${file} ${grade} ${code}`))

describe('finds entries', () => {
  test('in a folder of entries, by a folder, by an index.md, each once', async () => {
    const folder = finishedEntries()
    const paths = [folder, join(folder, 'kernel'), join(folder, 'kernel/index.md')]
    const entries = await verify({ paths, ...plain })
    expect(entries.map(({ directory, findings }) => [basename(directory), findings])).toEqual([
      ['harvest', []],
      ['kernel', []],
      ['ringcache', []],
    ])
    expect(entries.every((entry) => entry.figures >= 10 && entry.signOff === null && /^[0-9a-f]{64}$/.test(entry.digest))).toBe(true)
  })

  test.each<[string, (folder: string) => string, RegExp]>([
    ['a path that is not there', (folder) => join(folder, 'nope'), /no such file or folder/],
    ['a folder without entries', () => mkdtempSync(join(tmpdir(), 'casewright-empty-')), /no entry here.*casewright draft/],
    ['a file that is no text of an entry', (folder) => join(folder, 'kernel/evidence.json'), /not the text of an entry/],
    [
      'an index.md without its ledger',
      (folder) => {
        rmSync(join(folder, 'kernel/evidence.json'))
        return join(folder, 'kernel')
      },
      /no evidence\.json beside index\.md.*casewright draft/,
    ],
  ])('%s says how to mend it', async (_what, make, message) => {
    await expect(verify({ paths: [make(finishedEntries())], ...plain })).rejects.toThrow(message)
  })
})

describe('checks files', () => {
  test('front matter that never ends and a text that is too long are wrong, and the other entries are still read', async () => {
    const folder = finishedEntries()
    writeFileSync(join(folder, 'kernel/index.md'), '---\ntitle: "x"\n\nText.\n')
    writeFileSync(join(folder, 'harvest/index.md'), 'word '.repeat(20_000))
    const entries = await verify({ paths: [folder], ...plain })
    expect(entries.map(({ findings }) => findings.map(({ grade, code, message }) => [grade, code, message]))).toEqual([
      [['wrong', 'length', expect.stringMatching(/^100000 characters .*Shorten it/)]],
      [['wrong', 'front-matter', expect.stringMatching(/^the front matter begins.*never ends/)]],
      [],
    ])
  })

  test('a changed chart, a lost data file and a foreign file are wrong', async () => {
    const folder = finishedEntry('ringcache')
    writeFileSync(join(folder, 'figures.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
    rmSync(join(folder, 'data/description.md'))
    writeFileSync(join(folder, 'data/extra.csv'), 'a,b\n')
    expect(await codes(folder)).toEqual(['data/description.md wrong file', 'data/extra.csv wrong file', 'figures.svg wrong file'])
  })

  test('hidden files, links and what casewright writes beside an entry are none of its files', async () => {
    const folder = finishedEntry('kernel')
    writeFileSync(join(folder, '.DS_Store'), '')
    writeFileSync(join(folder, 'pull-request.md'), 'text')
    mkdirSync(join(folder, '.git'))
    symlinkSync('/etc/hostname', join(folder, 'data/link.txt'))
    expect(await codes(folder)).toEqual([])
  })

  test.each([
    ['no JSON', '{'],
    ['no ledger', '{"schemaVersion": 2}'],
  ])('a ledger that is %s is wrong, and the other entries are still checked', async (_what, text) => {
    const folder = finishedEntries()
    writeFileSync(join(folder, 'kernel/evidence.json'), text)
    expect(await codes(folder)).toEqual(['evidence.json wrong schema'])
  })

  test('line numbers are those of the file', async () => {
    const folder = finishedEntry('ringcache')
    edit(folder, 'index.md', '21.3 ns before and 23.0 ns after', '23.0\u00a0ns before and 21.3\u00a0ns after')
    const [entry] = await verify({ paths: [folder], ...plain })
    const line = entry?.findings[0]?.line ?? 0
    expect(readFileSync(join(folder, 'index.md'), 'utf8').split('\n')[line - 1]).toContain('23.0\u00a0ns before')
  })
})

describe('mends', () => {
  test('--fix puts no-break spaces before units and touches nothing else', async () => {
    const folder = finishedEntry('ringcache')
    const before = readFileSync(join(folder, 'index.md'), 'utf8')
    writeFileSync(join(folder, 'index.md'), before.replaceAll('\u00a0ns', ' ns'))
    const [entry] = await verify({ paths: [folder], fix: true, vouch: null })
    expect(entry?.findings).toEqual([])
    expect(entry?.fixed).toBeGreaterThan(10)
    expect(readFileSync(join(folder, 'index.md'), 'utf8')).toBe(before)
  })

  test('--vouch answers for a figure of one’s own', async () => {
    const folder = finishedEntry('ringcache')
    edit(folder, 'index.md', 'It has a price', 'Our users saw 12\u00a0% fewer page faults. It has a price')
    expect(await codes(folder)).toEqual(['index.md unbacked number'])
    const [entry] = await verify({ paths: [folder], fix: false, vouch: { who: 'Ada L', why: 'from our dashboard' } })
    expect([entry?.vouched, entry?.findings]).toEqual([1, []])
    expect(await codes(folder)).toEqual([])
  })
})

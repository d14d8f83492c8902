import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KnownError } from '../../src/errors.ts'
import { type FilesRequest, readFiles, readText } from '../../src/sources/files.ts'
import { filesAt } from '../../src/sources/git/files-at.ts'
import { whoami } from '../../src/sources/git/whoami.ts'
import { gitRepository, type TestRepository } from '../git-repository.ts'

let repository: TestRepository
let cwd = ''
let base = ''
let head = ''
beforeAll(() => {
  repository = gitRepository({ remote: 'https://github.com/example/ringcache', person: { name: 'Ada Example', email: 'a@example.org' } })
  cwd = repository.directory
  const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n'
  base = repository.commit('one', { 'bench/old.txt': 'old', 'bench/both.txt': '1', 'bench/big.bin': pointer, 'bench/naïve [x].json': '{}' })
  head = repository.commit('two', { 'bench/new.txt': 'new', 'bench/both.txt': '2' })
  repository.write({
    'bench/new.txt': 'edited since',
    'mine/run1.json': '1',
    'mine/run2.json': '2',
    'mine/node_modules/x.json': '',
    'mine/[odd].json': '3',
  })
  symlinkSync('/etc/hostname', join(cwd, 'mine/link.json'))
})
afterAll(() => repository.remove())

const read = (globs: string[], more: Partial<FilesRequest> = {}) =>
  readFiles({ globs, cwd, side: 'baseline', repository: { directory: cwd, commits: [head, base] }, person: 'Ada Example', ...more })

describe('readFiles', () => {
  test('a file that a commit holds is recorded there; an edited or untracked one is vouched for', async () => {
    const { files } = await read(['bench/*.txt', 'mine/run1.json'])
    expect(files.map(({ path, level, by, commit }) => ({ path, level, by, commit }))).toEqual([
      { path: 'bench/both.txt', level: 'recorded', by: null, commit: head },
      { path: 'bench/new.txt', level: 'vouched', by: 'Ada Example', commit: null },
      { path: 'bench/old.txt', level: 'recorded', by: null, commit: head },
      { path: 'mine/run1.json', level: 'vouched', by: 'Ada Example', commit: null },
    ])
    expect(files[0]).toMatchObject({ side: 'baseline', url: `https://github.com/example/ringcache/blob/${head}/bench/both.txt` })
    expect(Buffer.from(files[3]?.bytes ?? []).toString()).toBe('1')
  })

  test('globs are relative to the current folder; a file under two globs is read once; a folder means its files', async () => {
    const paths = async (globs: string[], folder = 'mine') => (await read(globs, { cwd: join(cwd, folder) })).files.map(({ path }) => path)
    expect(await paths(['run*.json', 'run1.json'])).toEqual(['run1.json', 'run2.json'])
    expect(await paths(['../bench/old.txt'])).toEqual(['../bench/old.txt'])
    expect(await paths(['[odd].json'])).toEqual(['[odd].json'])
    expect(await paths(['mine'], '.')).toEqual(['mine/[odd].json', 'mine/run1.json', 'mine/run2.json'])
  })

  test('without a clone everything is vouched for', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'casewright-files-'))
    writeFileSync(join(outside, 'a.txt'), 'a')
    expect((await read(['a.txt'], { cwd: outside, repository: null })).files[0]?.level).toBe('vouched')
    expect((await read(['a.txt'], { cwd: outside })).files[0]?.level).toBe('vouched')
    rmSync(outside, { recursive: true })
  })

  test('a glob that matches nothing is a fault with its mend', async () => {
    const fault = read(['result/*.json'])
    await expect(fault).rejects.toThrow(KnownError)
    await expect(fault).rejects.toThrow(`--baseline result/*.json matches no file in ${cwd}. Globs are relative to the current folder`)
  })
})

describe('filesAt', () => {
  const paths = async (commit: string, glob: string) => (await filesAt(cwd, commit, glob)).files.map(({ path }) => path)

  test('reads what the commit holds, not what lies there now', async () => {
    const { files } = await filesAt(cwd, base, 'bench/both.txt')
    expect(files).toEqual([
      {
        path: 'bench/both.txt',
        commit: base,
        url: `https://github.com/example/ringcache/blob/${base}/bench/both.txt`,
        bytes: Buffer.from('1'),
      },
    ])
    expect(Buffer.from((await filesAt(cwd, 'HEAD', 'bench/new.txt')).files[0]?.bytes ?? []).toString()).toBe('new')
  })

  test('matches from the root, odd names too', async () => {
    expect(await paths('HEAD', '*.txt')).toEqual([])
    expect(await paths('HEAD', '**/*.json')).toEqual(['bench/naïve [x].json'])
    expect(await paths('HEAD', './bench/{old,both}.txt')).toEqual(['bench/both.txt', 'bench/old.txt'])
  })

  test('says what lies in Git LFS', async () => {
    const { files, omissions } = await filesAt(cwd, 'HEAD', 'bench/*.bin')
    expect(files).toEqual([])
    expect(omissions[0]?.what).toBe('bench/big.bin')
    expect(omissions[0]?.why).toContain('Git LFS')
  })

  test.each(['../x', '/etc/*', 'C:/x', 'a/../../b'])('%s leaves the repository and is refused', async (glob) => {
    await expect(filesAt(cwd, 'HEAD', glob)).rejects.toThrow('leaves the repository')
  })
})

test('whoami is the person that git knows', async () => {
  expect(await whoami(cwd)).toBe('Ada Example')
})

describe('readText', () => {
  const folder = mkdtempSync(join(tmpdir(), 'casewright-text-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const file = (content: string | Uint8Array): string => {
    const path = join(folder, 'a.md')
    writeFileSync(path, content)
    return path
  }

  test('reads UTF-8 with or without a mark, and UTF-16 with one', async () => {
    expect(await readText(file('naïve'), 'x')).toBe('naïve')
    expect(await readText(file('\ufeffnaïve'), 'x')).toBe('naïve')
    expect(await readText(file(Buffer.from('\ufeffnaïve', 'utf16le')), 'x')).toBe('naïve')
  })

  test.each([
    ['a missing file', () => join(folder, 'none.md'), 'There is no file'],
    ['a folder', () => folder, 'is a folder'],
    ['Latin-1', () => file(new Uint8Array([110, 97, 239, 118, 101])), 'is no text in UTF-8'],
    ['a binary file', () => file(new Uint8Array([97, 0, 98])), 'is no text in UTF-8'],
    ['six megabytes', () => file('x'.repeat(6 << 20)), 'at most'],
  ])('%s is a fault with its mend', async (_, path, message) => {
    const fault = readText(path(), 'the text of the pull request')
    await expect(fault).rejects.toThrow(KnownError)
    await expect(fault).rejects.toThrow(message)
  })
})

import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { writeEntry } from '../../src/destinations/directory.ts'
import { KnownError } from '../../src/errors.ts'

let out = ''
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'casewright-out-'))
})
afterEach(() => rmSync(out, { recursive: true, force: true }))

const files = [
  { path: 'index.md', content: '# One\n' },
  { path: 'evidence.json', content: '{}' },
  { path: 'data/old.txt', content: new Uint8Array([0, 255, 10]) },
]
const write = (text = '# One\n', force = false) =>
  writeEntry({ out, slug: 'a-study', files: files.map((file) => (file.path === 'index.md' ? { ...file, content: text } : file)), force })
const inEntry = (path: string): string => join(out, 'a-study', path)
const text = (path: string): string => readFileSync(inEntry(path), 'utf8')

describe('writeEntry', () => {
  test('writes every file and leaves nothing else in the folder of entries', async () => {
    expect(await write()).toBe(join(out, 'a-study'))
    expect(readdirSync(out)).toEqual(['a-study'])
    expect(readdirSync(join(out, 'a-study'), { recursive: true }).sort()).toEqual([
      '.casewright.json',
      'data',
      'data/old.txt',
      'evidence.json',
      'index.md',
    ])
    expect([...readFileSync(inEntry('data/old.txt'))]).toEqual([0, 255, 10])
  })

  test('makes the folder of entries when there is none', async () => {
    expect(await writeEntry({ out: join(out, 'deep/er'), slug: 'a-study', files, force: false })).toBe(join(out, 'deep/er/a-study'))
  })

  test('replaces an entry that nobody touched, and files that it no longer has', async () => {
    await write()
    await writeEntry({ out, slug: 'a-study', files: [{ path: 'index.md', content: '# Two\n' }], force: false })
    expect(text('index.md')).toBe('# Two\n')
    expect(existsSync(inEntry('data'))).toBe(false)
    await write('# Three\n')
    expect(text('index.md')).toBe('# Three\n')
  })

  test.each([
    ['an edited text', () => writeFileSync(inEntry('index.md'), '# Mine\n'), 'index.md (edited)'],
    ['a deleted file', () => rmSync(inEntry('data/old.txt')), 'data/old.txt (deleted)'],
    ['a photo that was added', () => writeFileSync(inEntry('photo.png'), 'x'), 'photo.png (added)'],
    [
      'a ledger that became a link',
      () => {
        rmSync(inEntry('evidence.json'))
        symlinkSync('/etc/hostname', inEntry('evidence.json'))
      },
      'evidence.json (now a link)',
    ],
    ['a signature', () => writeFileSync(inEntry('sign-off.json'), '{}'), 'is signed'],
    ['a lost record of what was written', () => rmSync(inEntry('.casewright.json')), 'did not write, or no longer knows'],
  ])('refuses to replace %s, and changes nothing', async (_, edit, named) => {
    await write()
    edit()
    const before = readdirSync(join(out, 'a-study'), { recursive: true }).sort()
    const refusal = await write('# Two\n').catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(KnownError)
    expect(String(refusal)).toContain(named)
    expect(String(refusal)).toContain('--force')
    expect(readdirSync(join(out, 'a-study'), { recursive: true }).sort()).toEqual(before)
    expect(existsSync(inEntry('index.md')) && text('index.md')).not.toBe('# Two\n')
    expect(readdirSync(out)).toEqual(['a-study'])
  })

  test('with force replaces edited files, keeps added ones, and drops the signature', async () => {
    await write()
    writeFileSync(inEntry('index.md'), '# Mine\n')
    writeFileSync(inEntry('photo.png'), 'x')
    writeFileSync(inEntry('sign-off.json'), '{}')
    await write('# Two\n', true)
    expect(text('index.md')).toBe('# Two\n')
    expect(text('photo.png')).toBe('x')
    expect(existsSync(inEntry('sign-off.json'))).toBe(false)
  })

  test('clutter of operating systems is no edit', async () => {
    await write()
    writeFileSync(inEntry('.DS_Store'), 'x')
    await write('# Two\n')
    expect(text('index.md')).toBe('# Two\n')
  })

  test.each([
    ['a link', () => symlinkSync(tmpdir(), join(out, 'a-study')), 'symbolic link'],
    ['a file', () => writeFileSync(join(out, 'a-study'), ''), 'is a file'],
  ])('refuses %s in the place of the entry, with force too', async (_, make, named) => {
    make()
    for (const force of [false, true]) await expect(write('# One\n', force)).rejects.toThrow(named)
    expect(readdirSync(out)).toEqual(['a-study'])
  })

  test.each([
    '../x',
    '/x',
    'a/../b',
    '.hidden',
    'a/.git/config',
    'a//b',
    '',
    'a\\b',
    'C:x',
  ])('a file named %j is a fault of ours, not written', async (path) => {
    await expect(writeEntry({ out, slug: 'a-study', files: [{ path, content: '' }], force: true })).rejects.toThrow(
      'not a path of an entry',
    )
    expect(readdirSync(out)).toEqual([])
  })

  test.each(['../x', '.x', 'A', '', 'a b', 'a/b'])('a slug %j is a fault of ours', async (slug) => {
    await expect(writeEntry({ out, slug, files, force: true })).rejects.toThrow('not a slug')
  })

  test('names that differ in case alone are a fault of ours', async () => {
    const twice = [...files, { path: 'Index.md', content: '' }]
    await expect(writeEntry({ out, slug: 'a-study', files: twice, force: true })).rejects.toThrow('one name')
  })

  test('says so when the disk refuses, and leaves the entry as it was', async () => {
    await write()
    writeFileSync(join(out, 'blocked'), '')
    await expect(writeEntry({ out: join(out, 'blocked'), slug: 'a-study', files, force: false })).rejects.toThrow(
      'a part of its path is a file',
    )
    const clash = [...files, { path: 'index.md/deeper.md', content: '' }]
    await expect(writeEntry({ out, slug: 'a-study', files: clash, force: false })).rejects.toThrow('could not be written')
    expect(text('index.md')).toBe('# One\n')
    expect(readdirSync(out).sort()).toEqual(['a-study', 'blocked'])
  })

  test('an entry that a killed process had moved aside comes back', async () => {
    await write()
    mkdirSync(join(out, '.a-study.999999999.new'))
    renameSync(join(out, 'a-study'), join(out, '.a-study.old'))
    await write('# Two\n')
    expect(text('index.md')).toBe('# Two\n')
    expect(readdirSync(out)).toEqual(['a-study'])
  })

  test('killed at any moment, it leaves the old entry or the new one, whole', async () => {
    const module = join(import.meta.dirname, '../../src/destinations/directory.ts')
    const script = `
      const { writeEntry } = await import(${JSON.stringify(module)})
      const files = [['index.md', process.argv[2]], ...Array.from({ length: 40 }, (_, i) => ['data/' + i + '.txt', process.argv[2].repeat(2000)])]
      process.send('ready')
      await writeEntry({ out: process.argv[1], slug: 'a-study', files: files.map(([path, content]) => ({ path, content })), force: false })`
    const run = (word: string, after: number | null): Promise<void> =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, ['--input-type=module', '-e', script, out, word], {
          stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        })
        child.on('message', () => after !== null && setTimeout(() => child.kill('SIGKILL'), after))
        child.on('close', () => resolve())
      })
    await run('zero ', null)
    for (const [index, after] of [1, 3, 6, 10, 15, 22].entries()) {
      await run(`word${index} `, after)
      if (!existsSync(inEntry('index.md'))) {
        // Killed between two renames: the whole old entry waits under its hidden name for the next run.
        expect(existsSync(join(out, '.a-study.old/index.md'))).toBe(true)
        continue
      }
      const word = text('index.md')
      expect(word).toMatch(/^(?:zero|word\d) $/)
      for (let file = 0; file < 40; file++) expect(text(`data/${file}.txt`)).toBe(word.repeat(2000))
    }
    await run('last ', null)
    expect(text('index.md')).toBe('last ')
    expect(readdirSync(out)).toEqual(['a-study'])
  })
})

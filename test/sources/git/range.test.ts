import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { KnownError } from '../../../src/errors.ts'
import { collectRange, type RangeEvidence } from '../../../src/sources/git/range.ts'
import { gitRepository, plainEnvironment, type TestRepository } from '../../git-repository.ts'

const collect = (directory: string, range: string): Promise<RangeEvidence> => collectRange({ directory, range, suspicious: /SUSPICIOUS/ })
const refusal = async (directory: string, range: string): Promise<string> => {
  const error = await collect(directory, range).catch((fault: unknown) => fault)
  expect(error).toBeInstanceOf(KnownError)
  return error instanceof Error ? error.message : ''
}

const python = [
  'class Cache:',
  '    def get(self, key):',
  ...Array.from({ length: 20 }, (_, i) => `        line_${i} = ${i}`),
  '    def put(self):',
  '        pass',
  '',
].join('\n')

describe('collectRange', () => {
  let repository: TestRepository
  let found: RangeEvidence
  const ids: string[] = []

  beforeAll(async () => {
    repository = gitRepository({ remote: 'https://bob:secret@github.com/example/ringcache.git' })
    ids.push(
      repository.commit('Begin', {
        'README.md':
          '# ringcache\n\n[![badge](https://x.co/b.svg)](https://x.co)\n\nringcache is an in-process LRU cache, e.g. for Go services. It is small.\n',
        LICENSE:
          'MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this software …\nThe above copyright notice and this permission notice shall be included …\n',
        'src/cache.py': python,
        'tests/test_cache.py': 'def test_old():\n    pass\n\ndef test_stays():\n    pass\n',
        'old name.go': 'package a\n\nfunc (c *Cache) Get() {}\n',
        'gone.txt': 'one\ntwo\n',
        'image.png': new Uint8Array([137, 80, 0, 1]),
        link: 'plain',
      }),
    )
    ids.push(
      repository.commit(
        'cache: shard the lock\n\nEvery reader waited.\n\nFixes #190',
        {
          'src/cache.py': python.replace('line_9 = 9', 'line_9 = SUSPICIOUS'),
          'tests/test_cache.py': 'def test_new():\n    pass\n\ndef test_stays():\n    pass\n',
          'old name.go': null,
          'new "name".go': 'package a\n\nfunc (c *Cache) Get() {}\n',
          'gone.txt': null,
          'image.png': new Uint8Array([137, 80, 0, 2, 3]),
          'no-newline.txt': 'last line',
        },
        { author: 'Tomasz W', date: '2026-09-30T23:30:00-07:00' },
      ),
    )
    found = await collect(repository.directory, 'HEAD~1..HEAD')
  })
  afterAll(() => repository.remove())

  const change = (path: string) => found.changes.find((one) => one.path === path)

  test('names both ends, the date in its own zone, and the author', () => {
    expect(found).toMatchObject({ base: ids[0], head: ids[1], merge: null, date: '2026-09-30', author: 'Tomasz W', omissions: [] })
    expect(found.commits).toEqual([
      {
        sha: ids[1],
        subject: 'cache: shard the lock',
        body: 'Every reader waited.\n\nFixes #190',
        author: 'Tomasz W',
        date: '2026-09-30',
        paths: ['gone.txt', 'image.png', 'new "name".go', 'no-newline.txt', 'old name.go', 'src/cache.py', 'tests/test_cache.py'],
      },
    ])
  })

  test('describes the repository without the credentials of its remote', () => {
    expect(found.repository).toEqual({
      name: 'example/ringcache',
      url: 'https://github.com/example/ringcache',
      licence: 'MIT',
      introduction: 'ringcache is an in-process LRU cache, e.g. for Go services.',
    })
  })

  test('lists every change with its counts', () => {
    expect(
      found.changes.map(({ path, status, added, removed, language, test: isTest }) => ({
        path,
        status,
        added,
        removed,
        language,
        test: isTest,
      })),
    ).toEqual([
      { path: 'gone.txt', status: 'deleted', added: 0, removed: 2, language: null, test: false },
      { path: 'image.png', status: 'modified', added: null, removed: null, language: null, test: false },
      { path: 'new "name".go', status: 'renamed', added: 0, removed: 0, language: 'Go', test: false },
      { path: 'no-newline.txt', status: 'added', added: 1, removed: 0, language: null, test: false },
      { path: 'src/cache.py', status: 'modified', added: 1, removed: 1, language: 'Python', test: false },
      { path: 'tests/test_cache.py', status: 'modified', added: 1, removed: 1, language: 'Python', test: true },
    ])
    expect(change('new "name".go')?.oldPath).toBe('old name.go')
  })

  test('names the method that holds a change, and the one that it begins', () => {
    expect(change('src/cache.py')?.hunks).toEqual([{ start: 12, lines: 1, symbol: 'get' }])
    expect(change('tests/test_cache.py')?.hunks).toEqual([{ start: 1, lines: 1, symbol: 'test_new' }])
  })

  test('names tests that came and went, and hands on suspects with their lines', () => {
    expect(change('tests/test_cache.py')).toMatchObject({ testsAdded: ['test_new'], testsRemoved: ['test_old'] })
    expect(found.suspects).toEqual([{ path: 'src/cache.py', line: 12, text: '        line_9 = SUSPICIOUS' }])
  })

  test('a bare clone, and a folder inside the clone, say the same', async () => {
    const bare = mkdtempSync(join(tmpdir(), 'casewright-bare-'))
    execFileSync('git', ['clone', '--quiet', '--bare', repository.directory, bare], { env: plainEnvironment() })
    execFileSync('git', ['-C', bare, 'remote', 'set-url', 'origin', 'git@github.com:example/ringcache'], { env: plainEnvironment() })
    expect(await collect(bare, 'main~1..main')).toEqual(found)
    expect(await collect(join(repository.directory, 'src'), 'main~1..main')).toEqual(found)
    rmSync(bare, { recursive: true })
  })

  test('time zone, locale and variables of the caller change nothing', async () => {
    const before = { ...process.env }
    Object.assign(process.env, {
      TZ: 'Asia/Tokyo',
      LC_ALL: 'de_DE.UTF-8',
      GIT_DIR: '/nowhere',
      GIT_EXTERNAL_DIFF: 'false',
      GIT_DIFF_OPTS: '-u9',
    })
    try {
      expect(await collect(repository.directory, 'HEAD~1..HEAD')).toEqual(found)
    } finally {
      for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
      Object.assign(process.env, before)
    }
  })

  test.each([
    ['HEAD', '"HEAD" is no range. Write BASE..HEAD, as in v1.2.0..v1.3.0 or HEAD~1..HEAD.'],
    ['main...HEAD', 'write two dots, main..HEAD.'],
    ['..HEAD', 'both ends must be named.'],
    ['HEAD..HEAD', 'The range HEAD..HEAD is empty'],
    ['HEAD..HEAD~1', 'is the wrong way round: HEAD~1 comes before HEAD. Write HEAD~1..HEAD.'],
    ['HEAD~1..mian', 'There is no commit "mian" in'],
    ['HEAD~1..mian', 'Did you mean main?'],
    ['--output=x..HEAD', 'There is no commit "--output=x"'],
    ['HEAD~1..HEAD:README.md', 'There is no commit "HEAD:README.md"'],
    ['HEAD~1..HE\nAD', 'holds a line break'],
  ])('%j is refused with a mend', async (range, message) => {
    expect(await refusal(repository.directory, range)).toContain(message)
  })

  test('a folder that is none, and one that is no clone, are refused with a mend', async () => {
    expect(await refusal('/nowhere/at/all', 'a..b')).toContain('There is no folder /nowhere/at/all')
    const empty = mkdtempSync(join(tmpdir(), 'casewright-empty-'))
    expect(await refusal(empty, 'a..b')).toContain('is no git repository')
    rmSync(empty, { recursive: true })
  })

  test('a shallow clone is told how to become whole', async () => {
    const shallow = mkdtempSync(join(tmpdir(), 'casewright-shallow-'))
    execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${repository.directory}`, shallow], { env: plainEnvironment() })
    expect(await refusal(shallow, 'HEAD~1..HEAD')).toContain('shallow clone. Fetch the rest: git fetch --unshallow')
    rmSync(shallow, { recursive: true })
  })
})

describe('histories that are no line', () => {
  let repository: TestRepository
  beforeAll(() => {
    repository = gitRepository()
    repository.commit('one', { a: '1' })
    repository.git('checkout', '--quiet', '-b', 'topic')
    repository.commit('two', { b: '2' }, { author: 'Grace Example' })
    repository.commit('three', { c: '3' }, { author: 'Grace Example' })
    repository.git('checkout', '--quiet', 'main')
    repository.commit('four', { d: '4' })
    repository.git('checkout', '--quiet', '--orphan', 'alone')
    repository.commit('five', { e: '5' })
    repository.git('checkout', '--quiet', 'main')
  })
  afterAll(() => repository.remove())

  test('ends that parted are told where', async () => {
    const parted = repository.git('merge-base', 'main', 'topic')
    expect(await refusal(repository.directory, 'main..topic')).toContain(`Start where they parted: ${parted}..topic`)
  })

  test('ends without a common history are refused', async () => {
    expect(await refusal(repository.directory, 'alone..main')).toContain('share no history')
  })

  test('a merge brings what its branch did, by its author', async () => {
    const merge = repository.merge('topic', 'Merge topic')
    const found = await collect(repository.directory, 'HEAD~1..HEAD')
    expect(found).toMatchObject({ merge, head: merge, author: 'Grace Example' })
    expect(found.commits.map(({ subject }) => subject)).toEqual(['two', 'three', 'Merge topic'])
    expect(found.changes.map(({ path }) => path)).toEqual(['b', 'c'])
  })
})

test('a repository of SHA-256 ids is read the same way', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'casewright-sha256-'))
  const git = (...args: string[]) => execFileSync('git', args, { cwd: directory, env: plainEnvironment() })
  git('init', '--quiet', '--object-format=sha256')
  for (const text of ['one', 'two']) {
    writeFileSync(join(directory, 'a.txt'), text)
    git('add', '.')
    git('commit', '--quiet', '-m', text)
  }
  const found = await collect(directory, 'HEAD~1..HEAD')
  expect(found.head).toMatch(/^[0-9a-f]{64}$/)
  expect(found.changes.map(({ path, added, removed }) => [path, added, removed])).toEqual([['a.txt', 1, 1]])
  rmSync(directory, { recursive: true })
})

test('the number of processes is the same for three commits and for three hundred', async () => {
  const repository = gitRepository()
  for (let index = 0; index < 6; index++)
    repository.commit(`c${index}`, { [`f${index}`]: `${index}`, 'README.md': 'A small library for tests.' })
  const stream = Array.from(
    { length: 300 },
    (_, i) =>
      `commit refs/heads/long\ncommitter A <a@example.org> ${1_767_268_800 + i} +0000\ndata 2\nc\n${i === 0 ? 'from refs/heads/main^0\n' : ''}M 100644 inline x${i}\ndata 1\n1\n`,
  )
  execFileSync('git', ['fast-import', '--quiet'], { cwd: repository.directory, input: stream.join(''), env: plainEnvironment() })
  // A git on the PATH that counts how often it is called.
  const bin = mkdtempSync(join(tmpdir(), 'casewright-bin-'))
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
  mkdirSync(bin, { recursive: true })
  writeFileSync(join(bin, 'git'), `#!/bin/sh\necho x >> ${bin}/calls\nexec ${real} "$@"\n`)
  chmodSync(join(bin, 'git'), 0o755)
  const path = process.env.PATH
  const calls = async (range: string): Promise<number> => {
    writeFileSync(join(bin, 'calls'), '')
    process.env.PATH = `${bin}:${path}`
    try {
      await collect(repository.directory, range)
    } finally {
      process.env.PATH = path
    }
    return readFileSync(join(bin, 'calls'), 'utf8').length / 2
  }
  expect(await calls('main~3..main')).toBe(10)
  expect(await calls('main..long')).toBe(10)
  repository.remove()
  rmSync(bin, { recursive: true })
})

import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Diff, diffReader } from '../../../src/sources/git/diff.ts'
import { collectRange } from '../../../src/sources/git/range.ts'
import { gitRepository, plainEnvironment, type TestRepository } from '../../git-repository.ts'

/** Reads a diff that comes in pieces of these lengths, over and over. */
function readIn(pieces: readonly number[], output: Buffer): Diff {
  const reader = diffReader(/SUSPICIOUS/)
  for (let position = 0, turn = 0; position < output.length; turn++) {
    const end = position + (pieces[turn % pieces.length] ?? 1)
    reader.push(output.subarray(position, end))
    position = end
  }
  return reader.end()
}

describe('a diff full of odd things', () => {
  let repository: TestRepository
  let output: Buffer
  let whole: Diff

  beforeAll(() => {
    repository = gitRepository()
    const text = (lines: number, mark = '') => Array.from({ length: lines }, (_, i) => `line ${i}${mark}\n`).join('')
    repository.commit('before', {
      'a\n@@ -1 +1 @@\nb': 'one\n',
      'with "quotes"\t': 'one\n',
      '-x': 'one\n',
      'diff --git a b': 'one\n',
      'headers.txt': 'one\ntwo\nthree\n',
      'windows.py': 'class A:\r\n    def m(self):\r\n        x = 1\r\n        y = 2\r\n',
      'turns-into-a-link': 'text\n',
      'long.min.js': 'short\n',
      'empty.txt': '',
      'moves.txt': text(30),
      'mode.sh': 'x\n',
      'ends.txt': 'no line feed',
      'ends-the-other-way.txt': 'line feed\n',
    })
    repository.commit('after', {
      'a\n@@ -1 +1 @@\nb': 'two\n',
      'with "quotes"\t': 'two\n',
      '-x': 'SUSPICIOUS\n',
      'diff --git a b': 'two\n',
      // Lines that would be headers, were they not counted.
      'headers.txt': 'one\n--- a/evil\n+++ b/evil\n@@ -1,9 +1,9 @@ evil\ndiff --git a/evil b/evil\nBinary files a and b differ\nthree\n',
      'windows.py': 'class A:\r\n    def m(self):\r\n        x = 1\r\n        y = 3\r\n',
      'turns-into-a-link': null,
      'long.min.js': `${'a=b;'.repeat(600_000)}SUSPICIOUS${'c=d;'.repeat(20_000)}\nshort\n`,
      'empty.txt': null,
      'also-empty.txt': '',
      'moves.txt': null,
      'moved.txt': text(30).replace('line 7\n', 'line 7 SUSPICIOUS\n'),
      'ends.txt': 'no line feed at all',
      'ends-the-other-way.txt': 'line feed',
    })
    execFileSync('ln', ['-s', 'headers.txt', 'turns-into-a-link'], { cwd: repository.directory })
    execFileSync('chmod', ['+x', 'mode.sh'], { cwd: repository.directory })
    // Names that are no UTF-8.
    execFileSync('sh', ['-c', 'printf x > "$(printf \'caf\\351.txt\')"'], { cwd: repository.directory })
    repository.git('add', '--all')
    repository.git('commit', '--quiet', '--amend', '--no-edit', '--date=2026-01-02T12:00:00Z')
    output = execFileSync('git', ['diff-tree', '-r', '-z', '--raw', '-p', '-U1', '-M', 'HEAD~1', 'HEAD'], {
      cwd: repository.directory,
      env: plainEnvironment(),
      maxBuffer: 1 << 26,
    })
    whole = readIn([output.length], output)
  })
  afterAll(() => repository.remove())

  test('every file has its own name, status and counts, as git counts them', () => {
    expect(whole.changes.map(({ path, status, added, removed }) => `${path} ${status} ${added} ${removed}`)).toEqual([
      '-x modified 1 1',
      'a\n@@ -1 +1 @@\nb modified 1 1',
      'also-empty.txt renamed 0 0',
      'caf\ufffd.txt added 1 0',
      'diff --git a b modified 1 1',
      'ends-the-other-way.txt modified 1 1',
      'ends.txt modified 1 1',
      'headers.txt modified 5 1',
      'long.min.js modified 1 0',
      'mode.sh modified 0 0',
      'moved.txt renamed 1 1',
      'turns-into-a-link type-changed 1 1',
      'windows.py modified 1 1',
      'with "quotes"\t modified 1 1',
    ])
  })

  test('suspects have their path and line, in a line of two megabytes too', () => {
    expect(whole.suspects.map(({ path, line }) => [path, line])).toEqual([
      ['-x', 1],
      ['long.min.js', 1],
      ['moved.txt', 8],
    ])
    expect(whole.suspects[0]?.text).toBe('SUSPICIOUS')
    expect(whole.suspects[1]?.text).toContain('SUSPICIOUS')
  })

  test('where the pieces are cut changes nothing', () => {
    const withoutLong = output.subarray(0, 4000)
    const firstPart = (pieces: readonly number[]) => {
      const reader = diffReader(/SUSPICIOUS/)
      for (let position = 0, turn = 0; position < withoutLong.length; turn++) {
        const end = Math.min(withoutLong.length, position + (pieces[turn % pieces.length] ?? 1))
        reader.push(withoutLong.subarray(position, end))
        position = end
      }
    }
    expect(() => firstPart([1])).not.toThrow()
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 70_000 }), { minLength: 1, maxLength: 6 }), (pieces) => {
        fc.pre(Math.max(...pieces) > 500)
        expect({ ...readIn(pieces, output), suspects: [] }).toEqual({ ...whole, suspects: [] })
      }),
      { numRuns: 40, seed: 1 },
    )
  })

  test('collectRange says the same, and names a method in a file with line breaks of Windows', async () => {
    const { changes } = await collectRange({ directory: repository.directory, range: 'HEAD~1..HEAD', suspicious: /SUSPICIOUS/ })
    const counts = (all: Diff['changes']) => all.map(({ path, status, added, removed }) => ({ path, status, added, removed }))
    expect(counts(changes)).toEqual(counts(whole.changes))
    expect(changes.find(({ path }) => path === 'windows.py')?.hunks).toEqual([{ start: 4, lines: 1, symbol: 'm' }])
  })
})

test('an empty diff has no changes, and one that breaks off is a fault', () => {
  expect(diffReader(/x/).end()).toEqual({ changes: [], suspects: [], hunksCut: 0, suspectsCut: 0 })
  const reader = diffReader(/x/)
  reader.push(Buffer.from(':100644 100644 1 2 M\0a\0:100644 100644 1 2 M\0b\0\0diff --git a/a b/a\n@@ -1 +1 @@\n-a\n+b\n'))
  expect(() => reader.end()).toThrow('before its diff was complete')
})

test('only five hundred hunks of a file are kept, and the rest is counted', () => {
  const hunks = Array.from({ length: 700 }, (_, i) => `@@ -${i * 10 + 1} +${i * 10 + 1} @@\n-a\n+b\n`).join('')
  const reader = diffReader(/x/)
  reader.push(Buffer.from(`:100644 100644 1 2 M\0a\0\0diff --git a/a b/a\n${hunks}`))
  const { changes, hunksCut } = reader.end()
  expect(changes[0]).toMatchObject({ added: 700, removed: 700 })
  expect([changes[0]?.hunks.length, hunksCut]).toEqual([500, 200])
})

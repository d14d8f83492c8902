import { describe, expect, test } from 'vitest'
import { filesOfDiff } from '../../src/sources/github/diff.ts'
import { unquoted } from '../../src/sources/github/quoted-path.ts'

const lines = (...all: string[]) => `${all.join('\n')}\n`
const plain = { isBinary: false, additions: 0, deletions: 0 }

describe('a diff as git prints it', () => {
  test('lines of a file that look like headers are none, since hunks are counted', () => {
    const hunk = ['@@ -1,3 +1,3 @@ func Get() {', ' a', '-diff --git a/x b/x', '--- a/x', '+++ b/y', '+@@ -1 +1 @@']
    const diff = lines('diff --git a/a.go b/a.go', 'index 1..2 100644', '--- a/a.go', '+++ b/a.go', ...hunk)
    expect(filesOfDiff(diff)).toEqual([
      { ...plain, filename: 'a.go', status: 'modified', additions: 2, deletions: 2, patch: hunk.join('\n') },
    ])
  })

  test.each([
    [
      'a new file without a line break at its end',
      ['new file mode 100644', 'index 0..1', '--- /dev/null', '+++ b/a b.go\t', '@@ -0,0 +1 @@', '+x', '\\ No newline at end of file'],
      { filename: 'a b.go', status: 'added', additions: 1, patch: '@@ -0,0 +1 @@\n+x\n\\ No newline at end of file' },
    ],
    [
      'a deleted file',
      ['deleted file mode 100644', 'index 1..0', '--- a/a b.go\t', '+++ /dev/null', '@@ -1 +0,0 @@', '-x'],
      { filename: 'a b.go', status: 'removed', deletions: 1, patch: '@@ -1 +0,0 @@\n-x' },
    ],
    ['an empty file', ['new file mode 100644', 'index 0..e'], { filename: 'a b.go', status: 'added' }],
    ['another mode', ['old mode 100644', 'new mode 100755'], { filename: 'a b.go', status: 'modified' }],
    [
      'a binary file',
      ['index 1..2 100644', 'Binary files a/a b.go and b/a b.go differ'],
      { filename: 'a b.go', status: 'modified', isBinary: true },
    ],
    [
      'a rename',
      ['similarity index 100%', 'rename from a b.go', 'rename to "c\\td.go"'],
      { filename: 'c\td.go', status: 'renamed', previous_filename: 'a b.go' },
    ],
  ])('%s', (_, section, expected) => {
    expect(filesOfDiff(lines('diff --git a/a b.go b/a b.go', ...section))).toEqual([{ ...plain, ...expected }])
  })

  test('a file that became a link is one change', () => {
    const diff = lines(
      'diff --git "a/caf\\303\\251" "b/caf\\303\\251"',
      'deleted file mode 100644',
      'index 1..0',
      '--- "a/caf\\303\\251"',
      '+++ /dev/null',
      '@@ -1 +0,0 @@',
      '-x',
      'diff --git "a/caf\\303\\251" "b/caf\\303\\251"',
      'new file mode 120000',
      'index 0..1',
      '--- /dev/null',
      '+++ "b/caf\\303\\251"',
      '@@ -0,0 +1 @@',
      '+y',
      '\\ No newline at end of file',
    )
    expect(filesOfDiff(diff)).toMatchObject([{ filename: 'café', status: 'changed', additions: 1, deletions: 1 }])
  })

  const whole = lines('diff --git a/a b/a', 'index 1..2 100644', '--- a/a', '+++ b/a', '@@ -1,2 +1,2 @@', '-x', '+y', ' z')
  test.each([
    ['cut within a line', whole.slice(0, -2)],
    ['cut within a hunk', whole.slice(0, whole.indexOf(' z'))],
    ['no diff at all', '{"message": "too large"}\n'],
    ['names that cannot be told apart', lines('diff --git a/a b/b', 'index 1..2 100644')],
    ['a hunk longer than it says', whole.replace('-1,2 +1,2', '-1 +1,2')],
  ])('%s is null', (_, text) => expect(filesOfDiff(text)).toBeNull())

  test('nothing is no file', () => expect(filesOfDiff('')).toEqual([]))
})

test.each([
  ['src/ring.go', 'src/ring.go'],
  ['"a/\\"b\\"\\\\c\\n.txt"', 'a/"b"\\c\n.txt'],
  ['"na\\303\\257ve ☃.txt"', 'naïve ☃.txt'],
  ['"', '"'],
])('a path spelt %s', (spelt, path) => expect(unquoted(spelt)).toBe(path))

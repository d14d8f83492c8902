/** A pull request's diff, as git prints it → the form of GitHub's list of changed files (git-diff(1), "Generating patch text with -p"). */
import type { ChangedFile } from './answers.ts'
import { unquoted } from './quoted-path.ts'

interface Section {
  status: ChangedFile['status']
  from: string | null
  to: string | null
  isBinary: boolean
  patch: string[]
  additions: number
  deletions: number
}

const HUNK = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/

/** Null for what is no whole diff: an answer that was cut short, or a form we do not know. */
export function filesOfDiff(text: string): ChangedFile[] | null {
  if (text === '') return []
  if (!text.endsWith('\n')) return null
  const lines = text.slice(0, -1).split('\n')
  const files: ChangedFile[] = []
  for (let at = 0; at < lines.length; ) {
    const header = lines[at] ?? ''
    if (!header.startsWith('diff --git ')) return null
    const section: Section = { status: 'modified', from: null, to: null, isBinary: false, patch: [], additions: 0, deletions: 0 }
    at++
    while (at < lines.length && !lines[at]?.startsWith('diff --git ')) {
      const end = HUNK.test(lines[at] ?? '') ? hunkEnd(lines, at, section) : at + 1
      if (end === null) return null
      if (end === at + 1) readHeaderLine(lines[at] ?? '', section)
      at = end
    }
    const name = section.to ?? section.from ?? nameInHeader(header)
    if (name === null) return null
    add(files, name, section)
  }
  return files
}

/** Takes a hunk's lines by its counts, so that a line of somebody's file that looks like a header is none; null where it ends early. */
function hunkEnd(lines: readonly string[], start: number, section: Section): number | null {
  const [, before = '1', after = '1'] = HUNK.exec(lines[start] ?? '') ?? []
  let [left, right, at] = [Number(before), Number(after), start + 1]
  for (; left > 0 || right > 0 || lines[at]?.startsWith('\\'); at++) {
    const mark = lines[at]?.[0]
    if (mark === '+') {
      right--
      section.additions++
    } else if (mark === '-') {
      left--
      section.deletions++
    } else if (mark === ' ') {
      left--
      right--
    } else if (mark !== '\\') return null
  }
  if (left < 0 || right < 0) return null
  section.patch.push(...lines.slice(start, at))
  return at
}

function readHeaderLine(line: string, section: Section): void {
  if (line.startsWith('new file mode ')) section.status = 'added'
  else if (line.startsWith('deleted file mode ')) section.status = 'removed'
  else if (line.startsWith('rename from ')) Object.assign(section, { status: 'renamed', from: unquoted(line.slice(12)) })
  else if (line.startsWith('copy from ')) Object.assign(section, { status: 'copied', from: unquoted(line.slice(10)) })
  else if (line.startsWith('rename to ')) section.to = unquoted(line.slice(10))
  else if (line.startsWith('copy to ')) section.to = unquoted(line.slice(8))
  else if (line.startsWith('--- ')) section.from ??= side(line.slice(4))
  else if (line.startsWith('+++ ')) section.to ??= side(line.slice(4))
  else if (line.startsWith('Binary files ') || line === 'GIT binary patch') section.isBinary = true
}

/** `b/src/ring.go`, with a tab behind it where the name holds a space; null for `/dev/null`. */
function side(text: string): string | null {
  return text === '/dev/null' ? null : unquoted(text.replace(/\t$/, '')).slice(2)
}

/** Without hunks and without a rename both sides have the same name: `a/NAME b/NAME`. */
function nameInHeader(header: string): string | null {
  const both = header.slice('diff --git '.length)
  const half = both.slice(0, (both.length - 1) / 2)
  const [from, to] = [unquoted(half), unquoted(both.slice(half.length + 1))]
  return from.slice(2) === to.slice(2) ? to.slice(2) : null
}

function add(files: ChangedFile[], filename: string, { status, from, isBinary, patch, additions, deletions }: Section): void {
  const last = files.at(-1)
  // A change between file and symbolic link is printed as a deletion and a creation.
  if (status === 'added' && last?.status === 'removed' && last.filename === filename) {
    const both = [last.patch, ...patch].filter((line) => line !== undefined)
    const patched = both.length > 0 && { patch: both.join('\n') }
    files[files.length - 1] = { ...last, status: 'changed', additions, deletions: last.deletions, isBinary, ...patched }
    return
  }
  files.push({
    filename,
    status,
    additions,
    deletions,
    isBinary,
    ...(patch.length > 0 && { patch: patch.join('\n') }),
    ...((status === 'renamed' || status === 'copied') && from !== null && { previous_filename: from }),
  })
}

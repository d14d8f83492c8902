/**
 * Reads the patch that git prints (git-diff(1), "Generating patch text with -p"). Bodies of hunks are skipped by
 * counting their lines, so that a line of somebody's file that looks like a header is none.
 */
import type { FileChange, Hunk } from '../../model.ts'
import { symbolOf } from '../symbols.ts'
import type { TestNameReader } from '../test-names.ts'
import { linesOf } from './lines.ts'
import { type SuspectLine, suspectsOf } from './suspects.ts'

/** One file of the diff, filled while its part of the patch is read. */
export interface Section {
  change: Pick<FileChange, 'path' | 'oldPath' | 'status' | 'language' | 'test'>
  added: number
  removed: number
  binary: boolean
  hunks: Hunk[]
  namesAdded: string[]
  namesRemoved: string[]
  readAdded: TestNameReader | null
  readRemoved: TestNameReader | null
  /** How many `diff --git` parts of the patch are still to come for it. */
  parts: number
}

export interface PatchReader {
  push(chunk: Buffer): void
  end(): { suspects: SuspectLine[]; hunksCut: number; suspectsCut: number }
}

/** Hunks kept of one file and of all; counts of lines never come from the kept ones. */
const hunksOfFile = 500
const hunksOfAll = 50_000
/** Names stand in the beginning of a line. */
const readOfLine = 4096
/** Comments and decorators before a definition that are skipped in search of a name. */
const linesTried = 8

const newline = 10
const plus = 43
const minus = 45
const at = 64
const backslash = 92

/** Fills `sections`, which are in the order of the patch; `suspicious` tests added lines. */
export function patchReader(sections: readonly Section[], suspicious: RegExp): PatchReader {
  const suspects = suspectsOf(suspicious)
  let hunks = 0
  let hunksCut = 0
  let next = 0
  let section: Section | undefined
  let oldLeft = 0
  let newLeft = 0
  let headLine = 0
  let lastMark = 0
  /** The hunk that is being read, if it is kept; whether a changed line of it was met; how many lines to try for a name. */
  let hunk: Hunk | null = null
  let changed = false
  let tries = 0

  const lines = linesOf(readLines, (piece) => {
    // The line was counted when its beginning was read; what is left of it may still hold a secret.
    if (lastMark === plus) suspects.look(section?.change.path ?? '', headLine - 1, piece)
  })

  function readLines(stretch: Buffer): void {
    // Added lines that follow one another are looked at together.
    let run = -1
    let runLine = 0
    for (let start = 0; start < stretch.length; ) {
      const stop = stretch.indexOf(newline, start)
      const inBody = oldLeft > 0 || newLeft > 0
      const isAdded = inBody && stretch[start] === plus
      if (isAdded && run < 0) {
        run = start
        runLine = headLine
      } else if (!isAdded && run >= 0) {
        suspects.look(section?.change.path ?? '', runLine, stretch.subarray(run, start))
        run = -1
      }
      if (inBody) bodyLine(stretch.subarray(start, stop))
      else betweenHunks(stretch.subarray(start, stop))
      start = stop + 1
    }
    if (run >= 0) suspects.look(section?.change.path ?? '', runLine, stretch.subarray(run))
  }

  function bodyLine(line: Buffer): void {
    lastMark = line[0] ?? 0
    if (lastMark === backslash || section === undefined) return
    if (lastMark === plus) {
      newLeft--
      section.added++
      if (section.readAdded !== null) readName(section.readAdded, section.namesAdded, line)
      if (tries > 0) nameBegun(line)
      stretchHunk(headLine)
      headLine++
    } else if (lastMark === minus) {
      oldLeft--
      section.removed++
      if (section.readRemoved !== null) readName(section.readRemoved, section.namesRemoved, line)
      stretchHunk(headLine - 1)
    } else {
      oldLeft--
      newLeft--
      headLine++
      // The unchanged line right above the change is nearer than what git's header names.
      if (tries > 0 && !changed) nameFrom(textOf(line))
    }
  }

  /** A hunk of ours goes from its first changed line to its last; one that only removes stands where they stood. */
  function stretchHunk(lastLine: number): void {
    if (hunk === null) return
    if (!changed) hunk.start = headLine
    changed = true
    hunk.lines = Math.max(hunk.lines, lastLine - hunk.start + 1)
  }

  function betweenHunks(line: Buffer): void {
    if (line[0] === at) beginHunk(line)
    else if (startsWith(line, 'diff --git ')) beginFile()
    else if (section && startsWith(line, 'Binary files ')) section.binary = true
  }

  function beginFile(): void {
    if (section === undefined || section.parts === 0) section = sections[next++]
    if (section === undefined) throw new Error('git printed a patch for a file that its list does not hold')
    section.parts--
  }

  /** `@@ -12,3 +12,8 @@ func (c *Cache) Get(key string) (Value, bool) {` */
  function beginHunk(line: Buffer): void {
    const header = line.toString('utf8', 0, readOfLine)
    const match = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?/.exec(header)
    if (match === null || section === undefined) throw new Error(`git printed a hunk that cannot be read: ${header.slice(0, 80)}`)
    oldLeft = Number(match[1] ?? 1)
    newLeft = Number(match[3] ?? 1)
    headLine = Number(match[2])
    changed = false
    hunks++
    const kept = hunks <= hunksOfAll && section.hunks.length < hunksOfFile
    hunk = kept ? { start: headLine, lines: 0, symbol: symbolOf(header.slice(match[0].length), section.change.language) } : null
    tries = kept ? linesTried : 0
    if (hunk === null) hunksCut++
    else section.hunks.push(hunk)
  }

  /** Where the first line of code that is added begins something of its own, that is meant. */
  function nameBegun(line: Buffer): void {
    const text = textOf(line)
    tries--
    if (tries > 0 && /^\s*(?:$|\/\/|\/?\*|#|@|\[)/.test(text)) return
    tries = 0
    nameFrom(text)
  }

  function nameFrom(text: string): void {
    const symbol = symbolOf(text, section?.change.language ?? null)
    if (symbol !== null && hunk !== null) hunk.symbol = symbol
  }

  return {
    push: lines.push,
    end() {
      if (!lines.ended() || next !== sections.length) throw new Error('git ended before its diff was complete')
      return { suspects: suspects.kept, hunksCut, suspectsCut: suspects.cut() }
    },
  }
}

/** A line of a hunk without its mark. */
function textOf(line: Buffer): string {
  return line.toString('utf8', 1, readOfLine)
}

function startsWith(line: Buffer, words: string): boolean {
  return line.toString('latin1', 0, words.length) === words
}

function readName(reader: TestNameReader, names: string[], line: Buffer): void {
  const found = reader(textOf(line))
  if (found !== null) names.push(found)
}

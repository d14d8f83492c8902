/**
 * Reads the patch that git prints (git-diff(1), "Generating patch text with -p"). Bodies of hunks are skipped by
 * counting their lines, so that a line of somebody's file that looks like a header is none.
 */
import type { FileChange, Hunk } from '../../model.ts'
import { symbolOf } from '../symbols.ts'
import type { TestNameReader } from '../test-names.ts'

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

/** An added line that may hold a secret; policy/secrets.ts decides. */
export interface SuspectLine {
  path: string
  /** At the head, from 1. */
  line: number
  text: string
}

export interface PatchReader {
  push(chunk: Buffer): void
  end(): { suspects: SuspectLine[]; hunksCut: number; suspectsCut: number }
}

/** Hunks kept of one file and of all; counts of lines never come from the kept ones. */
const hunksOfFile = 500
const hunksOfAll = 50_000
const suspectBytes = 8 << 20
/** Of a longer line, which is minified or generated, names are sought in the beginning. */
const lineLimit = 4096
const suspectLimit = 256 << 10
/** A longer line is not held until it ends: a file may be one line of 100 MB. */
const carryLimit = 1 << 20

const newline = 10
const plus = 43
const minus = 45
const at = 64
const backslash = 92

export function patchReader(sections: readonly Section[], suspicious: RegExp): PatchReader {
  // One search over many lines at once is ten times as fast as one for each line.
  const search = new RegExp(suspicious.source, `${suspicious.flags.replaceAll('g', '')}g`)
  const suspects: SuspectLine[] = []
  let suspectsSize = 0
  let suspectsCut = 0
  let hunks = 0
  let hunksCut = 0

  let carry: Buffer[] = []
  let carrySize = 0
  let inLongLine = false
  let next = 0
  let section: Section | undefined
  let oldLeft = 0
  let newLeft = 0
  let headLine = 0
  let lastMark = 0
  /** The hunk whose first line of code may name its symbol better than git's header does, and how many lines to try. */
  let hunk: { symbol: string | null } | null = null
  let openings = 0

  function push(chunk: Buffer): void {
    const rest = inLongLine ? afterLongLine(chunk) : chunk
    const end = rest.lastIndexOf(newline) + 1
    if (end > 0) {
      readLines(Buffer.concat([...carry, rest.subarray(0, end)]))
      carry = []
      carrySize = 0
    }
    if (end === rest.length) return
    carry.push(rest.subarray(end))
    carrySize += rest.length - end
    if (carrySize <= carryLimit) return
    readLines(Buffer.concat([...carry, Buffer.of(newline)]))
    carry = []
    carrySize = 0
    inLongLine = true
  }

  /** The long line was counted when its beginning was read; what is left of it may still hold a secret. */
  function afterLongLine(chunk: Buffer): Buffer {
    const stop = chunk.indexOf(newline)
    const rest = stop < 0 ? chunk : chunk.subarray(0, stop)
    if (lastMark === plus && suspectPlaces(rest).length > 0) keepSuspect(rest, 0, rest.length, headLine - 1)
    if (stop < 0) return chunk.subarray(chunk.length)
    inLongLine = false
    return chunk.subarray(stop + 1)
  }

  function readLines(buffer: Buffer): void {
    const places = suspectPlaces(buffer)
    let place = 0
    for (let start = 0; start < buffer.length; ) {
      const stop = buffer.indexOf(newline, start)
      while ((places[place] ?? buffer.length) < start) place++
      if (oldLeft > 0 || newLeft > 0) bodyLine(buffer, start, stop, (places[place] ?? buffer.length) < stop)
      else headLineOf(buffer, start, stop)
      start = stop + 1
    }
  }

  /** Where suspicious text stands, the first place of each line. */
  function suspectPlaces(buffer: Buffer): number[] {
    const text = buffer.toString('latin1')
    const places: number[] = []
    search.lastIndex = 0
    for (let match = search.exec(text); match !== null; match = search.exec(text)) {
      places.push(match.index)
      const stop = text.indexOf('\n', match.index)
      if (stop < 0) break
      search.lastIndex = stop + 1
    }
    return places
  }

  function bodyLine(buffer: Buffer, start: number, stop: number, suspect: boolean): void {
    const mark = buffer[start]
    lastMark = mark ?? 0
    if (mark === backslash || section === undefined) return
    if (mark === plus) {
      newLeft--
      section.added++
      if (section.readAdded !== null) nameIn(section.readAdded, section.namesAdded, buffer, start + 1, stop)
      if (openings > 0) opening(buffer, start + 1, stop)
      if (suspect) keepSuspect(buffer, start + 1, stop, headLine)
      headLine++
    } else if (mark === minus) {
      oldLeft--
      section.removed++
      if (section.readRemoved !== null) nameIn(section.readRemoved, section.namesRemoved, buffer, start + 1, stop)
    } else {
      oldLeft--
      newLeft--
      headLine++
    }
  }

  function headLineOf(buffer: Buffer, start: number, stop: number): void {
    if (buffer[start] === at) begin(text(buffer, start, stop))
    else if (startsWith(buffer, start, 'diff --git ')) enter()
    else if (section && startsWith(buffer, start, 'Binary files ')) section.binary = true
  }

  function enter(): void {
    if (section === undefined || section.parts === 0) section = sections[next++]
    if (section === undefined) throw new Error('git printed a patch for a file that its list does not hold')
    section.parts--
  }

  /** `@@ -12,3 +12,8 @@ func (c *Cache) Get(key string) (Value, bool) {` */
  function begin(header: string): void {
    const match = /^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@ ?(.*)$/.exec(header)
    if (match === null || section === undefined) return
    oldLeft = Number(match[1] ?? 1)
    newLeft = Number(match[3] ?? 1)
    headLine = Number(match[2])
    openings = 0
    hunks++
    if (hunks > hunksOfAll || section.hunks.length >= hunksOfFile) {
      hunksCut++
      return
    }
    const kept = { start: headLine, lines: newLeft, symbol: symbolOf(match[4] ?? '', section.change.language) }
    section.hunks.push(kept)
    hunk = kept
    openings = 8
  }

  /** Git's header names what stands above the hunk; where its first line of code begins something of its own, that is meant. */
  function opening(buffer: Buffer, start: number, stop: number): void {
    const line = text(buffer, start, stop)
    if (openings > 1 && /^\s*(?:$|\/\/|\/?\*|#|@|\[)/.test(line)) {
      openings--
      return
    }
    openings = 0
    const symbol = symbolOf(line, section?.change.language ?? null)
    if (symbol !== null && hunk !== null) hunk.symbol = symbol
  }

  function keepSuspect(buffer: Buffer, start: number, stop: number, line: number): void {
    const words = buffer.toString('utf8', start, Math.min(stop, start + suspectLimit))
    suspectsSize += words.length
    if (suspectsSize > suspectBytes) suspectsCut++
    else suspects.push({ path: section?.change.path ?? '', line, text: words })
  }

  return {
    push,
    end() {
      if (carry.length > 0 || next !== sections.length) throw new Error('git ended before its diff was complete')
      return { suspects, hunksCut, suspectsCut }
    },
  }
}

function text(buffer: Buffer, start: number, stop: number): string {
  return buffer.toString('utf8', start, Math.min(stop, start + lineLimit))
}

function startsWith(buffer: Buffer, start: number, words: string): boolean {
  return buffer.toString('latin1', start, start + words.length) === words
}

function nameIn(reader: TestNameReader, names: string[], buffer: Buffer, start: number, stop: number): void {
  const found = reader(text(buffer, start, stop))
  if (found !== null) names.push(found)
}

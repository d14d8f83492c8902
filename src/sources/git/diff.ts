/**
 * Reads what `git diff-tree --raw -z -p` prints, as it comes and without keeping it. The first part lists every file
 * exactly (NUL-separated, no quoting); the patch follows, its sections in the same order, so that names inside it need
 * no unquoting and no file can pass itself off as another.
 */
import type { FileChange } from '../../model.ts'
import { languageOf } from '../languages.ts'
import { isTestPath, testNameReader } from '../test-names.ts'
import { patchReader, type Section } from './patch.ts'
import { type RawChange, readRaw } from './raw.ts'
import type { SuspectLine } from './suspects.ts'

export interface Diff {
  changes: FileChange[]
  suspects: SuspectLine[]
  /** Hunks, and suspect lines, that were counted and not kept. */
  hunksCut: number
  suspectsCut: number
}

/** Push what git prints, then end. `suspicious` says which added lines to keep as suspects. */
export function diffReader(suspicious: RegExp): { push(chunk: Buffer): void; end(): Diff } {
  let list: Buffer[] = []
  let sections: Section[] | null = null
  let patch: ReturnType<typeof patchReader> | null = null

  return {
    push(chunk) {
      if (patch !== null) {
        patch.push(chunk)
        return
      }
      // No path is empty, so two NULs in a row stand only at the end of the list; a chunk may end between them.
      const isSecond = list.at(-1)?.at(-1) === 0 && chunk[0] === 0
      const pair = chunk.indexOf('\0\0')
      if (!isSecond && pair < 0) {
        list.push(chunk)
        return
      }
      const split = isSecond ? 0 : pair + 1
      sections = listed(list, chunk.subarray(0, split))
      list = []
      patch = patchReader(sections, suspicious)
      patch.push(chunk.subarray(split + 1))
    },
    end() {
      const { suspects, hunksCut, suspectsCut } = patch?.end() ?? { suspects: [], hunksCut: 0, suspectsCut: 0 }
      return { changes: finished(sections ?? listed(list)), suspects, hunksCut, suspectsCut }
    },
  }
}

function listed(list: readonly Buffer[], last: Buffer = Buffer.alloc(0)): Section[] {
  return readRaw(Buffer.concat([...list, last]).toString('utf8')).map(section)
}

function section({ path, oldPath, status }: RawChange): Section {
  const language = languageOf(path)
  return {
    change: { path, oldPath, status, language, test: isTestPath(path) },
    added: 0,
    removed: 0,
    binary: false,
    hunks: [],
    namesAdded: [],
    namesRemoved: [],
    readAdded: testNameReader(path, language),
    readRemoved: testNameReader(path, language),
    // A change between file and symbolic link is printed as a deletion and a creation.
    parts: status === 'type-changed' ? 2 : 1,
  }
}

/** With the counts, and with the test names that did not merely move from one file to another. */
function finished(sections: readonly Section[]): FileChange[] {
  const added = new Set(sections.flatMap(({ namesAdded }) => namesAdded))
  const removed = new Set(sections.flatMap(({ namesRemoved }) => namesRemoved))
  return sections.map((from) => ({
    ...from.change,
    language: from.binary ? null : from.change.language,
    added: from.binary ? null : from.added,
    removed: from.binary ? null : from.removed,
    hunks: from.hunks,
    testsAdded: [...new Set(from.namesAdded)].filter((name) => !removed.has(name)),
    testsRemoved: [...new Set(from.namesRemoved)].filter((name) => !added.has(name)),
  }))
}

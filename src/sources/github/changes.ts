/** GitHub's list of changed files → file changes: hunks, symbols, tests, and added lines that may hold a secret. */
import type { FileChange, Hunk } from '../../model.ts'
import { languageOf } from '../languages.ts'
import { symbolOf } from '../symbols.ts'
import { isTestPath, testNameReader } from '../test-names.ts'
import type { ChangedFile } from './answers.ts'

export interface ReadPatch {
  change: FileChange
  /** Added lines that `suspicious` matches. */
  suspects: { path: string; line: number; text: string }[]
}

const STATUS: Readonly<Record<ChangedFile['status'], FileChange['status']>> = {
  added: 'added',
  removed: 'deleted',
  modified: 'modified',
  renamed: 'renamed',
  copied: 'copied',
  changed: 'type-changed',
  unchanged: 'modified',
}

const HEADER = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@ ?(.*)$/

interface Walk {
  hunks: Hunk[]
  added: string[]
  removed: string[]
  suspects: ReadPatch['suspects']
}

/** Follows a patch line by line; a hunk begins at its first changed line, since the lines around it only show the place. */
function walk(path: string, patch: string, language: string | null, suspicious: RegExp): Walk {
  const seen: Walk = { hunks: [], added: [], removed: [], suspects: [] }
  let line = 0
  let symbol: string | null = null
  let hunk: Hunk | null = null
  for (const text of patch.split('\n')) {
    const header = HEADER.exec(text)
    if (header !== null) {
      line = Number(header[1])
      symbol = symbolOf(header[2] ?? '', language)
      hunk = null
      continue
    }
    const mark = text[0]
    if (mark === '+' || mark === '-') {
      if (hunk === null) {
        hunk = { start: Math.max(1, line), lines: 0, symbol }
        seen.hunks.push(hunk)
      }
      if (mark === '+') hunk.lines = line - hunk.start + 1
      const content = text.slice(1)
      if (mark === '+') seen.added.push(content)
      else seen.removed.push(content)
      if (mark === '+' && suspicious.test(content)) seen.suspects.push({ path, line, text: content })
    }
    if (mark !== '-' && mark !== '\\') line++
  }
  return seen
}

function namesOf(lines: readonly string[], path: string, language: string | null): Set<string> {
  const read = testNameReader(path, language)
  return new Set(read === null ? [] : lines.flatMap((line) => read(line) ?? []))
}

/**
 * One changed file. Without a patch (a binary file, or one too large for GitHub) its counts stay, its hunks are unknown.
 * GitHub's list does not say which files are binary: there a file of no counted line is taken for one.
 */
export function readChange(file: ChangedFile, suspicious: RegExp): ReadPatch {
  const path = file.filename
  const language = languageOf(path)
  const { hunks, added, removed, suspects } = walk(path, file.patch ?? '', language, suspicious)
  const binary = file.isBinary ?? (file.patch === undefined && file.additions + file.deletions === 0 && file.status !== 'renamed')
  const [now, before] = [namesOf(added, path, language), namesOf(removed, path, language)]
  return {
    change: {
      path,
      oldPath: file.previous_filename ?? null,
      status: STATUS[file.status],
      added: binary ? null : file.additions,
      removed: binary ? null : file.deletions,
      hunks,
      language: binary ? null : language,
      test: isTestPath(path),
      testsAdded: [...now.difference(before)],
      testsRemoved: [...before.difference(now)],
    },
    suspects,
  }
}

/** Copies of finished entries in a temporary folder, for tests that change files. */
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const fixtures = fileURLToPath(new URL('./fixtures/claims', import.meta.url))

/** All three of them, in one folder. */
export function finishedEntries(): string {
  const folder = mkdtempSync(join(tmpdir(), 'casewright-finished-'))
  cpSync(fixtures, folder, { recursive: true })
  return folder
}

export function finishedEntry(name: 'ringcache' | 'kernel' | 'harvest'): string {
  return join(finishedEntries(), name)
}

/** Changes a file of an entry; spaces in `from` also stand for no-break ones. */
export function edit(folder: string, file: string, from: string, to: string): void {
  const path = join(folder, file)
  const text = readFileSync(path, 'utf8')
  const at = text.replaceAll('\u00a0', ' ').indexOf(from)
  if (at < 0) throw new Error(`not in ${file}: ${from}`)
  writeFileSync(path, text.slice(0, at) + to + text.slice(at + from.length))
}

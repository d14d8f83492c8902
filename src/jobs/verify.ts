/** Checks finished entries against their ledgers; repairs style and vouches for a human's own figures where asked. */
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Checker } from '../claims/check.ts'
import { fix } from '../claims/fix.ts'
import { type Voucher, vouch } from '../claims/vouch.ts'
import { entryFiles, entryFolders, textOf } from './entry-files.ts'
import { type Verified, verifyFiles } from './verify-files.ts'

export interface VerifyRequest {
  /** Folders of an entry, folders of entries, or `index.md` files. */
  paths: readonly string[]
  /** Repair style in the files. */
  fix: boolean
  /** Write the unbacked figures into the front matter as this person's. */
  vouch: Voucher | null
}

export interface VerifiedEntry extends Omit<Verified, 'ledger'> {
  /** Absolute. */
  directory: string
  fixed: number
  vouched: number
}

/** Verifies every entry at the paths. Throws a KnownError for a path that holds none. */
export async function verify(request: VerifyRequest): Promise<VerifiedEntry[]> {
  const directories = new Set<string>()
  for (const path of request.paths) for (const directory of await entryFolders(path)) directories.add(directory)
  const entries: VerifiedEntry[] = []
  for (const directory of directories) entries.push(await verifyEntry(directory, request))
  return entries
}

async function verifyEntry(directory: string, request: VerifyRequest): Promise<VerifiedEntry> {
  const files = await entryFiles(directory)
  const before = textOf(files, 'index.md')
  let mended = { markdown: before, fixed: 0, vouched: 0 }
  const { ledger: _, ...verified } = verifyFiles(files, (text, checker) => {
    mended = mend(text, checker, request)
    return mended.markdown
  })
  if (mended.markdown !== before) await replaceText(join(directory, 'index.md'), mended.markdown)
  return { directory, ...verified, fixed: mended.fixed, vouched: mended.vouched }
}

/** The text with style repaired and figures vouched for, as far as asked. */
function mend(text: string, checker: Checker, request: VerifyRequest): { markdown: string; fixed: number; vouched: number } {
  const repaired = request.fix ? fix(text, checker.check(text).findings) : { markdown: text, fixed: 0 }
  if (request.vouch === null) return { ...repaired, vouched: 0 }
  const { findings } = checker.check(repaired.markdown)
  return { fixed: repaired.fixed, ...vouch(repaired.markdown, findings, request.vouch) }
}

/** Whole or not at all. */
async function replaceText(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text)
  await rename(`${path}.new`, path)
}

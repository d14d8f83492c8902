/** Checks finished entries against their ledgers; repairs style and vouches for a human's own figures where asked. */
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkFiles, checkSignature } from '../claims/check/files.ts'
import { type Finding, inOrder } from '../claims/check/finding.ts'
import { type Checker, checkerOf } from '../claims/check.ts'
import { entryDigest } from '../claims/digest.ts'
import { fix } from '../claims/fix.ts'
import { type Voucher, vouch } from '../claims/vouch.ts'
import { KnownError } from '../errors.ts'
import type { SignOff } from '../model.ts'
import { entryFiles, entryFolders, MOST_TEXT, textOf } from './entry-files.ts'
import { ledgerIn, signOffIn } from './entry-records.ts'

export interface VerifyRequest {
  /** Folders of an entry, folders of entries, or `index.md` files. */
  paths: readonly string[]
  /** Repair style in the files. */
  fix: boolean
  /** Write the unbacked figures into the front matter as this person's. */
  vouch: Voucher | null
}

export interface VerifiedEntry {
  /** Absolute. */
  directory: string
  findings: Finding[]
  /** How many numerals stand for a figure of the ledger. */
  figures: number
  /** Empty where the ledger cannot be read. */
  digest: string
  /** Null for a draft. */
  signOff: SignOff | null
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
  const { ledger, findings: broken } = ledgerIn(files)
  if (ledger === null) return { directory, findings: broken, figures: 0, digest: '', signOff: null, fixed: 0, vouched: 0 }
  const checker = checkerOf(ledger)
  const text = textOf(files, 'index.md')
  if (text.length > MOST_TEXT) {
    throw new KnownError(`${join(directory, 'index.md')}: ${text.length} characters are too many for an entry (most: ${MOST_TEXT}).`)
  }
  const mended = mend(text, checker, request)
  if (mended.markdown !== text) await replaceText(join(directory, 'index.md'), mended.markdown)
  const present = files.map((file) => (file.path === 'index.md' ? { path: file.path, content: mended.markdown } : file))
  const { findings, figures } = checker.check(mended.markdown)
  const digest = entryDigest(present, ledger)
  const { signOff, findings: signature } = signOffIn(present)
  const changed = signOff === null ? [] : checkSignature(signOff, digest)
  const all = inOrder([...findings, ...checker.ledger, ...checkFiles(present, ledger), ...signature, ...changed])
  return { directory, findings: all, figures, digest, signOff, fixed: mended.fixed, vouched: mended.vouched }
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

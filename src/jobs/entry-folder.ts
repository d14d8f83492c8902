/** Reads a finished entry from its folder: the text and the ledger beside it. */
import { readFile, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { KnownError } from '../errors.ts'
import { type Ledger, ledgerSchema } from '../model.ts'

export interface EntryFolder {
  /** Absolute. */
  directory: string
  /** The text of `index.md`. */
  text: string
  ledger: Ledger
}

/** The entry at `path`, which is its folder or the `index.md` in it. A KnownError says what is missing or wrong. */
export async function readEntryFolder(path: string): Promise<EntryFolder> {
  const found = await stat(path).catch(() => null)
  if (found === null)
    throw new KnownError(`${path}: there is no such folder. Give the folder of an entry, with index.md and evidence.json in it.`)
  const directory = resolve(found.isDirectory() ? path : dirname(path))
  const text = await readFile(join(directory, 'index.md'), 'utf8').catch(absent(path, 'index.md'))
  const ledger = await readFile(join(directory, 'evidence.json'), 'utf8').catch(absent(path, 'evidence.json'))
  return { directory, text, ledger: parseLedger(ledger, join(path, 'evidence.json')) }
}

function absent(path: string, file: string): (error: unknown) => never {
  return (error) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new KnownError(
      `${path}: no ${file} in it, so this is no entry. "casewright draft" writes index.md and evidence.json into a folder of their own.`,
    )
  }
}

function parseLedger(text: string, path: string): Ledger {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new KnownError(`${path}: no valid JSON: ${(error as Error).message}. Take the file from the draft again.`, { cause: error })
  }
  const checked = ledgerSchema.safeParse(value)
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  throw new KnownError(
    `${path}: not a ledger as this version of casewright writes it: ${issue?.path.join('.') || 'the whole file'}: ${issue?.message ?? 'invalid'}. Draft the entry again.`,
  )
}

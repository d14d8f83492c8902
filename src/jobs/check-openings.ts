/** For an auditor: what the commitments of an entry stand for, held against the file that its private repository keeps. */
import { readFile } from 'node:fs/promises'
import { KnownError } from '../errors.ts'
import { checkOpenings } from '../policy/commitment.ts'
import { entryFiles } from './entry-files.ts'
import { ledgerIn } from './entry-records.ts'
import { readRows } from './staged-salt.ts'

export interface OpenedEntry {
  directory: string
  /** How many withheld sources are what the file says. */
  opened: number
  faults: string[]
}

/** Checks the entries in some folders against one file of openings. Throws a KnownError where it cannot be read. */
export async function checkEntryOpenings(file: string, directories: readonly string[]): Promise<OpenedEntry[]> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new KnownError(`${file}: cannot be read. Give the openings.json that lies beside the staged draft, in the private repository.`, {
      cause,
    })
  })
  const openings = readRows(text, file)
  return Promise.all(
    directories.map(async (directory) => {
      const { ledger } = ledgerIn(await entryFiles(directory))
      if (ledger === null) return { directory, opened: 0, faults: ['evidence.json cannot be read, so it has no commitments.'] }
      return { directory, ...checkOpenings(ledger, openings) }
    }),
  )
}

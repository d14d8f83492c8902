/** The local destination: a folder on this machine. It is the dry run. */
import type { EntryFile } from '../model.ts'

export interface WriteRequest {
  /** The folder of entries; made when missing. */
  out: string
  slug: string
  files: readonly EntryFile[]
  /** Replace an entry even where a person has edited it. */
  force: boolean
}

/**
 * Writes an entry whole or not at all and answers its folder. An entry that is as it was last written is replaced; one
 * that a person has edited is not: a KnownError names the edited files.
 */
export async function writeEntry(_request: WriteRequest): Promise<string> {
  throw new Error('being written')
}

/** Tracked files at a commit, by a glob relative to the repository's root. */
import type { Omission } from '../../model.ts'

export interface TrackedFile {
  /** Relative to the repository's root, with `/`. */
  path: string
  commit: string
  /** A permalink, or null without a remote that is known. */
  url: string | null
  bytes: Uint8Array
}

/** Reads the tracked files at `commit` that match `glob`, sorted by path; what was left out, and why, is in `omissions`. */
export async function filesAt(
  _directory: string,
  _commit: string,
  _glob: string,
): Promise<{ files: TrackedFile[]; omissions: Omission[] }> {
  throw new Error('being written')
}

/** Files of somebody's machine: benchmark outputs by glob, and single text files. */
import type { BenchmarkFile, Omission, Side } from '../model.ts'

export interface FilesRequest {
  /** Relative to `cwd`. */
  globs: readonly string[]
  cwd: string
  side: Side
  /** The clone and the commits at which a file may be tracked, head first; a file equal to one of them is recorded. */
  repository: { directory: string; commits: readonly string[] } | null
  /** Who vouches for the other files: `whoami`. */
  person: string | null
}

/** Reads the files that match, sorted by path. Throws a KnownError for a glob that matches nothing. */
export async function readFiles(_request: FilesRequest): Promise<{ files: BenchmarkFile[]; omissions: Omission[] }> {
  throw new Error('being written')
}

/** Reads one UTF-8 text file (the pull request's text, an environment); `what` names it in a fault. */
export async function readText(_path: string, _what: string): Promise<string> {
  throw new Error('being written')
}

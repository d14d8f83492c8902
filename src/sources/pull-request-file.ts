/** The Markdown file with which a person hands in a pull request's words: see docs/pull-request-file.md. */
import type { Thread } from '../model.ts'

export interface PullRequestFile {
  /** The body after the front matter. */
  description: string
  title: string | null
  number: number | null
  url: string | null
  author: string | null
  /** `YYYY-MM-DD`, of `merged`. */
  date: string | null
  /** The merge commit. */
  merge: string | null
  labels: string[]
  /** Issues first, then review threads, as they stand in the file. */
  threads: Thread[]
}

/** Reads `text`; `path` names the file in a fault. Throws a KnownError with the line. */
export function parsePullRequestFile(_text: string, _path: string): PullRequestFile {
  throw new Error('being written')
}

/** The digest of exactly the bytes that are about to become public. */
import { createHash } from 'node:crypto'
import type { EntryFile } from '../model.ts'

/** sha256 over the list of all files as `sha256sum` writes it, sorted by path: `sha256sum index.md … | sha256sum`. */
export function publicDigest(files: readonly EntryFile[]): string {
  const hash = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex')
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1))
  return hash(sorted.map(({ path, content }) => `${hash(content)}  ${path}\n`).join(''))
}

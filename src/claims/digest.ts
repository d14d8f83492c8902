/** The digest of an entry: what a signature is bound to (DESIGN §5, "Entry files"). */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import type { EntryFile, Ledger } from '../model.ts'

const bytesOf = (content: string | Uint8Array): Uint8Array => (typeof content === 'string' ? utf8ToBytes(content) : content)

/**
 * sha256, lower-case hex, over the bytes of `index.md`, `evidence.json`, then the ledger's charts, then its data, each
 * group by path, one after the other with nothing between: `cat index.md evidence.json *.svg data/… | sha256sum`. The
 * ledger holds every chart's and data file's own digest, so no byte can move from one file to the next unseen.
 *
 * @remarks Files the ledger lists and `files` lacks are left out; `verify` reports them.
 */
export function entryDigest(files: readonly EntryFile[], ledger: Pick<Ledger, 'files'>): string {
  const byPath = new Map(files.map((file) => [file.path, file.content]))
  const listed = ledger.files.map((file) => file.path).sort((a, b) => (a < b ? -1 : 1))
  const isData = (path: string) => path.startsWith('data/')
  const order = ['index.md', 'evidence.json', ...listed.filter((path) => !isData(path)), ...listed.filter(isData)]
  const hash = sha256.create()
  for (const path of order) {
    const content = byPath.get(path)
    if (content !== undefined) hash.update(bytesOf(content))
  }
  return bytesToHex(hash.digest())
}

/** sha256 of one file, lower-case hex. */
export function fileDigest(content: string | Uint8Array): string {
  return bytesToHex(sha256(bytesOf(content)))
}

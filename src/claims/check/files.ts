/** The files beside the text: each as the ledger has it, none that it does not list; and the signature over all of them. */
import type { EntryFile, Ledger, SignOff } from '../../model.ts'
import { fileDigest } from '../digest.ts'
import type { Finding } from './finding.ts'

/** Made by casewright around an entry, and no part of it. */
const AROUND = new Set(['index.md', 'evidence.json', 'sign-off.json', 'pull-request.md'])

/** Findings about charts and data; `files` is everything in the entry's folder but hidden files. */
export function checkFiles(files: readonly EntryFile[], ledger: Ledger): Finding[] {
  const byPath = new Map(files.map((file) => [file.path, file.content]))
  const listed = new Map(ledger.files.map((file) => [file.path, file.sha256]))
  const wrong = (file: string, message: string): Finding => ({ grade: 'wrong', code: 'file', file, line: 1, message })
  const changed = [...listed].flatMap(([path, sha256]) => {
    const content = byPath.get(path)
    if (content === undefined) return [wrong(path, 'is in the ledger and not in the folder. Put it back, or draft again.')]
    if (fileDigest(content) === sha256) return []
    return [
      wrong(
        path,
        `is not the file of the ledger: its sha256 is ${fileDigest(content).slice(0, 12)}…, expected ${sha256.slice(0, 12)}…. Put the old one back, or draft again.`,
      ),
    ]
  })
  const foreign = files
    .filter(({ path }) => !AROUND.has(path) && !listed.has(path))
    .map(({ path }) =>
      wrong(path, 'lies beside the entry and is in no ledger, so nothing says what it is. Take it away, or draft again with it.'),
    )
  return [...changed, ...foreign]
}

/** Findings about a signature over other bytes than these. */
export function checkSignature(signOff: SignOff, digest: string): Finding[] {
  if (signOff.digest === digest) return []
  const message = `${signOff.by.name} signed this on ${signOff.time.slice(0, 10)}, and it was changed since, so the signature no longer holds. Put back what was signed, or sign again.`
  return [{ grade: 'wrong', code: 'signature', file: 'sign-off.json', line: 1, message }]
}

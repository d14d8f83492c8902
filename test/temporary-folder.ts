/** One temporary folder for a whole run, taken away at its end: tests and the programs that they start leave things behind. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export default function setup(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'casewright-'))
  // PostgreSQL refuses to run as root, and as another user it has to get through.
  chmodSync(folder, 0o711)
  process.env.TMPDIR = folder
  // Nearly half of a short command is stripping the types of the same files again.
  process.env.NODE_COMPILE_CACHE = join(folder, 'compiled')
  return () => rmSync(folder, { recursive: true, force: true })
}

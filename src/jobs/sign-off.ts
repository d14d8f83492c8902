/** Signs an entry on this machine: a person says in words what they stand for, bound to the bytes (TRUST §2). Shown as self-signed. */
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { KnownError } from '../errors.ts'
import { ledgerSchema, type SignOff } from '../model.ts'
import { entryFiles, textOf } from './entry-files.ts'
import { authorsOf, measurersOf, statementOf } from './sign-off-words.ts'
import { verify } from './verify.ts'

export interface SignOffRequest {
  /** The entry's folder or its `index.md`. */
  entry: string
  /** A person's name. */
  name: string
  /** Whether that person repeated the measurement. */
  measured: boolean
  /** Now, ISO 8601 in UTC. */
  time: string
}

/** Writes `sign-off.json`. Throws a KnownError where verify finds something wrong, and for a name that is no person's. */
export async function signOff(request: SignOffRequest): Promise<{ file: string; record: SignOff }> {
  const name = personOf(request.name)
  const [entry, ...more] = await verify({ paths: [request.entry], fix: false, vouch: null })
  if (entry === undefined || more.length > 0) {
    throw new KnownError(`${request.entry}: holds ${more.length + 1} entries. A person signs one page at a time: give the folder of one.`)
  }
  const wrong = entry.findings.filter((finding) => finding.grade === 'wrong' && finding.code !== 'signature')
  if (wrong.length > 0) {
    const lines = wrong.slice(0, 5).map((finding) => `\n  ${finding.file}:${finding.line} ${finding.code} ${finding.message}`)
    throw new KnownError(
      `${request.entry}: not signed, ${wrong.length === 1 ? 'one thing is' : `${wrong.length} things are`} wrong:${lines.join('')}`,
    )
  }
  const files = await entryFiles(entry.directory)
  const ledger = ledgerSchema.parse(JSON.parse(textOf(files, 'evidence.json')))
  const record: SignOff = {
    schemaVersion: 1,
    how: 'local',
    by: { name, login: null, id: null },
    statement: statementOf(request.measured),
    measured: request.measured,
    review: null,
    head: null,
    time: request.time,
    digest: entry.digest,
    wrote: authorsOf(textOf(files, 'index.md')),
    measuredBy: measurersOf(ledger),
  }
  const file = join(entry.directory, 'sign-off.json')
  await writeFile(`${file}.new`, `${JSON.stringify(record, null, 2)}\n`)
  await rename(`${file}.new`, file)
  return { file, record }
}

/** Nobody but a human signs. */
function personOf(name: string): string {
  const plain = name.normalize('NFC').replace(/\s+/g, ' ').trim()
  if (!/\p{L}/u.test(plain) || plain.length > 100)
    throw new KnownError(`--as "${name}": a person signs with a name. Give yours: --as "Ada Lovelace".`)
  if (/\[bot\]|\bbot$/i.test(plain))
    throw new KnownError(`--as "${name}": a bot cannot sign. Somebody who read the page has to, with their own name.`)
  return plain
}

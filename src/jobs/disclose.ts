/** What of a change would become public, before anything does: the sheet, and where asked the exact bytes in a folder. Writes nothing anywhere else. */
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { disclosureSheet } from '../case-study/disclosure-sheet.ts'
import type { Preset } from '../case-study/presets.ts'
import { KnownError } from '../errors.ts'
import type { EntryFile, Evidence, MappingRule } from '../model.ts'
import type { DisclosureLine } from '../policy/disclosure.ts'
import { safeTitle } from '../policy/grammar.ts'
import type { Privacy } from '../policy/visibility.ts'
import { draftPrivate } from './draft-private.ts'
import type { DiffLine } from './refuse-secrets.ts'
import { freshSalt, openingsFile, printOpenings } from './staged-salt.ts'

export interface DiscloseRequest {
  collect: () => Promise<{ evidence: Evidence; suspects: readonly DiffLine[] }>
  privacy: Privacy
  preset: Preset
  primary: readonly string[]
  mapping: readonly MappingRule[]
  /** Where the entry, the sheet and the openings go; null to write nothing. */
  out: string | null
  allowedSecrets: ReadonlySet<string>
  generator: string
  onProgress: (label: string) => void
}

export interface Disclosure {
  lines: DisclosureLine[]
  /** Of exactly the bytes that would become public. The salt is new each time, so another run gives another one. */
  digest: string
  title: string
  files: string[]
  /** What else the configuration has to say before anything is published. */
  missing: string[]
  folder: string | null
}

/** Lists. Throws a KnownError where a user can mend the cause. */
export async function disclose(request: DiscloseRequest): Promise<Disclosure> {
  const { privacy, out } = request
  const salt = freshSalt(null)
  const collected = await request.collect()
  const draft = await draftPrivate({ ...request, ...collected, fields: privacy.fields, salt: salt.salt, date: salt.date })
  const title = safeTitle(`Case study: ${draft.title}`)
  const files = draft.files.map(({ path }) => path)
  const missing = [
    ...(privacy.publishPrivate ? [] : ['the configuration does not allow entries about this repository: privacy: publish-private']),
    ...(privacy.approvers.length > 0 ? [] : ['the configuration names nobody who may approve: privacy: approvers']),
  ]
  const answer = { lines: draft.sheet, digest: draft.digest, title, files, missing }
  if (out === null) return { ...answer, folder: null }
  const sheet = disclosureSheet({ lines: draft.sheet, digest: draft.digest, files, outside: [['title of the pull request', title]] })
  const beside = [
    { path: 'disclosure.md', content: sheet },
    { path: openingsFile, content: printOpenings(salt, draft.openings) },
  ]
  await write(out, [...draft.files.map(({ path, content }) => ({ path: `public/${path}`, content })), ...beside])
  return { ...answer, folder: out }
}

/** A folder of its own: nothing that is there already is mixed with what may leave. */
async function write(out: string, files: readonly EntryFile[]): Promise<void> {
  const there = await readdir(out).catch(() => [])
  if (there.length > 0)
    throw new KnownError(`${out}: is not empty. Name a new folder, so that nothing else lies among what may become public.`)
  for (const { path, content } of files) {
    await mkdir(dirname(join(out, path)), { recursive: true })
    await writeFile(join(out, path), content)
  }
}

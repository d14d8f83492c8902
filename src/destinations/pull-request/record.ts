/** What the bot wrote last, in a hidden file beside the entry: the base of the next merge, committed with the text itself. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { EntryFile } from '../../model.ts'

/** Hidden, so that no site generator takes it for a page; outside the entry's digest. */
export const recordName = '.casewright-draft.json'

const schema = z.object({
  schemaVersion: z.literal(1),
  /** The subject's identity. */
  subject: z.string(),
  /** `index.md` as drafted, before it was merged with a person's edits. */
  draft: z.string(),
  /** Git's blob ids of the other files as drafted, by path within the entry. */
  files: z.record(z.string(), z.string()),
  /** What the draft was made from, as one digest; absent where nobody looked. */
  seen: z.string().optional(),
})
export type DraftRecord = z.infer<typeof schema>

/** The record for a draft. */
export function recordOf(subject: string, files: readonly EntryFile[], seen: string | undefined): DraftRecord {
  const others = files.filter(({ path }) => path !== 'index.md').map(({ path, content }) => [path, blobId(content)] as const)
  return {
    schemaVersion: 1,
    subject,
    draft: textOf(files, 'index.md'),
    files: Object.fromEntries(others.sort(([a], [b]) => (a < b ? -1 : 1))),
    ...(seen !== undefined && { seen }),
  }
}

/** As it is committed. */
export function printRecord(record: DraftRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`
}

/** Null for a text that is no record of this subject: another entry's, or one that a person changed. */
export function readRecord(text: string | null, subject: string): DraftRecord | null {
  try {
    const record = schema.parse(JSON.parse(text ?? ''))
    return record.subject === subject ? record : null
  } catch {
    return null
  }
}

/** A file's text; empty where there is none. */
export function textOf(files: readonly EntryFile[], path: string): string {
  return bytesOf(files.find((file) => file.path === path)?.content ?? '').toString()
}

export function bytesOf(content: string | Uint8Array): Buffer {
  return typeof content === 'string' ? Buffer.from(content) : Buffer.from(content)
}

/** The id git gives these bytes as a blob, in a SHA-1 repository as GitHub's are. */
export function blobId(content: string | Uint8Array): string {
  const bytes = bytesOf(content)
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

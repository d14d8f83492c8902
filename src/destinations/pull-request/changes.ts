/** What one commit has to change on the branch: new bytes where nobody touched a file, nothing where a person did. */
import type { EntryFile } from '../../model.ts'
import { blobId, type DraftRecord, printRecord, recordName, recordOf, textOf } from './record.ts'

/** A new text for a place that a person edited. */
export interface Offer {
  where: string
  text: string
}

/** `merge` of src/merge: the person's text with everything that could be updated, and what could not. */
export type Merge = (texts: { base: string | null; ours: string; theirs: string }) => { markdown: string; proposals: Offer[] }

/** The entry as it stands on the branch. */
export interface Standing {
  /** Where its page is, inside the repository. */
  folder: string
  /** Git's blob ids by path within `folder`. */
  files: ReadonlyMap<string, string>
  /** The text of its page; null where there is none. */
  page: string | null
  record: DraftRecord | null
  /** The folder that a person moved the page out of, with what is left there. */
  left: { folder: string; files: ReadonlyMap<string, string> } | null
}

export interface Changes {
  /** Paths inside the repository. */
  additions: EntryFile[]
  deletions: string[]
  offers: Offer[]
  /** Files that a person edited and the draft would change. */
  kept: string[]
  /** The page as it will read; null where a person deleted it. */
  page: string | null
}

/** Compares the new draft with what stands on the branch. */
export function changesOf(standing: Standing, subject: string, drafted: readonly EntryFile[], merge: Merge, seen?: string): Changes {
  const { folder, files, page, record, left } = standing
  const changes: Changes = { additions: [], deletions: [], offers: [], kept: [], page }
  const put = (path: string, content: EntryFile['content']) => {
    if (files.get(path) !== blobId(content)) changes.additions.push({ path: join(folder, path), content })
  }
  for (const { path, content } of drafted) {
    const [now, last, behind] = [files.get(path), record?.files[path], left?.files.get(path)]
    if (path === 'index.md') {
      // A page that a person deleted stays deleted.
      if (page === null && record !== null) continue
      const merged = page === null ? null : merge({ base: record?.draft ?? null, ours: page, theirs: textOf(drafted, path) })
      changes.offers.push(...(merged?.proposals ?? []))
      changes.page = merged?.markdown ?? textOf(drafted, path)
      if (merged === null || merged.markdown !== page) put(path, merged?.markdown ?? content)
    } else if (now === undefined && behind !== undefined) {
      // The page was moved alone, and needs its files beside it; what a person edited of them stays behind as it is.
      put(path, content)
    } else if (now === undefined ? last === undefined : now === last) put(path, content)
    else if (now !== undefined && now !== blobId(content) && last !== blobId(content)) changes.kept.push(path)
  }
  for (const [path, last] of Object.entries(record?.files ?? {})) {
    const isDrafted = drafted.some((file) => file.path === path)
    if (!isDrafted && files.get(path) === last) changes.deletions.push(join(folder, path))
    if (left !== null && left.files.get(path) === last) changes.deletions.push(join(left.folder, path))
  }
  if (left?.files.has(recordName)) changes.deletions.push(join(left.folder, recordName))
  // That something else was seen is worth no commit of its own.
  const hasNews = changes.additions.length + changes.deletions.length > 0
  const last = printRecord(recordOf(subject, drafted, record?.seen))
  if (hasNews || files.get(recordName) !== blobId(last)) put(recordName, printRecord(recordOf(subject, drafted, seen)))
  return changes
}

export function hasChanges({ additions, deletions }: Changes): boolean {
  return additions.length + deletions.length > 0
}

export function join(folder: string, path: string): string {
  return folder === '' ? path : `${folder}/${path}`
}

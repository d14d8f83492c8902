/** Writes the records of signatures into a clone, from what the pull requests of the showcase say: before a site is built. */
import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { Config } from '../config.ts'
import { KnownError } from '../errors.ts'
import { mergedPulls } from '../sources/github/merged-entries.ts'
import type { Reader } from '../sources/github/tree-at.ts'
import { entryFiles, entryFolders } from './entry-files.ts'
import { recordText } from './sign-off-record.ts'
import { reviewSignOff, type SignOffReview } from './sign-off-review.ts'
import { verifyFiles } from './verify-files.ts'

export interface FromApiRequest {
  reader: Reader
  owner: string
  name: string
  /** Folders of entries, in a clone of the showcase. */
  paths: readonly string[]
  /** The showcase's, from its default branch. */
  rules: Config['signOff']
}

export interface RebuiltSignOff {
  /** Absolute. */
  directory: string
  /** `none`: no pull request signs these bytes; a record that is there stays, and verify judges it. */
  outcome: 'written' | 'unchanged' | 'none'
  /** The pull request that signs it. */
  number: number | null
  /** Who signed. */
  by: string[]
  /** Why there is no signature, a sentence; null where there is one. */
  why: string | null
}

/** The last of an entry's pull requests may have changed it and another have changed it back. */
const MOST_PULLS = 5

/** Rebuilds. Throws a KnownError for a path that holds no entry or lies in no clone. */
export async function signOffsFromApi({ reader, owner, name, paths, rules }: FromApiRequest): Promise<RebuiltSignOff[]> {
  const directories = [...new Set((await Promise.all(paths.map(entryFolders))).flat())].sort()
  const folders = new Map(directories.map((directory) => [directory, folderOf(directory)]))
  const pulls = await mergedPulls(reader, { owner, name }, [...folders.values()])
  const reviews = new Map<number, SignOffReview>()
  const rebuilt: RebuiltSignOff[] = []
  for (const [directory, folder] of folders) {
    const { digest } = verifyFiles(await entryFiles(directory))
    let why = 'No merged pull request holds this entry.'
    let signed: RebuiltSignOff | null = null
    for (const number of (pulls.get(folder) ?? []).slice(0, MOST_PULLS)) {
      const review = reviews.get(number) ?? (await reviewSignOff(reader, { owner, name, number }, rules))
      reviews.set(number, review)
      const entry = review.entries.find((one) => one.folder === folder)
      if (entry?.digest !== digest) why = 'No merged pull request holds these bytes: the entry was changed since.'
      else if (!review.signed) why = review.why[0] ?? 'Nobody signed it.'
      else {
        const outcome = await writeRecord(directory, recordText(entry, review, rules.count) ?? '')
        signed = { directory, outcome, number, by: review.by.map(({ login }) => login), why: null }
      }
      if (entry?.digest === digest) break
    }
    rebuilt.push(signed ?? { directory, outcome: 'none', number: null, by: [], why })
  }
  return rebuilt
}

/** The folder inside the repository that it is a clone of. */
function folderOf(directory: string): string {
  for (let root = resolve(directory); ; root = dirname(root)) {
    if (existsSync(join(root, '.git'))) return relative(root, resolve(directory)).split(sep).join('/')
    if (dirname(root) === root)
      throw new KnownError(
        `${directory}: lies in no clone of the showcase, so nothing says which of its entries this is. Check the showcase out with git.`,
      )
  }
}

async function writeRecord(directory: string, text: string): Promise<'written' | 'unchanged'> {
  const path = join(directory, 'sign-off.json')
  const now = await readFile(path, 'utf8').catch(() => null)
  if (now === text) return 'unchanged'
  await writeFile(`${path}.new`, text)
  await rename(`${path}.new`, path)
  return 'written'
}

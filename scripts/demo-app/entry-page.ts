/** An entry at a commit, as `casewright preview` shows it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { preview } from '../../src/jobs/preview.ts'
import type { RepositoryHandle } from '../../test/github/seed/repository.ts'

/** Paths below a folder at a commit. */
function filesIn(repository: RepositoryHandle, sha: string, folder: string): string[] {
  const paths = repository.git('ls-tree', '-r', '--name-only', sha).split('\n')
  return paths.filter((path) => path.startsWith(`${folder}/`))
}

/** Renders it in `directory`; null where the folder holds no entry. */
export async function entryPage(repository: RepositoryHandle, sha: string, folder: string, directory: string): Promise<string | null> {
  const paths = filesIn(repository, sha, folder)
  if (!paths.includes(`${folder}/index.md`)) return null
  const clone = join(directory, sha)
  for (const path of paths) {
    mkdirSync(join(clone, dirname(path)), { recursive: true })
    writeFileSync(join(clone, path), repository.read(path, sha) ?? '')
  }
  // Beside the folder: its links into the folder lead to this address and on.
  const { file } = await preview({ entry: join(clone, folder), out: null })
  return readFile(file, 'utf8')
}

/** The folders of the entries that a branch publishes. */
export function entriesOn(repository: RepositoryHandle, branch: string): string[] {
  const pages = filesIn(repository, branch, 'entries').filter((path) => path.endsWith('/index.md'))
  return pages.map((path) => dirname(path))
}

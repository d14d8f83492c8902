/** What a clone says about its repository: remote, licence and README at a commit. */
import { basename, resolve } from 'node:path'
import type { Repository } from '../../model.ts'
import { licenceFiles, repositoryLicence } from '../licence.ts'
import { introduction } from '../readme.ts'
import type { Clone } from './clone.ts'
import { parseRemote } from './remote.ts'
import { blobSizes, blobs, treeFiles } from './tree.ts'

/** Name, address, licence and introduction, in three processes. */
export async function describeRepository(clone: Clone, head: string): Promise<Repository> {
  const remote = clone.remote === null ? null : parseRemote(clone.remote)
  const name = remote?.name ?? folderName(clone.directory)
  const files = await treeFiles(clone, head, 'top')
  const licences = licenceFiles(files.map(({ path }) => path))
  const readme = files
    .map(({ path }) => path)
    .filter((path) => /^readme(?:\.(?:md|markdown|rst|txt))?$/i.test(path))
    .sort()[0]
  const wanted = files.filter(({ path }) => path === readme || licences.includes(path))
  const sizes = await blobSizes(
    clone,
    wanted.map(({ id }) => id),
  )
  const small = wanted.filter(({ id }) => (sizes.get(id) ?? Number.POSITIVE_INFINITY) < 1 << 20)
  const bytes = await blobs(
    clone,
    small.map(({ id }) => id),
  )
  const textOf = (path: string | undefined): string => bytes.get(files.find((file) => file.path === path)?.id ?? '')?.toString('utf8') ?? ''
  return {
    name,
    url: remote?.url ?? null,
    licence: repositoryLicence(licences.map((path) => ({ path, text: textOf(path) }))),
    introduction: introduction(textOf(readme), name),
  }
}

function folderName(directory: string): string {
  return basename(resolve(directory)).replace(/\.git$/, '') || 'repository'
}

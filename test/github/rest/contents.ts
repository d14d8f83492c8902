/** Files and folders at a commit. */
import { readCommit } from '../git/commit.ts'
import { readObject } from '../git/objects.ts'
import { resolveCommit } from '../git/refs.ts'
import { entryAt, entryType, readTree, type TreeEntry } from '../git/tree.ts'
import { notFound, Refusal, type RepositoryRequest } from '../http/answer.ts'
import type { Repository } from '../nouns/repository.ts'
import { contentJson } from '../views/contents.ts'
import { type Route, read } from './route.ts'

/** GitHub shows a file's content up to 1 MB in JSON, and up to 100 MB raw. */
const shownBytes = 1_000_000

export const contentsRoutes: readonly Route[] = [
  read('repos/get-content', 'contents:read', (request) => {
    const { repository, params, query, accept, world } = request
    const ref = query.get('ref') ?? repository.defaultBranch
    const path = (params.path ?? '').replace(/^\/+|\/+$/g, '')
    const entry = entryAtRef(repository, ref, path)
    const listing = (): unknown[] =>
      readTree(repository.git, entry.oid).map((child) => contentJson(world, repository, ref, join(path, child.name), child))
    if (entryType(entry) === 'tree')
      return { json: accept.includes('object') ? { ...contentJson(world, repository, ref, path, entry), entries: listing() } : listing() }
    const bytes = readObject(repository.git, entry.oid)?.bytes ?? Buffer.alloc(0)
    if (accept.includes('raw')) return { bytes, type: 'application/vnd.github.raw+json; charset=utf-8' }
    return { json: file(request, ref, path, entry, bytes) }
  }),
  read('repos/get-readme', 'contents:read', (request) => {
    const { repository, query, accept } = request
    const ref = query.get('ref') ?? repository.defaultBranch
    const readme = readTree(repository.git, entryAtRef(repository, ref, '').oid).find(({ name }) => /^readme(\.(md|rst|txt))?$/i.test(name))
    if (!readme) throw notFound()
    const bytes = readObject(repository.git, readme.oid)?.bytes ?? Buffer.alloc(0)
    if (accept.includes('raw')) return { bytes, type: 'application/vnd.github.raw+json; charset=utf-8' }
    return { json: file(request, ref, readme.name, readme, bytes) }
  }),
]

/** What lies at a path at a branch, tag or commit; 404 where nothing does. */
function entryAtRef(repository: Repository, ref: string, path: string): TreeEntry {
  const oid = resolveCommit(repository.git, ref)
  const tree = oid && readCommit(repository.git, oid)?.tree
  if (!tree) throw new Refusal(404, `No commit found for the ref ${ref}`)
  const entry = entryAt(repository.git, tree, path)
  if (!entry) throw notFound()
  return entry
}

function file(
  { world, repository }: RepositoryRequest,
  ref: string,
  path: string,
  entry: TreeEntry,
  bytes: Buffer,
): Record<string, unknown> {
  const small = bytes.length <= shownBytes
  return {
    ...contentJson(world, repository, ref, path, entry),
    encoding: small ? 'base64' : 'none',
    content: small ? bytes.toString('base64').replace(/.{60}/g, '$&\n') : '',
  }
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`
}

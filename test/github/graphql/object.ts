/** Git's objects in GraphQL's form. */

import { readCommit } from '../git/commit.ts'
import { readObject } from '../git/objects.ts'
import { entryType, readTree } from '../git/tree.ts'
import type { Repository } from '../nouns/repository.ts'
import { fullName } from '../world.ts'
import type { Context, Node } from './context.ts'

/** A blob's text is cut after this many bytes, as `isTruncated` tells. */
const blobBytes = 512_000

export function objectNode(context: Context, repository: Repository, oid: string): Node | null {
  const found = readObject(repository.git, oid)
  if (!found) return null
  if (found.type === 'commit') {
    const commit = readCommit(repository.git, oid)
    return commit && context.commit(repository, commit)
  }
  const shared = {
    id: `G_${repository.id}_${oid}`,
    oid,
    abbreviatedOid: oid.slice(0, 7),
    commitUrl: `${context.world.html}/${fullName(repository)}/tree/${oid}`,
  }
  if (found.type === 'blob') return { __typename: 'Blob', ...shared, ...blobFields(found.bytes) }
  if (found.type === 'tree') {
    const entries = () =>
      readTree(repository.git, oid).map((entry) => ({
        name: entry.name,
        mode: Number.parseInt(entry.mode, 8),
        oid: entry.oid,
        type: entryType(entry),
        path: entry.name,
        object: () => context.object(repository, entry.oid),
      }))
    return { __typename: 'Tree', ...shared, entries }
  }
  const text = found.bytes.toString()
  const target = /^object ([0-9a-f]{40})$/m.exec(text)?.[1] ?? ''
  return {
    __typename: 'Tag',
    ...shared,
    name: /^tag (.*)$/m.exec(text)?.[1] ?? '',
    message: text.slice(text.indexOf('\n\n') + 2),
    target: () => context.object(repository, target),
  }
}

function blobFields(bytes: Buffer): Node {
  const isBinary = bytes.subarray(0, 8000).includes(0)
  return {
    byteSize: bytes.length,
    isBinary,
    isTruncated: bytes.length > blobBytes,
    text: isBinary ? null : bytes.subarray(0, blobBytes).toString(),
  }
}

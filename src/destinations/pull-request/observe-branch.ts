/** The entry on its branch, and what people said about it. One query, a second where a person moved the entry. */
import { z } from 'zod'
import { KnownError } from '../../errors.ts'
import type { GitHubWriter } from '../../github/writer.ts'
import { join, type Standing } from './changes.ts'
import { commentMarker } from './held-back.ts'
import type { Place } from './observe-showcase.ts'
import { readRecord, recordName } from './record.ts'

const blob = z.object({ text: z.string().nullish(), isTruncated: z.boolean().optional() }).nullable()

/** Entries lie at most four folders deep. */
const entries = (deep: number): string => `... on Tree { entries { name oid type ${deep > 0 ? `object { ${entries(deep - 1)} }` : ''} } }`

const ENTRY = `query ($owner: String!, $name: String!, $number: Int!, $pull: Boolean!, $page: String!, $folder: String!, $record: String!, $left: String!) {
  repository(owner: $owner, name: $name) {
    isPrivate
    pullRequest(number: $number) @include(if: $pull) {
      id state isDraft body headRefOid
      reviews(last: 100) { nodes { state authorCanPushToRepository author { login } } }
      comments(last: 100) { nodes { fullDatabaseId body author { ... on User { databaseId } ... on Bot { databaseId } } } }
      files(first: 100) { nodes { path } }
      timelineItems(first: 1, itemTypes: [LABELED_EVENT]) { nodes { __typename } }
    }
    page: object(expression: $page) { ... on Blob { text isTruncated } }
    record: object(expression: $record) { ... on Blob { text isTruncated } }
    folder: object(expression: $folder) { ${entries(4)} }
    left: object(expression: $left) { ${entries(4)} }
  }
}`

interface Tree {
  entries?: readonly { name: string; oid: string; type: string; object?: Tree | null | undefined }[] | undefined
}
const treeSchema: z.ZodType<Tree> = z.object({
  entries: z
    .array(z.object({ name: z.string(), oid: z.string(), type: z.string(), object: z.lazy(() => treeSchema.nullish()) }))
    .optional(),
})

const entrySchema = z.object({
  repository: z.object({
    isPrivate: z.boolean(),
    pullRequest: z
      .object({
        id: z.string(),
        state: z.string(),
        isDraft: z.boolean(),
        body: z.string(),
        headRefOid: z.string(),
        reviews: z.object({
          nodes: z.array(
            z.object({ state: z.string(), authorCanPushToRepository: z.boolean(), author: z.object({ login: z.string() }).nullable() }),
          ),
        }),
        comments: z.object({
          nodes: z.array(
            z.object({
              fullDatabaseId: z.union([z.string(), z.number()]).transform(String),
              body: z.string(),
              author: z.object({ databaseId: z.number().optional() }).nullable(),
            }),
          ),
        }),
        files: z.object({ nodes: z.array(z.object({ path: z.string() })) }).nullable(),
        timelineItems: z.object({ nodes: z.array(z.unknown()) }),
      })
      .optional(),
    page: blob,
    record: blob,
    folder: treeSchema.nullable(),
    left: treeSchema.nullable(),
  }),
})

export interface Branch {
  /** Whether the showcase is. */
  isPrivate: boolean
  /** The pull request as it is now; null while there is none. */
  now: { id: string; state: string; isDraft: boolean; body: string; headRefOid: string } | null
  standing: Standing
  approved: boolean
  /** Whether it ever had a label: the last thing that opening one does. A person may have taken it away since. */
  labelled: boolean
  comment: { id: string; body: string } | null
  /** More comments of ours, from runs that came at the same time. */
  doubles: readonly string[]
}

/** The entry at a commit of its branch, with what people said; `pull` is null while there is no pull request. */
export async function observeBranch(writer: GitHubWriter, place: Place, viewer: number, oid: string, pull: number | null): Promise<Branch> {
  const { owner, name, subject, folder } = place
  const read = async (at: string, left: string) => {
    const variables = { owner, name, number: pull ?? 0, pull: pull !== null, folder: `${oid}:${at}`, left: `${oid}:${left}` }
    const paths = { page: `${oid}:${join(at, 'index.md')}`, record: `${oid}:${join(left, recordName)}` }
    return (await writer.query(ENTRY, { ...variables, ...paths }, entrySchema)).repository
  }
  let answer = await read(folder, folder)
  // The pull request's own files tell where a person moved the entry to, and whose entry it is.
  const paths = answer.pullRequest?.files?.nodes.map(({ path }) => path) ?? []
  const record = folderOf(paths, recordName) ?? folder
  const page = paths.includes(join(record, 'index.md')) ? record : (folderOf(paths, 'index.md') ?? record)
  if (page !== folder || record !== folder) answer = await read(page, record)
  if (answer.page?.isTruncated === true)
    throw new KnownError(
      `${join(page, 'index.md')} in ${owner}/${name} is longer than GitHub shows in one piece, so it cannot be updated. Shorten it.`,
    )
  const { pullRequest } = answer
  const marker = commentMarker(subject)
  const all = pullRequest?.comments.nodes.filter(({ body, author }) => author?.databaseId === viewer && body.startsWith(marker)) ?? []
  const [own, ...doubles] = all.map(({ fullDatabaseId: id, body }) => ({ id, body }))
  return {
    isPrivate: answer.isPrivate,
    now: pullRequest ?? null,
    standing: {
      folder: page,
      files: filesIn(answer.folder),
      page: answer.page?.text ?? null,
      record: readRecord(answer.record?.text ?? null, subject),
      left: page === record ? null : { folder: record, files: filesIn(answer.left) },
    },
    labelled: (pullRequest?.timelineItems.nodes.length ?? 0) > 0,
    approved: isApproved(pullRequest?.reviews.nodes ?? []),
    comment: own ?? null,
    doubles: doubles.map(({ id }) => id),
  }
}

/** Whether the last word of somebody who may write is an approval: a stranger's holds nothing up. Comments are no word on it. */
function isApproved(reviews: readonly { state: string; authorCanPushToRepository: boolean; author: { login: string } | null }[]): boolean {
  const words = reviews.filter(
    ({ state, authorCanPushToRepository: mayWrite }) =>
      mayWrite && (state === 'APPROVED' || state === 'CHANGES_REQUESTED' || state === 'DISMISSED'),
  )
  return [...new Map(words.map(({ state, author }) => [author?.login ?? '', state])).values()].includes('APPROVED')
}

function folderOf(paths: readonly string[], file: string): string | null {
  const path = paths.find((one) => one === file || one.endsWith(`/${file}`))
  return path === undefined ? null : path.slice(0, Math.max(0, path.length - file.length - 1))
}

function filesIn(tree: Tree | null, before = ''): Map<string, string> {
  const files = new Map<string, string>()
  for (const { name, oid, type, object } of tree?.entries ?? []) {
    if (type === 'blob') files.set(`${before}${name}`, oid)
    else for (const [path, id] of filesIn(object ?? null, `${before}${name}/`)) files.set(path, id)
  }
  return files
}

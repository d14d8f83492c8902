/** GitHub's GraphQL answers, checked and turned into our form. A node that may not be seen is null. */
import { z } from 'zod'
import { outcomeOf, stateOf } from './answers.ts'
import { type Check, type Conversation, type LinkedIssue, type PullCommit, person, type Remark, type Repository, spdx } from './reading.ts'

export const author = z
  .object({ __typename: z.string(), login: z.string() })
  .nullable()
  .transform((found) => found && person(found.login, found.__typename === 'Bot'))

export function nodes<T>(node: z.ZodType<T>) {
  return z
    .array(node.nullable())
    .nullable()
    .transform((list) => (list ?? []).filter((one) => one !== null))
}

/** What was written, and whether it is for everybody: a comment of a review under way is its author's alone, a hidden one is nobody's word any more. */
const remark = z
  .object({ author, body: z.string(), url: z.string(), state: z.string().optional(), isMinimized: z.boolean().optional() })
  .transform(({ author: by, body: text, url, state, isMinimized }) => ({
    isShown: state !== 'PENDING' && isMinimized !== true,
    remark: { by, text, url } satisfies Remark,
  }))

/** Those for everybody. */
export function shown(remarks: readonly { isShown: boolean; remark: Remark }[]): Remark[] {
  return remarks.flatMap(({ isShown, remark }) => (isShown ? [remark] : []))
}

const commit = z.object({
  oid: z.string(),
  message: z.string(),
  tree: z.object({ oid: z.string() }),
  parents: z.object({ nodes: nodes(z.object({ oid: z.string() })) }),
})
const commitFacts = ({ oid, message, tree, parents }: z.infer<typeof commit>) => ({
  sha: oid,
  message,
  tree: tree.oid,
  parents: parents.nodes.map((parent) => parent.oid),
})

const pullCommit = z
  .object({ commit: commit.extend({ committedDate: z.string(), author: z.object({ name: z.string().nullable() }).nullable() }) })
  .transform(
    ({ commit: { author: by, committedDate: date, ...facts } }): PullCommit => ({ ...commitFacts(facts), author: by?.name ?? '', date }),
  )

const conversation = z
  .object({
    isResolved: z.boolean(),
    path: z.string(),
    line: z.number().nullable(),
    comments: z.object({ totalCount: z.number(), nodes: nodes(remark) }),
  })
  .transform(
    ({ isResolved, path, line, comments }): Conversation => ({
      path,
      line,
      isResolved,
      remarks: shown(comments.nodes),
      left: Math.max(0, comments.totalCount - comments.nodes.length),
    }),
  )

function pageOf<T>(node: z.ZodType<T>) {
  return z.object({
    totalCount: z.number(),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    nodes: nodes(node),
  })
}

const lists = {
  commits: pageOf(pullCommit),
  comments: pageOf(remark),
  reviews: pageOf(remark),
  reviewThreads: pageOf(conversation),
}

const check = z
  .discriminatedUnion('__typename', [
    z.object({
      __typename: z.literal('CheckRun'),
      databaseId: z.number().nullable(),
      name: z.string(),
      status: z.string(),
      conclusion: z.string().nullable(),
    }),
    z.object({ __typename: z.literal('StatusContext'), context: z.string(), state: z.string() }),
  ])
  .transform((found): Check & { id: number | null } =>
    found.__typename === 'CheckRun'
      ? { id: found.databaseId, name: found.name, outcome: outcomeOf(found.status, found.conclusion) }
      : { id: null, name: found.context, outcome: stateOf(found.state) },
  )

/** Checks and statuses of a commit; null where there are none, or the token may not see them. */
export const rollup = z
  .object({ state: z.string(), contexts: z.object({ totalCount: z.number(), nodes: nodes(check) }) })
  .nullable()
  .transform((found) => {
    const { totalCount, nodes: read } = found?.contexts ?? { totalCount: 0, nodes: [] }
    // Where GitHub says that all of them passed, those that were not read did too.
    return { nodes: read, totalCount, cut: totalCount > read.length && found?.state !== 'SUCCESS' }
  })

const issue = z
  .object({ number: z.number(), title: z.string(), body: z.string(), url: z.string(), author })
  .transform(({ number, title, body, url, author: by }): LinkedIssue => ({ number, title, text: body, url, by }))

const closingIssue = z
  .object({ repository: z.object({ nameWithOwner: z.string(), isPrivate: z.boolean() }) })
  .and(issue)
  .transform(({ repository, ...found }) => ({ repository, issue: found }))

const pullRequest = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string(),
  url: z.string(),
  author,
  merged: z.boolean(),
  mergedAt: z.string().nullable(),
  updatedAt: z.string(),
  headRefOid: z.string(),
  baseRefOid: z.string(),
  changedFiles: z.number(),
  additions: z.number(),
  deletions: z.number(),
  labels: z.object({ nodes: nodes(z.object({ name: z.string() })) }).nullable(),
  mergeCommit: commit
    .extend({ statusCheckRollup: rollup })
    .nullable()
    .transform((found) => found && { ...commitFacts(found), checks: found.statusCheckRollup }),
  last: z.object({ nodes: nodes(z.object({ commit: z.object({ oid: z.string(), statusCheckRollup: rollup }) })) }),
  closingIssuesReferences: z.object({ nodes: nodes(closingIssue) }).nullable(),
  ...lists,
  reviews: lists.reviews
    .nullable()
    .transform((found) => found ?? { totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] }),
})

const blob = z.object({ text: z.string().nullish() }).nullable()

/** What every subject needs of its repository; every other field of the answer is a place where a README may lie. */
export const repositoryFields = {
  databaseId: z.number(),
  nameWithOwner: z.string(),
  url: z.string(),
  isPrivate: z.boolean(),
  licenseInfo: z.object({ spdxId: spdx }).nullable(),
}
type RepositoryFields = z.infer<z.ZodObject<typeof repositoryFields>>
export const readmes = blob

/** Both in our form. */
export function repositoryOf({ databaseId: id, nameWithOwner: name, url, isPrivate, licenseInfo, ...found }: RepositoryFields): {
  repository: Repository
  readme: string | null
} {
  const texts = Object.values(found as Record<string, z.infer<typeof blob>>)
  return {
    repository: { id, name, url, isPrivate, licence: licenseInfo?.spdxId ?? null },
    readme: texts.find((text) => text?.text != null)?.text ?? null,
  }
}

export const pullSchema = z.object({
  repository: z
    .object({ ...repositoryFields, pullRequest })
    .catchall(readmes)
    .transform(({ pullRequest: pull, ...rest }) => ({ ...repositoryOf(rest), pull })),
})
export type GraphPull = z.infer<typeof pullSchema>['repository']

export const moreSchema = z.object({
  repository: z.object({
    named: z.union([issue, z.object({ __typename: z.string() }).transform(() => null)]).nullish(),
    pullRequest: z.object(lists).partial().optional(),
  }),
})

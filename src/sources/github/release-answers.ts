/** The parts of GitHub's answers about releases that are used, in our form. */
import { z } from 'zod'
import { changedFileSchema, commitSchema, user } from './answers.ts'
import { author, nodes, readmes, repositoryFields, repositoryOf, rollup } from './graph-answers.ts'
import { CHECKS, PLACE, REPOSITORY } from './graph-query.ts'
import { type Person, part } from './reading.ts'

const assetSchema = z.object({ id: z.number(), name: z.string(), size: z.number(), state: z.string(), browser_download_url: z.string() })
export type Asset = z.infer<typeof assetSchema>

export const releaseSchema = z
  .object({
    tag_name: z.string(),
    name: z.string().nullable(),
    body: z.string().nullish(),
    html_url: z.string(),
    prerelease: z.boolean(),
    published_at: z.string().nullable(),
    author: user,
    assets: z.array(assetSchema),
  })
  .transform(({ tag_name: tag, body, html_url: url, prerelease: isPrerelease, published_at: publishedAt, author: by, ...rest }) => ({
    ...rest,
    tag,
    body: body || null,
    url,
    isPrerelease,
    publishedAt,
    by,
  }))
export type Release = z.infer<typeof releaseSchema>

export const spanSchema = z
  .object({
    status: z.string(),
    total_commits: z.number(),
    base_commit: z.object({ sha: z.string() }),
    commits: z.array(commitSchema),
    files: z.array(changedFileSchema).optional(),
  })
  .transform(({ status, total_commits: total, base_commit, commits, files = [] }) => ({
    /** Whether the earlier release is no part of the later one's history. */
    hasParted: status === 'diverged' || status === 'behind',
    base: base_commit.sha,
    commits: part({ items: commits, cut: total > commits.length }, total),
    // GitHub stops at 300 without saying how many there are.
    files: part({ items: files, cut: files.length >= 300 }, null),
  }))

export const RELEASE = `query (${PLACE}, $tag: String!) {
  repository(owner: $owner, name: $name) {
    ${REPOSITORY}
    release(tagName: $tag) { tagCommit { oid tree { oid } ${CHECKS} } }
  }
}`

const tagCommit = z.object({ oid: z.string(), tree: z.object({ oid: z.string() }), statusCheckRollup: rollup })

export const releaseGraphSchema = z.object({
  repository: z
    .object({ ...repositoryFields, release: z.object({ tagCommit: tagCommit.nullable() }).nullable() })
    .catchall(readmes)
    .transform(({ release, ...rest }) => {
      const commit = release?.tagCommit ?? null
      const checks = commit?.statusCheckRollup ?? { nodes: [], totalCount: 0 }
      return {
        ...repositoryOf(rest),
        head: commit && { sha: commit.oid, tree: commit.tree.oid },
        checks: part({ items: checks.nodes, cut: checks.totalCount > checks.nodes.length }, checks.totalCount),
      }
    }),
})

/** A merged pull request, as a commit's. */
export interface MergedPull {
  number: number
  title: string
  body: string
  url: string
  by: Person | null
}

/** Pull requests of so many commits, `$x0` … their ids. */
export function pullsOfCommits(count: number): string {
  const indices = Array.from({ length: count }, (_, i) => i)
  const fields =
    'associatedPullRequests(first: 3) { nodes { number title body url merged author { __typename login } repository { nameWithOwner } } }'
  return `query (${PLACE}, ${indices.map((i) => `$x${i}: GitObjectID!`).join(', ')}) {
  repository(owner: $owner, name: $name) {
    ${indices.map((i) => `x${i}: object(oid: $x${i}) { ... on Commit { ${fields} } }`).join('\n    ')}
  }
}`
}

const pull = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string(),
  url: z.string(),
  merged: z.boolean(),
  author,
  repository: z.object({ nameWithOwner: z.string() }),
})

export const pullsOfCommitsSchema = z.object({
  repository: z.record(z.string(), z.object({ associatedPullRequests: z.object({ nodes: nodes(pull) }).nullish() }).nullable()),
})

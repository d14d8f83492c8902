/** A correction of a published page, as a draft pull request of its own: proposed once, by people merged or closed. */
import { z } from 'zod'
import type { GitHubWriter } from '../github/writer.ts'
import type { EntryFile } from '../model.ts'
import { openPull } from './pull-request/write.ts'

export interface Correction {
  writer: GitHubWriter
  owner: string
  name: string
  branch: string
  /** Our words, in the fixed grammar of titles. */
  title: string
  body: string
  slug: string
  /** Paths inside the repository. */
  changes: (commit: string) => Promise<{ additions: EntryFile[]; deletions: string[] }>
}

export interface Proposed {
  /** `none`: the page says it already. */
  outcome: 'proposed' | 'unchanged' | 'declined' | 'none'
  url: string | null
}

const standingSchema = z.object({
  viewer: z.object({ databaseId: z.number() }),
  repository: z.object({
    id: z.string(),
    databaseId: z.number(),
    defaultBranchRef: z.object({ name: z.string(), target: z.object({ oid: z.string() }) }),
    ref: z.object({ target: z.object({ oid: z.string() }) }).nullable(),
    pullRequests: z.object({
      nodes: z.array(
        z.object({
          state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
          url: z.string(),
          author: z.object({ databaseId: z.number().optional() }).nullable(),
          headRepository: z.object({ databaseId: z.number() }).nullable(),
        }),
      ),
    }),
  }),
})

const STANDING = `query ($owner: String!, $name: String!, $branch: String!, $ref: String!) {
  viewer { databaseId }
  repository(owner: $owner, name: $name) {
    id databaseId defaultBranchRef { name target { oid } } ref(qualifiedName: $ref) { target { oid } }
    pullRequests(first: 100, headRefName: $branch, orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes { state url headRepository { databaseId } author { ... on User { databaseId } ... on Bot { databaseId } } }
    }
  }
}`

/** Proposes; a pull request of ours of this branch that was closed without a merge means no. A fork may have a branch of any name. */
export async function proposeCorrection(correction: Correction): Promise<Proposed> {
  const { writer, owner, name, branch, title, body, slug } = correction
  const variables = { owner, name, branch, ref: `refs/heads/${branch}` }
  const { repository, viewer } = await writer.query(STANDING, variables, standingSchema)
  const { id, defaultBranchRef: base, ref, pullRequests } = repository
  const last = pullRequests.nodes.find(
    ({ author, headRepository }) => author?.databaseId === viewer.databaseId && headRepository?.databaseId === repository.databaseId,
  )
  if (last?.state === 'OPEN') return { outcome: 'unchanged', url: last.url }
  if (last?.state === 'CLOSED') return { outcome: 'declined', url: last.url }
  const changes = await correction.changes(base.target.oid)
  if (changes.additions.length === 0) return { outcome: 'none', url: null }
  const pull = await openPull(
    { writer, owner, name, branch, slug },
    {
      id,
      base: { branch: base.name, oid: base.target.oid },
      tip: ref?.target.oid ?? null,
      changes: { ...changes, offers: [], kept: [], page: null },
      title,
      body,
    },
  )
  return { outcome: 'proposed', url: pull.url }
}

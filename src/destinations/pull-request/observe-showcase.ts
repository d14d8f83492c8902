/** The showcase as it is, and our pull requests in it. */
import { z } from 'zod'
import { KnownError } from '../../errors.ts'
import type { GitHubWriter } from '../../github/writer.ts'
import { subjectIn } from './text.ts'

export interface Place {
  owner: string
  name: string
  /** The wanted branch, and the 8 hex digits that end the name of any branch of this subject. */
  branch: string
  hash: string
  subject: string
  /** The wanted folder of the entry. */
  folder: string
}

const commit = z.object({ oid: z.string() })

const pullSchema = z.object({
  number: z.number(),
  url: z.string(),
  state: z.enum(['OPEN', 'CLOSED', 'MERGED']),
  isDraft: z.boolean(),
  body: z.string(),
  author: z.object({ login: z.string(), databaseId: z.number().optional() }).nullable(),
  headRefName: z.string(),
  headRefOid: z.string(),
  headRepository: z.object({ databaseId: z.number() }).nullable(),
})
export type Pull = z.infer<typeof pullSchema>

const pulls = z.object({ nodes: z.array(pullSchema) })

const showcaseSchema = z.object({
  viewer: z.object({ databaseId: z.number(), login: z.string() }),
  repository: z.object({
    id: z.string(),
    databaseId: z.number(),
    isPrivate: z.boolean(),
    isArchived: z.boolean(),
    nameWithOwner: z.string(),
    defaultBranchRef: z.object({ name: z.string(), target: commit }).nullable(),
    ref: z.object({ target: commit }).nullable(),
    taken: z.object({ oid: z.string() }).nullable(),
    newest: pulls,
    ofBranch: pulls,
  }),
})

// In a large showcase an older one of the same branch lies behind the newest hundred.
const SHOWCASE = `query ($owner: String!, $name: String!, $branch: String!, $ref: String!, $folder: String!) {
  viewer { databaseId login }
  repository(owner: $owner, name: $name) {
    id databaseId isPrivate isArchived nameWithOwner
    defaultBranchRef { name target { oid } }
    ref(qualifiedName: $ref) { target { oid } }
    taken: object(expression: $folder) { oid }
    newest: pullRequests(first: 100, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { ...pull } }
    ofBranch: pullRequests(first: 100, headRefName: $branch, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { ...pull } }
  }
}
fragment pull on PullRequest {
  number url state isDraft body headRefName headRefOid headRepository { databaseId }
  author { login ... on User { databaseId } ... on Bot { databaseId } }
}`

export interface Showcase {
  /** GraphQL's id. */
  id: string
  name: string
  isPrivate: boolean
  viewer: { id: number; login: string }
  base: { branch: string; oid: string }
  /** The tip of the wanted branch. */
  tip: string | null
  /** Whether the default branch has something in the wanted folder. */
  taken: boolean
  /** Pull requests of this subject that we opened, the newest first. */
  pulls: Pull[]
}

/** The showcase and our pull requests in it, in one request. */
export async function observeShowcase(writer: GitHubWriter, place: Place): Promise<Showcase> {
  const { owner, name, branch, hash, subject, folder } = place
  const variables = { owner, name, branch, ref: `refs/heads/${branch}`, folder: `HEAD:${folder}` }
  const { viewer, repository } = await writer.query(SHOWCASE, variables, showcaseSchema)
  if (repository.isArchived)
    throw new KnownError(
      `${repository.nameWithOwner} is archived, so nothing can be written there. Unarchive it, or name another showcase.`,
    )
  if (repository.defaultBranchRef === null)
    throw new KnownError(`${repository.nameWithOwner} has no commit yet. Make a first one, for instance a README, and draft again.`)
  const isHere = ({ headRepository }: Pull) => headRepository?.databaseId === repository.databaseId
  const isOurs = (pull: Pull) => {
    if (pull.author?.databaseId !== viewer.databaseId || !isHere(pull)) return false
    // A person may take the marker out of the text, or give the branch another name; one of the two is enough.
    const marked = subjectIn(pull.body)
    return marked === null ? /^casewright\/(?:.*-)?([0-9a-f]{8})$/.exec(pull.headRefName)?.[1] === hash : marked === subject
  }
  const all = new Map([...repository.newest.nodes, ...repository.ofBranch.nodes].map((pull) => [pull.number, pull]))
  const foreign = repository.ofBranch.nodes.find((pull) => pull.state === 'OPEN' && isHere(pull) && !isOurs(pull))
  if (foreign !== undefined)
    throw new KnownError(
      `${foreign.url} holds this study already and was opened by ${foreign.author?.login ?? 'somebody else'}. Use that account's token, or close it and delete its branch.`,
    )
  return {
    id: repository.id,
    name: repository.nameWithOwner,
    isPrivate: repository.isPrivate,
    viewer: { id: viewer.databaseId, login: viewer.login },
    base: { branch: repository.defaultBranchRef.name, oid: repository.defaultBranchRef.target.oid },
    tip: repository.ref?.target.oid ?? null,
    taken: repository.taken !== null,
    pulls: [...all.values()].filter(isOurs),
  }
}

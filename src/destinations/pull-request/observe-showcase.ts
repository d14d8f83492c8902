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
  }),
})

const SHOWCASE = `query ($owner: String!, $name: String!, $branch: String!, $folder: String!) {
  viewer { databaseId login }
  repository(owner: $owner, name: $name) {
    id databaseId isPrivate isArchived nameWithOwner
    defaultBranchRef { name target { oid } }
    ref(qualifiedName: $branch) { target { oid } }
    taken: object(expression: $folder) { oid }
  }
}`

const pullSchema = z.object({
  number: z.number(),
  html_url: z.string(),
  state: z.enum(['open', 'closed']),
  merged_at: z.string().nullable(),
  body: z.string().nullable(),
  draft: z.boolean().optional(),
  user: z.object({ id: z.number(), login: z.string() }).nullable(),
  head: z.object({ ref: z.string(), sha: z.string(), repo: z.object({ id: z.number() }).nullable() }),
})
export type Pull = z.infer<typeof pullSchema>

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

/** The showcase and our pull requests in it: two requests, a third where it has more than a hundred. */
export async function observeShowcase(writer: GitHubWriter, place: Place): Promise<Showcase> {
  const { owner, name, branch, hash, subject, folder } = place
  const path = `/repos/${owner}/${name}/pulls`
  const recent = { state: 'all', sort: 'created', direction: 'desc', per_page: 100 }
  const [{ viewer, repository }, newest] = await Promise.all([
    writer.query(SHOWCASE, { owner, name, branch: `refs/heads/${branch}`, folder: `HEAD:${folder}` }, showcaseSchema),
    writer.get(path, pullSchema.array(), recent),
  ])
  if (repository.isArchived)
    throw new KnownError(
      `${repository.nameWithOwner} is archived, so nothing can be written there. Unarchive it, or name another showcase.`,
    )
  if (repository.defaultBranchRef === null)
    throw new KnownError(`${repository.nameWithOwner} has no commit yet. Make a first one, for instance a README, and draft again.`)
  const isHere = ({ head }: Pull) => head.repo?.id === repository.databaseId
  const isOurs = (pull: Pull) => {
    if (pull.user?.id !== viewer.databaseId || !isHere(pull)) return false
    // A person may take the marker out of the text, or give the branch another name; one of the two is enough.
    const marked = subjectIn(pull.body ?? '')
    return marked === null ? pull.head.ref.startsWith('casewright/') && pull.head.ref.endsWith(`-${hash}`) : marked === subject
  }
  // In a large showcase an older one of the same branch may lie behind the first page.
  const isCut = newest.length === 100 && !newest.some(isOurs)
  const all = isCut ? await writer.get(path, pullSchema.array(), { ...recent, head: `${owner}:${branch}` }) : newest
  const foreign = all.find((pull) => pull.state === 'open' && isHere(pull) && pull.head.ref === branch && !isOurs(pull))
  if (foreign !== undefined)
    throw new KnownError(
      `${foreign.html_url} holds this study already and was opened by ${foreign.user?.login ?? 'somebody else'}. Use that account's token, or close it and delete its branch.`,
    )
  return {
    id: repository.id,
    name: repository.nameWithOwner,
    isPrivate: repository.isPrivate,
    viewer: { id: viewer.databaseId, login: viewer.login },
    base: { branch: repository.defaultBranchRef.name, oid: repository.defaultBranchRef.target.oid },
    tip: repository.ref?.target.oid ?? null,
    taken: repository.taken !== null,
    pulls: all.filter(isOurs),
  }
}

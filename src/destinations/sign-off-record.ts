/**
 * Records of signatures in a showcase: by a commit to the default branch, or by a pull request where that branch takes
 * no commits. The one thing that casewright writes outside its own branches.
 */
import { z } from 'zod'
import type { GitHubWriter } from '../github/writer.ts'
import type { EntryFile } from '../model.ts'

export interface RecordPlace {
  writer: GitHubWriter
  owner: string
  name: string
  /** The pull request that was signed. */
  number: number
}

/** The showcase's default branch, and the pull request of this record where there is one. */
export interface RecordStanding {
  id: string
  base: { branch: string; oid: string }
  /** Our branch for the record; null where it is not there. */
  tip: string | null
  pull: { state: 'open' | 'closed'; merged: boolean; url: string } | null
}

const standingSchema = z.object({
  repository: z.object({
    id: z.string(),
    defaultBranchRef: z.object({ name: z.string(), target: z.object({ oid: z.string() }) }),
    ref: z.object({ target: z.object({ oid: z.string() }) }).nullable(),
  }),
})

const STANDING = `query ($owner: String!, $name: String!, $branch: String!) {
  repository(owner: $owner, name: $name) {
    id defaultBranchRef { name target { oid } } ref(qualifiedName: $branch) { target { oid } }
  }
}`

const pullSchema = z.object({ state: z.enum(['open', 'closed']), merged_at: z.string().nullable(), html_url: z.string() })

function branchOf({ number }: RecordPlace): string {
  return `casewright/sign-off-${number}`
}

/** Looks. */
export async function observeRecord(place: RecordPlace): Promise<RecordStanding> {
  const { writer, owner, name } = place
  const branch = branchOf(place)
  const [{ repository }, pulls] = await Promise.all([
    writer.query(STANDING, { owner, name, branch: `refs/heads/${branch}` }, standingSchema),
    writer.get(`/repos/${owner}/${name}/pulls`, pullSchema.array(), { state: 'all', head: `${owner}:${branch}`, per_page: 10 }),
  ])
  const { id, defaultBranchRef, ref } = repository
  const pull = pulls.find(({ state }) => state === 'open') ?? pulls[0]
  return {
    id,
    base: { branch: defaultBranchRef.name, oid: defaultBranchRef.target.oid },
    tip: ref?.target.oid ?? null,
    pull: pull === undefined ? null : { state: pull.state, merged: pull.merged_at !== null, url: pull.html_url },
  }
}

const COMMIT = '$branch: String!, $repository: String!, $head: GitObjectID!, $headline: String!, $changes: FileChanges!'
const COMMITTED = `createCommitOnBranch(input: {
  branch: { repositoryNameWithOwner: $repository, branchName: $branch }, expectedHeadOid: $head,
  message: { headline: $headline, body: "Written by casewright." }, fileChanges: $changes }) { commit { url } }`
const committedSchema = z.object({ createCommitOnBranch: z.object({ commit: z.object({ url: z.string() }) }) })
const CONTENTS = 'Contents: write'

/** What is committed; the headline is our words. */
export interface RecordChange {
  headline: string
  files: readonly EntryFile[]
}

function variables({ owner, name }: RecordPlace, { headline, files }: RecordChange, branch: string, head: string) {
  const additions = files.map(({ path, content }) => ({ path, contents: Buffer.from(content).toString('base64') }))
  return { branch, repository: `${owner}/${name}`, head, headline, changes: { additions } }
}

/** To the default branch, if it is still where it was looked at. Answers the commit's page; null where the branch takes no commits. */
export async function commitRecord(place: RecordPlace, { base }: RecordStanding, change: RecordChange): Promise<string | null> {
  const write = { what: 'record the signature on the default branch', permission: CONTENTS }
  const { writer } = place
  try {
    const made = await writer.mutate(
      write,
      `mutation (${COMMIT}) { ${COMMITTED} }`,
      variables(place, change, base.branch, base.oid),
      committedSchema,
    )
    return made.createCommitOnBranch.commit.url
  } catch (error) {
    if (isProtected(error)) return null
    throw error
  }
}

/** GitHub has several words for a branch that takes no commits: protection, rule sets, required checks. */
function isProtected(error: unknown): boolean {
  return (
    error instanceof Error &&
    /protected|rule violation|through a pull request|required status check|verified signature/i.test(error.message)
  )
}

const opened = z.object({ html_url: z.string() })

/** As a pull request: branch with its commit, then the pull request. Answers its page. */
export async function proposeRecord(place: RecordPlace, standing: RecordStanding, change: RecordChange): Promise<string> {
  const { writer, owner, name, number } = place
  const branch = branchOf(place)
  if (standing.tip === null) {
    const document = `mutation ($id: ID!, $ref: String!, ${COMMIT}) {
      createRef(input: { repositoryId: $id, name: $ref, oid: $head }) { ref { name } }
      ${COMMITTED}
    }`
    const values = { ...variables(place, change, branch, standing.base.oid), id: standing.id, ref: `refs/heads/${branch}` }
    await writer.mutate({ what: 'create the branch of the record', permission: CONTENTS }, document, values, committedSchema)
  } else if (change.files.length > 0) {
    const values = variables(place, change, branch, standing.tip)
    await writer.mutate(
      { what: 'commit the record', permission: CONTENTS },
      `mutation (${COMMIT}) { ${COMMITTED} }`,
      values,
      committedSchema,
    )
  }
  if (standing.pull?.state === 'open') return standing.pull.url
  const body = `Records who signed the case study of #${number}, and what: the signature is beside the entry and changes nothing of it.\n\nMerge this to show the page as signed. It is a pull request because ${standing.base.branch} takes no direct commits.`
  const write = { what: 'open the pull request of the record', permission: 'Pull requests: write' }
  const text = { title: change.headline, body, head: branch, base: standing.base.branch }
  return (await writer.send(write, `POST /repos/${owner}/${name}/pulls`, text, opened)).html_url
}

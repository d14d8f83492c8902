/** Everything that is written to a showcase: a branch with its commit, a pull request, a label, a comment. Each once. */
import { z } from 'zod'
import { Refused } from '../../github/write-faults.ts'
import type { GitHubWriter } from '../../github/writer.ts'
import type { Changes } from './changes.ts'
import { bytesOf } from './record.ts'

/** Where to write, and with what. */
export interface Target {
  writer: GitHubWriter
  owner: string
  name: string
  branch: string
  slug: string
}

const CONTENTS = 'Contents: write'
const PULLS = 'Pull requests: write'

const COMMIT = '$branch: String!, $repository: String!, $head: GitObjectID!, $headline: String!, $changes: FileChanges!'
const COMMITTED = `createCommitOnBranch(input: {
    branch: { repositoryNameWithOwner: $repository, branchName: $branch }, expectedHeadOid: $head,
    message: { headline: $headline, body: "Written by casewright." }, fileChanges: $changes }) { commit { oid } }`
const committedSchema = z.object({ createCommitOnBranch: z.object({ commit: z.object({ oid: z.string() }) }) })

/** What both ways to commit have in common; the message is our words and the slug. */
function commitVariables(target: Target, head: string, { additions, deletions }: Changes, verb: string) {
  return {
    branch: target.branch,
    repository: `${target.owner}/${target.name}`,
    head,
    headline: `${verb} case study: ${target.slug}`,
    changes: {
      additions: additions.map(({ path, content }) => ({ path, contents: bytesOf(content).toString('base64') })),
      deletions: deletions.map((path) => ({ path })),
    },
  }
}

/** The branch at `head` and its first commit, in one request; `id` is GraphQL's of the repository. */
export async function openBranch(target: Target, id: string, head: string, changes: Changes): Promise<void> {
  const document = `mutation ($id: ID!, $ref: String!, ${COMMIT}) {
    createRef(input: { repositoryId: $id, name: $ref, oid: $head }) { ref { name } }
    ${COMMITTED}
  }`
  const variables = { ...commitVariables(target, head, changes, 'Draft'), id, ref: `refs/heads/${target.branch}` }
  await target.writer.mutate({ what: 'create the branch and commit to it', permission: CONTENTS }, document, variables, committedSchema)
}

/** All files in one commit, if the branch is still at `head`. */
export async function commit(target: Target, head: string, changes: Changes, verb: 'Draft' | 'Update'): Promise<void> {
  const document = `mutation (${COMMIT}) { ${COMMITTED} }`
  const write = { what: 'commit to the branch', permission: CONTENTS }
  await target.writer.mutate(write, document, commitVariables(target, head, changes, verb), committedSchema)
}

const openedSchema = z.object({
  number: z.number(),
  html_url: z.string(),
  draft: z.boolean(),
  head: z.object({ ref: z.string() }),
})
type Opened = z.infer<typeof openedSchema>

/** The draft pull request; a normal one where the repository has no drafts. */
export async function openPull(target: Target, text: { title: string; body: string; base: string }): Promise<Opened> {
  const write = { what: 'open a pull request', permission: PULLS }
  const open = (draft: boolean) =>
    target.writer.send(write, `POST ${pathOf(target)}/pulls`, { ...text, head: target.branch, draft }, openedSchema)
  try {
    return await open(true)
  } catch (error) {
    if (error instanceof Refused && /draft pull requests are not supported/i.test(error.message)) return open(false)
    throw error
  }
}

export async function editPull(target: Target, number: number, body: string): Promise<void> {
  const write = { what: 'change the pull request', permission: PULLS }
  await target.writer.send(write, `PATCH ${pathOf(target)}/pulls/${number}`, { body }, z.object({ number: z.number() }))
}

export async function label(target: Target, number: number, labels: readonly string[]): Promise<void> {
  const write = { what: 'label the pull request', permission: PULLS }
  await target.writer.send(write, `POST ${pathOf(target)}/issues/${number}/labels`, { labels }, z.array(z.unknown()))
}

/** A new comment, or another text for the one that is there. */
export async function say(target: Target, number: number, comment: { id: string } | null, body: string): Promise<void> {
  const write = { what: 'comment on the pull request', permission: PULLS }
  const issues = `${pathOf(target)}/issues` as const
  const route = comment === null ? (`POST ${issues}/${number}/comments` as const) : (`PATCH ${issues}/comments/${comment.id}` as const)
  await target.writer.send(write, route, { body }, z.object({ id: z.number() }))
}

function pathOf({ owner, name }: Target): `/repos/${string}` {
  return `/repos/${owner}/${name}`
}

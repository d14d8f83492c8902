/** Everything that is written to a showcase: a branch with its commit, a pull request, a label, a comment. Each once. */
import { z } from 'zod'
import { Refused } from '../../github/write-faults.ts'
import type { GitHubWriter } from '../../github/writer.ts'
import { type Changes, hasChanges } from './changes.ts'
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
const updatedSchema = z.object({ createCommitOnBranch: z.object({ commit: z.object({ oid: z.string() }) }).optional() })

function onlyIfChanged(mutation: string): string {
  return mutation.replace(/ \{ commit/, ' @include(if: $isChanged) { commit')
}

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

const UPDATE = `mutation ($id: ID!, $body: String!, $isSaid: Boolean!, $isChanged: Boolean!, ${COMMIT}) {
    ${onlyIfChanged(COMMITTED)}
    updatePullRequest(input: { pullRequestId: $id, body: $body }) @include(if: $isSaid) { pullRequest { number } }
  }`

/** Our text of the pull request where there is a new one, and all files in one commit if the branch is still at `head`: one request. */
export async function writeUpdate(
  target: Target,
  pull: { id: string; head: string },
  body: string | null,
  changes: Changes,
): Promise<void> {
  const isChanged = hasChanges(changes)
  const write = { what: 'update the draft', permission: CONTENTS, permissions: { updatePullRequest: PULLS } }
  const variables = {
    ...commitVariables(target, pull.head, changes, 'Update'),
    id: pull.id,
    body: body ?? '',
    isSaid: body !== null,
    isChanged,
  }
  const schema = updatedSchema.refine((done) => !isChanged || done.createCommitOnBranch !== undefined)
  await target.writer.mutate(write, UPDATE, variables, schema)
}

/** What a pull request is opened with. */
export interface Opening {
  /** GraphQL's id of the repository. */
  id: string
  base: { branch: string; oid: string }
  /** Where the branch is; null where it is not there yet. */
  tip: string | null
  changes: Changes
  title: string
  body: string
}

const OPEN = `mutation ($id: ID!, $ref: String!, $isNew: Boolean!, $isChanged: Boolean!, $base: String!, $title: String!, $body: String!, $draft: Boolean!, ${COMMIT}) {
    createRef(input: { repositoryId: $id, name: $ref, oid: $head }) @include(if: $isNew) { ref { name } }
    ${onlyIfChanged(COMMITTED)}
    createPullRequest(input: {
      repositoryId: $id, baseRefName: $base, headRefName: $branch, title: $title, body: $body, draft: $draft }) {
      pullRequest { number url isDraft headRefName }
    }
  }`
const openedSchema = z.object({
  createPullRequest: z.object({
    pullRequest: z.object({ number: z.number(), url: z.string(), isDraft: z.boolean(), headRefName: z.string() }),
  }),
})
type Opened = z.infer<typeof openedSchema>['createPullRequest']['pullRequest']

/**
 * Branch, commit and draft pull request in one request; a normal one where the repository has no drafts. GitHub carries
 * the three out in turn and goes on after one that failed, so what a failure leaves behind is looked at anew.
 */
export async function openPull(target: Target, { id, base, tip, changes, title, body }: Opening): Promise<Opened> {
  const write = { what: 'open a pull request', permission: CONTENTS, permissions: { createPullRequest: PULLS } }
  const isChanged = hasChanges(changes)
  const variables = {
    ...commitVariables(target, tip ?? base.oid, changes, 'Draft'),
    ...{ id, ref: `refs/heads/${target.branch}`, base: base.branch, title, body },
  }
  const open = async (parts: { isNew: boolean; isChanged: boolean; draft: boolean }) =>
    (await target.writer.mutate(write, OPEN, { ...variables, ...parts }, openedSchema)).createPullRequest.pullRequest
  try {
    return await open({ isNew: tip === null, isChanged, draft: true })
  } catch (error) {
    if (!(error instanceof Refused && /draft pull requests are not supported/i.test(error.message))) throw error
    return open({ isNew: false, isChanged: false, draft: false })
  }
}

/** Asks people to review; GitHub asks none of several where one cannot be asked. Answers who could not, and why. */
export async function askToReview(target: Target, number: number, logins: readonly string[]): Promise<Unasked[]> {
  const write = { what: 'ask for a review', permission: PULLS }
  const route = `POST ${pathOf(target)}/pulls/${number}/requested_reviewers` as const
  const ask = async (reviewers: readonly string[]): Promise<Refused | null> => {
    try {
      await target.writer.send(write, route, { reviewers }, z.object({ number: z.number() }))
      return null
    } catch (error) {
      // Anything but this, a pull request that is not there yet for instance, passes, and is tried again.
      if (error instanceof Refused && error.cause instanceof Error && 'status' in error.cause && error.cause.status === 422) return error
      throw error
    }
  }
  const why = await ask(logins)
  if (why === null) return []
  const unasked: Unasked[] = []
  for (const login of logins) {
    const refused = logins.length === 1 ? why : await ask([login])
    if (refused !== null) unasked.push({ login, why: refused.message })
  }
  return unasked
}

/** A person who could not be asked to review. */
export interface Unasked {
  login: string
  why: string
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

/** Takes away a comment of ours that is there twice. */
export async function unsay(target: Target, id: string): Promise<void> {
  const write = { what: 'delete a comment of its own', permission: PULLS }
  await target.writer.send(write, `DELETE ${pathOf(target)}/issues/comments/${id}`, {}, z.unknown())
}

function pathOf({ owner, name }: Target): `/repos/${string}` {
  return `/repos/${owner}/${name}`
}

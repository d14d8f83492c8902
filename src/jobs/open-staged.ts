/** Opens or updates the staged pull request in the private repository. */
import { type Published, publishPullRequest } from '../destinations/pull-request.ts'
import { KnownError } from '../errors.ts'
import type { GitHubWriter } from '../github/writer.ts'
import { merge } from '../merge/merge.ts'
import type { EntryFile, Repository } from '../model.ts'
import { safeTitle } from '../policy/grammar.ts'
import type { PrivateDraft } from './draft-private.ts'
import { stagedText } from './staged-text.ts'

export interface StageRequest {
  staging: GitHubWriter | null
  /** Of the private repository. */
  repository: Pick<Repository, 'name'>
  author: string | null
  /** `owner/name` of the showcase. */
  showcase: string
  identity: string
  hash: string
  branch: string
  files: readonly EntryFile[]
  draft: PrivateDraft
  approvers: readonly string[]
  /** The sheet's file. */
  sheet: string
  /** The folder of all staged drafts. */
  folder: string
  askedBy: string | null
  again: boolean
  onProgress: (label: string) => void
  wait: (milliseconds: number) => Promise<void>
}

/** The pull request in the private repository, for the approvers' eyes. */
export async function openStaged(request: StageRequest): Promise<Published> {
  const { staging, repository, author, showcase, identity, hash, branch, files, draft, approvers, sheet, folder, askedBy } = request
  const [owner = '', name = ''] = repository.name.split('/')
  if (staging === null)
    throw new KnownError(
      `${repository.name} is private, so the draft is staged there first, in a pull request that a second person approves. That needs a token with "Contents: write" and "Pull requests: write" on ${repository.name}: set STAGING_TOKEN.`,
    )
  request.onProgress('Staging in the private repository')
  return publishPullRequest({
    writer: staging,
    owner,
    name,
    subject: identity,
    slug: hash,
    branch,
    folder,
    title: safeTitle(`Approve for publication: ${draft.title}`),
    text: stagedText({ draft, folder: `${folder}/${hash}`, showcase, approvers, sheet }),
    author,
    reviewers: approvers.filter((login) => login.toLowerCase() !== askedBy?.toLowerCase()),
    files,
    merge,
    again: request.again,
    wait: request.wait,
    async mayPublish({ name: found, isPrivate }) {
      if (!isPrivate || found.toLowerCase() !== repository.name.toLowerCase())
        throw new KnownError(`${found} is not the private repository that was read. Nothing was written; run it again.`)
    },
  })
}

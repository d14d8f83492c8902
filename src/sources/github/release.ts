/** A release's evidence from GitHub: what lies between it and the release before, and the pull requests in it. None of it writes. */
import { setTimeout as sleep } from 'node:timers/promises'
import { KnownError } from '../../errors.ts'
import type { GitHub } from '../../github/client.ts'
import { commitSchema, repositorySchema } from './answers.ts'
import { faultless } from './faultless.ts'
import { onceThere } from './late.ts'
import { previousRelease } from './previous-release.ts'
import type { Check, Part, PullCommit, Repository } from './reading.ts'
import type { ReleaseReference } from './reference.ts'
import { RELEASE, type Release, releaseGraphSchema, releaseSchema, spanSchema } from './release-answers.ts'
import { type ReleaseEvidence, releaseEvidence } from './release-evidence.ts'
import { pullsIn } from './release-pulls.ts'
import { checksOf } from './rest.ts'

export interface ReleaseRequest {
  github: GitHub
  reference: ReleaseReference
  /** Which added lines to hand on as suspects: `suspiciousLine` of policy/secrets.ts. */
  suspicious: RegExp
  /** A webhook just said that it is there: a 404 is then waited out, 7 seconds at most. */
  isNew?: boolean | undefined
  wait?: (milliseconds: number) => Promise<void>
  onProgress: (label: string) => void
}

/** Releases among which the one before is looked for. */
const MOST_RELEASES = 100

/** Reads a release: four requests with a token and up to a hundred commits, six or seven without. Throws a KnownError for what a user can mend. */
export async function collectRelease(request: ReleaseRequest): Promise<ReleaseEvidence> {
  const { github, reference, suspicious, onProgress } = request
  const { owner, name, tag } = reference
  onProgress(`Reading ${owner}/${name} ${tag}`)
  const path = `/repos/${owner}/${name}`
  const { items: releases } = await github.list(`${path}/releases`, releaseSchema, MOST_RELEASES)
  const release = releases.find((one) => one.tag === tag) ?? (await older(request, path))
  if (release.publishedAt === null) throw new KnownError(`${owner}/${name}@${tag} is a draft of a release. Publish it first.`)
  const previous = previousRelease(release, releases)
  if (previous === null)
    throw new KnownError(
      `${owner}/${name}@${tag} is the first release of its kind among the newest ${MOST_RELEASES}, so there is none to compare it with. Name a pull request instead: casewright draft --pull-request ${owner}/${name}#NUMBER`,
    )
  const [facts, span] = await Promise.all([
    github.authenticated ? byGraph(request) : byRest(github, path, tag),
    github.get(`${path}/compare/${encodeURIComponent(previous.tag)}...${encodeURIComponent(tag)}`, spanSchema),
  ])
  const merged = await pullsIn(github, facts.repository, span.commits.items)
  return releaseEvidence({ ...facts, release, previous, span, merged, suspicious })
}

/** One that is not among the newest, or that GitHub does not list yet. */
async function older({ github, reference, isNew = false, wait = sleep }: ReleaseRequest, path: string): Promise<Release> {
  const look = () => github.get(`${path}/releases/tags/${encodeURIComponent(reference.tag)}`, releaseSchema)
  return onceThere(look, () => true, { isNew, wait })
}

export interface ReleaseFacts {
  repository: Repository
  readme: string | null
  /** The tag's commit. */
  head: Pick<PullCommit, 'sha' | 'tree'>
  checks: Part<Check>
}

async function byGraph({ github, reference: { owner, name, tag }, isNew = false, wait = sleep }: ReleaseRequest): Promise<ReleaseFacts> {
  const found = await onceThere(
    async () => (await github.query(RELEASE, { owner, name, tag }, releaseGraphSchema, ['statusCheckRollup'])).repository,
    ({ head }) => head !== null,
    { isNew, wait },
  )
  if (found.head === null)
    throw new KnownError(`${owner}/${name}@${tag} has no tag, so nobody can say which commit it is of. Make the tag.`)
  return { ...found, head: found.head }
}

async function byRest(github: GitHub, path: string, tag: string): Promise<ReleaseFacts> {
  const commit = `${path}/commits/${encodeURIComponent(tag)}`
  const [repository, readme, head, checks] = await Promise.all([
    github.get(path, repositorySchema),
    github.text(`${path}/readme`),
    // The second page holds no files, which may be large.
    github.get(commit, commitSchema, { per_page: 1, page: 2 }),
    faultless(checksOf(github, commit), { items: [], of: 0, cut: false }),
  ])
  return { repository, readme, head, checks }
}

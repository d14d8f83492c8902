/** Which pull requests or releases the run is about: what the inputs name, else what the event did. */
import { KnownError } from '../errors.ts'
import type { GitHub } from '../github/client.ts'
import { type MergedPull, mergedByPush } from '../sources/github/merged-by-push.ts'
import { type PullRequestReference, parsePullRequest, parseRelease, type Reference } from '../sources/github/reference.ts'
import type { Run } from './event.ts'
import type { Inputs } from './inputs.ts'

export interface Subject {
  reference: Reference
  /** Null where a person or a release asks for it; else the merge, which the configuration judges. */
  merged: MergedPull | null
}

/** Answers a sentence where there is none. Throws a KnownError for inputs and events that name none. */
export async function subjectsOf(run: Run, inputs: Inputs, github: () => GitHub): Promise<Subject[] | string> {
  const { event, payload } = run
  if (inputs.pullRequest !== null && inputs.tag !== null)
    throw new KnownError('both "pull-request" and "tag" are given. A draft is about one of them: leave the other out.')
  if (inputs.pullRequest !== null) return [asked(pullRequestOf(run, inputs.pullRequest))]
  if (inputs.tag !== null) return [asked(releaseOf(run, inputs.tag))]
  if (event === 'push') return pushed(run, github())
  if (event === 'release' && payload.tag !== null) return [asked(releaseOf(run, payload.tag))]
  if (event === 'pull_request' && payload.action === 'closed' && payload.pull !== null) {
    const { number, isMerged } = payload.pull
    return isMerged ? [asked(inThisRepository(run, number))] : `Pull request ${number} was closed without a merge.`
  }
  throw new KnownError(
    `"command: draft" does not know what to draft on "${event}". Run it on push to the default branch, on release: published, or on workflow_dispatch with the input "pull-request" or "tag". For open pull requests there is "command: preview".`,
  )
}

async function pushed({ owner, name, host, sha, ref, payload }: Run, github: GitHub): Promise<Subject[] | string> {
  const branch = ref.replace(/^refs\/heads\//, '')
  if (payload.defaultBranch !== null && branch !== payload.defaultBranch)
    return 'Drafts are made of what reaches the default branch, and this is a push to another.'
  const found = await mergedByPush(github, { owner, name, branch, commits: [...new Set([sha, ...payload.commits])] })
  if (found.length === 0) return 'This push merged no pull request. To draft an earlier one, run the workflow by hand with "pull-request".'
  return found.map((merged) => ({ reference: { kind: 'pull-request', host, owner, name, number: merged.number }, merged }))
}

function asked(reference: Reference): Subject {
  return { reference, merged: null }
}

function inThisRepository({ host, owner, name }: Run, number: number): PullRequestReference {
  return { kind: 'pull-request', host, owner, name, number }
}

/** A number means this repository. Throws a KnownError for what names none. */
export function pullRequestOf(run: Run, text: string): PullRequestReference {
  const number = /^#?(\d{1,9})$/.exec(text)?.[1]
  const found = number === undefined ? parsePullRequest(text) : inThisRepository(run, Number(number))
  if (found === null)
    throw new KnownError(`the input "pull-request" is no pull request: "${text}". Write its number, owner/repo#number, or its address.`)
  return onThisHost(run, found, text)
}

function releaseOf(run: Run, text: string): Reference {
  const found = /[@:]/.test(text) ? parseRelease(text) : parseRelease(`${run.owner}/${run.name}@${text}`)
  if (found === null) throw new KnownError(`the input "tag" is no release: "${text}". Write its tag, owner/repo@tag, or its address.`)
  return onThisHost(run, found, text)
}

/** `owner/repo#1` means this host; an address names its own. */
function onThisHost<Known extends Reference>({ host }: Run, reference: Known, text: string): Known {
  if (!text.includes('://')) return { ...reference, host }
  if (reference.host === host) return reference
  throw new KnownError(`${text} is on ${reference.host}, and this run is on ${host}: its token reads nothing there.`)
}

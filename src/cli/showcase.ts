/** `--showcase owner/repo`: the token and the client that write there, and what became of the pull request in words. */
import type { Published } from '../destinations/pull-request.ts'
import { KnownError } from '../errors.ts'
import type { GitHub } from '../github/client.ts'
import type { GitHubWriter } from '../github/writer.ts'
import type { ShowcaseName } from '../jobs/publish-to-showcase.ts'
import { gitHubToken } from './github-token.ts'
import { version } from './version.ts'

export interface OpenShowcase {
  writer: GitHubWriter
  showcase: ShowcaseName
  wait: (milliseconds: number) => Promise<void>
}

/** A showcase to write to. SHOWCASE_TOKEN writes, else the ordinary token; a KnownError where there is none. */
export async function openShowcase(text: string): Promise<OpenShowcase> {
  const { parseShowcase } = await import('../jobs/publish-to-showcase.ts')
  const { gitHubWriter } = await import('../github/writer.ts')
  const showcase = parseShowcase(text)
  const writes = process.env.SHOWCASE_TOKEN || (await gitHubToken(showcase.host))
  if (!writes) {
    throw new KnownError(
      'Writing to a showcase needs a token with the permissions "Contents: write" and "Pull requests: write" there. Set SHOWCASE_TOKEN (or GH_TOKEN), or run "gh auth login". With --dry-run the entry goes into a folder instead.',
    )
  }
  const writer = gitHubWriter({ baseUrl: await apiFor(showcase.host), token: { writes }, userAgent: `casewright/${version}`, wait: pause })
  return { writer, showcase, wait: pause }
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/** Writes the staged draft of a private source to its own repository. STAGING_TOKEN, else the ordinary token; null without one. */
export async function stager(host: string): Promise<GitHubWriter | null> {
  const { gitHubWriter } = await import('../github/writer.ts')
  const writes = process.env.STAGING_TOKEN || (await gitHubToken(host))
  return writes ? gitHubWriter({ baseUrl: await apiFor(host), token: { writes }, userAgent: `casewright/${version}`, wait: pause }) : null
}

/** A client that reads a host, with the token of the environment or of `gh` where there is one. */
export async function reader(host: string): Promise<GitHub> {
  const { gitHub } = await import('../github/client.ts')
  return gitHub({ baseUrl: await apiFor(host), token: await gitHubToken(host), userAgent: `casewright/${version}` })
}

async function apiFor(host: string): Promise<string> {
  const { apiOf } = await import('../sources/github/reference.ts')
  return (host === 'github.com' && process.env.GITHUB_API_URL) || apiOf(host)
}

/** What a script needs to know of the pull request, and what it cost. */
export function publishedAnswer(published: Published, { requests, writes }: GitHubWriter): object {
  return { ...published, requests, writes }
}

/** What happened, for people. */
export function outcomeWords({ outcome, number, offers }: Published): string {
  const held =
    offers === 0 ? '' : ` ${offers} ${offers === 1 ? 'place was' : 'places were'} edited by hand and stayed; the new text is in a comment.`
  switch (outcome) {
    case 'created':
      return `Opened pull request #${number}.`
    case 'updated':
      return `Updated pull request #${number}.${held}`
    case 'unchanged':
      return `Pull request #${number} is up to date.${held}`
    case 'declined':
      return `Pull request #${number} was closed without a merge: nothing was written. To ask again: --again.`
    case 'published':
      return `Pull request #${number} is merged: nothing was written.`
    case 'approved':
      return `Pull request #${number} is approved, and a new commit would undo that: nothing was written.`
  }
}

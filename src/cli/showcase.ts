/** `casewright draft --showcase owner/repo`: the tokens, the clients, and what became of the pull request in words. */
import type { Published } from '../destinations/pull-request.ts'
import { KnownError } from '../errors.ts'
import type { DraftRequest } from '../jobs/draft.ts'
import { gitHubToken } from './github-token.ts'
import { version } from './version.ts'

interface Wanted {
  showcase: string
  /** `owner/repo#n` or its address; null for a local range. */
  pullRequest: string | null
  folder: string
  again: boolean
  sourceIsPublic: boolean
}

export interface ShowcasePublisher {
  publish: DraftRequest['publish']
  /** What came of it, and with how many requests; null before. */
  result: () => (Published & { requests: number; writes: number }) | null
}

/** A way out into a showcase. SHOWCASE_TOKEN writes, else the ordinary token; a KnownError where there is none. */
export async function showcasePublisher({ showcase, pullRequest, folder, again, sourceIsPublic }: Wanted): Promise<ShowcasePublisher> {
  const { parseShowcase, publishToShowcase } = await import('../jobs/publish-to-showcase.ts')
  const { gitHub } = await import('../github/client.ts')
  const { gitHubWriter } = await import('../github/writer.ts')
  const place = parseShowcase(showcase)
  const sourceHost = pullRequest === null ? place.host : (/^https?:\/\/([^/]+)/.exec(pullRequest)?.[1]?.toLowerCase() ?? 'github.com')
  const writes = process.env.SHOWCASE_TOKEN || (await gitHubToken(place.host))
  if (!writes) {
    throw new KnownError(
      'Writing to a showcase needs a token with the permissions "Contents: write" and "Pull requests: write" there. Set SHOWCASE_TOKEN (or GH_TOKEN), or run "gh auth login". With --dry-run the entry goes into a folder instead.',
    )
  }
  const userAgent = `casewright/${version}`
  const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))
  const source = gitHub({ baseUrl: await apiFor(sourceHost), token: await gitHubToken(sourceHost), userAgent })
  const writer = gitHubWriter({ baseUrl: await apiFor(place.host), token: { writes }, userAgent, wait })
  let published: Published | null = null
  return {
    async publish(slug, files, about) {
      const request = { source, sourceHost, writer, showcase: place, folder, again, sourceIsPublic, wait }
      published = await publishToShowcase(request, slug, files, about)
      return published.url
    },
    result: () => published && { ...published, requests: writer.requests, writes: writer.writes },
  }
}

async function apiFor(host: string): Promise<string> {
  const { apiOf } = await import('../sources/github/reference.ts')
  return (host === 'github.com' && process.env.GITHUB_API_URL) || apiOf(host)
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

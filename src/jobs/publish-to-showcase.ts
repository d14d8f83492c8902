/** Publishes a drafted entry as the draft pull request of its subject. The policy's last look is here: paths, title, visibility. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Published, publishPullRequest, type ShowcaseEntry } from '../destinations/pull-request.ts'
import { KnownError } from '../errors.ts'
import type { GitHub } from '../github/client.ts'
import type { GitHubWriter } from '../github/writer.ts'
import { merge } from '../merge/merge.ts'
import type { EntryFile, Subject } from '../model.ts'
import { safeTitle } from '../policy/grammar.ts'
import { isSafeEntryPath } from '../policy/paths.ts'
import type { About } from './draft.ts'
import { textOf } from './entry-files.ts'
import { showcaseIsPrivate } from './showcase-privacy.ts'

export interface ShowcaseRequest {
  /** Reads the source's repository, with the token for reading. */
  source: GitHub
  /** The web host of the source's API: `github.com`. */
  sourceHost: string
  /** Writes to the showcase, with the token for writing. */
  writer: GitHubWriter
  showcase: ShowcaseName
  /** The folder of entries in the showcase. */
  folder: string
  /** A person asks again for what was closed. */
  again: boolean
  /** A person says that the source is public, where nobody can be asked. */
  sourceIsPublic: boolean
  /** What the entry was made from, as one digest. */
  seen?: string | undefined
  /** The showcase as a look before drafting saw it. */
  known?: ShowcaseEntry['known']
  wait: (milliseconds: number) => Promise<void>
  /** Logins who are asked to review. */
  reviewers: readonly string[]
}

export interface ShowcaseName {
  host: string
  owner: string
  name: string
}

/** `owner/repo`, or the address of a repository; a KnownError for anything else. */
export function parseShowcase(text: string, said = `--showcase "${text}"`): ShowcaseName {
  const parts = /^(?:https:\/\/([a-zA-Z0-9.:-]+)\/)?([A-Za-z0-9][A-Za-z0-9-]{0,38})\/([A-Za-z0-9._-]{1,100}?)(?:\.git)?\/?$/.exec(text)
  const [, host = 'github.com', owner, name] = parts ?? []
  if (owner === undefined || name === undefined)
    throw new KnownError(`${said} names no repository. Write owner/repo, or paste its address: https://github.com/owner/repo`)
  return { host: host.toLowerCase(), owner, name }
}

/** Publishes; `pull-request.md` among the files is what the pull request says. Throws a KnownError where a user can mend the cause. */
export async function publishToShowcase(
  request: ShowcaseRequest,
  slug: string,
  files: readonly EntryFile[],
  { subject, title }: About,
): Promise<Published> {
  const entry = files.filter(({ path }) => path !== 'pull-request.md')
  const unsafe = entry.find(({ path }) => !isSafeEntryPath(path))
  if (unsafe !== undefined) throw new Error(`not a path of an entry: ${JSON.stringify(unsafe.path)}`)
  const { writer, showcase, folder, again, wait, reviewers } = request
  return publishPullRequest({
    writer,
    owner: showcase.owner,
    name: showcase.name,
    subject: identityOf(subject),
    slug,
    folder,
    title: safeTitle(`Case study: ${title}`),
    text: textOf(files, 'pull-request.md'),
    author: subject.author,
    reviewers,
    files: entry,
    ...(request.seen !== undefined && { seen: request.seen }),
    known: request.known,
    merge,
    again,
    wait,
    mayPublish: (target) => mayPublish(request, subject, target),
  })
}

type Identified = Pick<Subject, 'kind' | 'number' | 'tag' | 'base' | 'head'> & {
  repository: Pick<Subject['repository'], 'id' | 'name' | 'url'>
}

/** A subject stays itself through new titles, renames and transfers: host, repository id, kind, number (a release's tag, both ends of a range). */
export function identityOf({ kind, number, tag, base, head, repository: { id, name, url } }: Identified): string {
  const host = url === null ? '' : new URL(url).host
  return createHash('sha256')
    .update(JSON.stringify([host, id ?? name.toLowerCase(), kind, number ?? tag ?? `${base}..${head}`]))
    .digest('hex')
}

/** Fails closed: a source of which nobody can say that it is public goes into no public showcase. */
async function mayPublish(request: ShowcaseRequest, subject: Subject, target: { name: string; isPrivate: boolean }): Promise<void> {
  const { source, sourceHost, sourceIsPublic, writer, showcase } = request
  const { repository, head, kind } = subject
  const isAsked = repository.url !== null && new URL(repository.url).host === sourceHost
  const isSame = isAsked && sourceHost === showcase.host && repository.name.toLowerCase() === target.name.toLowerCase()
  if (target.isPrivate ? await showcaseIsPrivate(writer, showcase) : isSame) return
  if (!isAsked) {
    if (sourceIsPublic) return
    throw new KnownError(
      `${target.name} is public, and nobody here can say whether ${repository.name} is. Nothing was written. If it is, add --source-is-public.`,
    )
  }
  const found = await source.get(`/repos/${repository.name}`, z.object({ id: z.number(), private: z.boolean() }))
  if (found.private)
    throw new KnownError(
      `${repository.name} is private and ${target.name} is public, or has a website. Nothing was written. Draft it from its pull request (casewright draft --pull-request ${repository.name}#N --showcase ${target.name}): then what may become public is staged in ${repository.name} first.`,
    )
  if (repository.id !== undefined && repository.id !== found.id)
    throw new KnownError(`${repository.name} is another repository than a moment ago. Nothing was written; run it again.`)
  // A clone's remote may be the public upstream of work that lies in a private repository beside it.
  if (kind === 'range' && !sourceIsPublic && !(await hasCommit(source, repository.name, head)))
    throw new KnownError(
      `${repository.name} is public and does not have ${head.slice(0, 12)}: these commits may lie in a private repository, and ${target.name} is public. Nothing was written. Push them there first; if they are public elsewhere, add --source-is-public.`,
    )
}

async function hasCommit(source: GitHub, repository: string, sha: string): Promise<boolean> {
  return source.get(`/repos/${repository}/git/commits/${sha}`, z.object({ sha: z.string() })).then(
    (found) => found.sha === sha,
    (error: unknown) => {
      if (error instanceof KnownError && error.exitCode !== 3) return false
      throw error
    },
  )
}

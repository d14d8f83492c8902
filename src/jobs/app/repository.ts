/** A repository as it is now, found by its number: names and visibility change. */
import { z } from 'zod'
import { KnownError } from '../../errors.ts'
import type { GitHub } from '../../github/client.ts'
import { isRefusal } from '../../github/faults.ts'
import type { WorkContext } from './job.ts'
import type { Place } from './jobs.ts'

export interface Repository extends Place {
  owner: string
  ownerId: number
  name: string
  /** `owner/name`. */
  fullName: string
  /** The web address. */
  url: string
  isPrivate: boolean
  /** Whether a website is made from it. */
  hasPages: boolean
  isArchived: boolean
  defaultBranch: string
}

const schema = z.object({
  id: z.number(),
  name: z.string(),
  full_name: z.string(),
  html_url: z.string(),
  owner: z.object({ login: z.string(), id: z.number() }),
  private: z.boolean(),
  has_pages: z.boolean().default(false),
  archived: z.boolean().default(false),
  default_branch: z.string().default('main'),
})

/** Null where the App does not see it any more. */
export async function repositoryAt(context: WorkContext, { installation, repository }: Place): Promise<Repository | null> {
  return found(context, installation, [repository])
}

/** `owner/name` in what a ledger calls a repository: its address or its name; null for anything else. */
export function fullNameIn(text: string): string | null {
  return /^(?:https:\/\/[A-Za-z0-9.:-]+\/)?([A-Za-z0-9][A-Za-z0-9-]{0,38}\/[A-Za-z0-9._-]{1,100})$/.exec(text)?.[1] ?? null
}

/** By its name, for a showcase whose number is not known yet; null where the App is not installed there or there is no such repository. */
export async function repositoryNamed(context: WorkContext, fullName: string): Promise<Repository | null> {
  const [, name = ''] = fullName.split('/')
  const installed = await nothingAt404(context.api.app().get(`/repos/${fullName}/installation`, z.object({ id: z.number() })))
  return installed === null ? null : found(context, installed.id, { name })
}

async function found(
  context: WorkContext,
  installation: number,
  repositoryIds: readonly number[] | { name: string },
): Promise<Repository | null> {
  const github = await gone(context.api.read({ installation, repositoryIds, permissions: { metadata: 'read' } }))
  if (github === null) return null
  const { items } = await github.list('/installation/repositories', schema, 1, { key: 'repositories' })
  const [one] = items
  if (one === undefined) return null
  return {
    installation,
    repository: one.id,
    owner: one.owner.login,
    ownerId: one.owner.id,
    name: one.name,
    fullName: one.full_name,
    url: one.html_url,
    isPrivate: one.private,
    hasPages: one.has_pages,
    isArchived: one.archived,
    defaultBranch: one.default_branch,
  }
}

/** An installation or a repository that is gone gives no token. */
async function gone(client: Promise<GitHub>): Promise<GitHub | null> {
  return client.catch((error: unknown) => {
    const refusal = error instanceof KnownError && error.cause instanceof Error ? error.cause.cause : null
    if (isRefusal(refusal) && [403, 404, 422].includes(refusal.status)) return null
    throw error
  })
}

/** Null where GitHub answers that there is nothing. */
async function nothingAt404<T>(answer: Promise<T>): Promise<T | null> {
  return answer.catch((error: unknown) => {
    if (error instanceof KnownError && isRefusal(error.cause) && error.cause.status === 404) return null
    throw error
  })
}

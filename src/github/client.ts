/** GitHub's API for reading: every answer checked by a schema, transient faults tried again, faults in plain words. */
import { Octokit } from '@octokit/core'
import type { z } from 'zod'
import { KnownError } from '../errors.ts'
import { faultOf, isQueryFault, isTransient } from './faults.ts'
import { bytesWithin } from './within.ts'

export interface GitHub {
  /** How many requests were sent, repeats included. */
  readonly requests: number
  /** Whether a token goes with them. GraphQL needs one. */
  readonly authenticated: boolean
  /** One resource. Throws a KnownError for what a user can mend. */
  get<T>(path: string, schema: z.ZodType<T>, query?: Query): Promise<T>
  /** A list, page by page, at most `most` items; `cut` when there are more. `key` is where the list stands in an answer that counts it. */
  list<T>(path: string, item: Schema<T>, most: number, options?: { query?: Query; key?: string }): Promise<{ items: T[]; cut: boolean }>
  /** A resource as text: a file as it is, or a diff by its media type; null where there is none. A KnownError beyond 32 MiB. */
  text(path: string, options?: { query?: Query; accept?: string }): Promise<string | null>
  /** The bytes behind a path, redirects followed without the token. Null where there is nothing (any more); a KnownError beyond `most` bytes. */
  download(path: string, most: number): Promise<Uint8Array | null>
  /** A GraphQL query. Where GitHub refuses only fields named in `mayLack`, the answer goes without them. */
  query<T>(document: string, variables: Readonly<Record<string, unknown>>, schema: z.ZodType<T>, mayLack?: readonly string[]): Promise<T>
}

/** A schema, or what loads it once there is an answer to check. */
type Schema<T> = z.ZodType<T> | (() => Promise<z.ZodType<T>>)

type Query = Readonly<Record<string, string | number>>

export interface GitHubOptions {
  /** `https://api.github.com`, or `https://HOST/api/v3` of GitHub Enterprise Server. */
  baseUrl: string
  token: string | null
  userAgent: string
  /** Waits between tries; tests hand in one that does not. */
  wait?: (milliseconds: number) => Promise<void>
  /** Another way to send requests than Node's own. */
  fetch?: typeof fetch
}

/** Reads are tried so often before a fault is believed. */
const TRIES = 3
const PER_PAGE = 100
/** A server that does not answer in this time is a fault. */
const TIMEOUT = 20_000

/** No text of a repository that is read whole is longer: a file of a hundred megabytes is anybody's to push. */
const MOST_TEXT = 32 * 1024 * 1024

interface Answer {
  data: unknown
  link: string | undefined
  type: string
}

/** A client for one host. */
export function gitHub({ baseUrl, token, userAgent, wait = sleep, fetch }: GitHubOptions): GitHub {
  const octokit = new Octokit({
    baseUrl,
    userAgent,
    ...(token === null ? {} : { auth: token }),
    log: silent,
    request: fetch === undefined ? {} : { fetch },
  })
  const authenticated = token !== null
  let requests = 0

  const limits = () => ({ signal: AbortSignal.timeout(TIMEOUT) })

  async function once(path: string, query: Query, accept: string, more: object = {}): Promise<Answer> {
    const headers = { accept, 'x-github-api-version': '2022-11-28' }
    const answer = await octokit.request(`GET ${path}`, { ...query, headers, request: { ...limits(), ...more } })
    return { data: answer.data, link: answer.headers.link, type: answer.headers['content-type'] ?? '' }
  }

  /** `ask` reads the answer too: one cut short looks like a success until it is checked. */
  async function tried<T>(path: string, ask: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        requests++
        return await ask()
      } catch (error) {
        if (attempt < TRIES && isTransient(error)) await wait(250 * 2 ** attempt * (0.5 + Math.random()))
        else throw faultOf(error, { path, authenticated, baseUrl })
      }
    }
  }

  return {
    get requests() {
      return requests
    },
    authenticated,
    get: (path, schema, query = {}) => tried(path, async () => schema.parse((await once(path, query, JSON_TYPE)).data)),
    async list<T>(path: string, item: Schema<T>, most: number, { query = {}, key }: { query?: Query; key?: string } = {}) {
      const items: T[] = []
      for (let page = 1; ; page++) {
        const read = await tried(path, async () => {
          const { data, link } = await once(path, { ...query, per_page: PER_PAGE, page }, JSON_TYPE)
          const list: unknown = key === undefined ? data : (data as Record<string, unknown>)[key]
          const schema = typeof item === 'function' ? await item() : item
          return { page: schema.array().parse(list), more: link?.includes('rel="next"') === true }
        })
        items.push(...read.page)
        if (!read.more || items.length >= most) return { items: items.slice(0, most), cut: read.more || items.length > most }
      }
    },
    text: (path, { query = {}, accept = 'application/vnd.github.raw+json' } = {}) =>
      tried(path, async () => {
        const { data, type } = await once(path, query, accept, { parseSuccessResponseBody: false })
        const bytes = await bytesWithin(data, MOST_TEXT, path)
        // As a broken answer is: worth another try.
        if (type.startsWith('application/json')) throw new TypeError('no text came')
        return new TextDecoder().decode(bytes)
      }).catch(nothingAt(404)),
    download: (path, most) =>
      tried(path, async () => {
        const { data } = await once(path, {}, 'application/octet-stream', { parseSuccessResponseBody: false })
        return bytesWithin(data, most, path)
      }).catch(nothingAt(404, 410)),
    query: (document, variables, schema, mayLack = []) =>
      tried('/graphql', async () =>
        schema.parse(await octokit.graphql(document, { ...variables, request: limits() }).catch(without(mayLack))),
      ),
  }
}

/** What there is of an answer whose refused fields may all be missing. */
function without(fields: readonly string[]): (error: unknown) => unknown {
  return (error) => {
    const isBearable = isQueryFault(error) && error.errors.every(({ path }) => path?.some((step) => fields.includes(String(step))))
    if (isBearable && error.data != null) return error.data
    throw error
  }
}

/** Null instead of a refusal with one of these statuses. */
function nothingAt(...statuses: number[]): (error: unknown) => null {
  return (error) => {
    const cause = error instanceof KnownError ? error.cause : null
    if (cause instanceof Error && 'status' in cause && statuses.includes(Number(cause.status))) return null
    throw error
  }
}

const JSON_TYPE = 'application/vnd.github+json'
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

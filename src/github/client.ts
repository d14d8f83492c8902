/** GitHub's REST API for reading: every answer checked by a schema, transient faults tried again, faults in plain words. */
import { Octokit } from '@octokit/core'
import type { z } from 'zod'
import { KnownError } from '../errors.ts'
import { faultOf, isTransient } from './faults.ts'

export interface GitHub {
  /** How many requests were sent, repeats included. */
  readonly requests: number
  /** Whether a token goes with them. */
  readonly authenticated: boolean
  /** One resource. Throws a KnownError for what a user can mend. */
  get<T>(path: string, schema: z.ZodType<T>, query?: Query): Promise<T>
  /** A list, page by page, at most `most` items; `cut` when there are more. */
  list<T>(path: string, item: z.ZodType<T>, most: number): Promise<{ items: T[]; cut: boolean }>
  /** A resource as plain text (a README, a file); null where there is none. */
  text(path: string, query?: Query): Promise<string | null>
}

type Query = Readonly<Record<string, string | number>>

export interface GitHubOptions {
  /** `https://api.github.com`, or `https://HOST/api/v3` of GitHub Enterprise Server. */
  baseUrl: string
  token: string | null
  userAgent: string
  /** Waits between tries; tests hand in one that does not. */
  wait?: (milliseconds: number) => Promise<void>
}

/** Reads are tried so often before a fault is believed. */
const TRIES = 3
const PER_PAGE = 100
/** A server that does not answer in this time is a fault. */
const TIMEOUT = 20_000

interface Answer {
  data: unknown
  link: string | undefined
}

/** A client for one host. */
export function gitHub({ baseUrl, token, userAgent, wait = sleep }: GitHubOptions): GitHub {
  const octokit = new Octokit({ baseUrl, userAgent, ...(token === null ? {} : { auth: token }), log: silent })
  let requests = 0

  async function once(path: string, query: Query, accept: string): Promise<Answer> {
    requests++
    const answer = await octokit.request(`GET ${path}`, {
      ...query,
      headers: { accept, 'x-github-api-version': '2022-11-28' },
      request: { signal: AbortSignal.timeout(TIMEOUT) },
    })
    return { data: answer.data, link: answer.headers.link }
  }

  /** `read` may throw too: an answer cut short looks like a success until it is checked. */
  async function tried<T>(path: string, query: Query, accept: string, read: (answer: Answer) => T): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return read(await once(path, query, accept))
      } catch (error) {
        if (attempt < TRIES && isTransient(error)) await wait(250 * 2 ** attempt * (0.5 + Math.random()))
        else throw faultOf(error, { path, authenticated: token !== null, baseUrl })
      }
    }
  }

  return {
    get requests() {
      return requests
    },
    authenticated: token !== null,
    get: (path, schema, query = {}) => tried(path, query, JSON_TYPE, ({ data }) => schema.parse(data)),
    async list(path, item, most) {
      const items: z.infer<typeof item>[] = []
      for (let page = 1; ; page++) {
        const read = await tried(path, { per_page: PER_PAGE, page }, JSON_TYPE, ({ data, link }) => ({
          page: item.array().parse(data),
          more: link?.includes('rel="next"') === true,
        }))
        items.push(...read.page)
        if (!read.more || items.length >= most) return { items: items.slice(0, most), cut: read.more }
      }
    },
    text: (path, query = {}) =>
      tried(path, query, 'application/vnd.github.raw+json', ({ data }) => String(data)).catch((error: unknown) => {
        if (error instanceof KnownError && error.cause instanceof Error && 'status' in error.cause && error.cause.status === 404)
          return null
        throw error
      }),
  }
}

const JSON_TYPE = 'application/vnd.github+json'
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

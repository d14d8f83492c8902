/**
 * GitHub's API for the one repository that is written to. A read is tried again; a write is sent once, and who gets
 * `Unsure` looks at the world before going on: the write may have happened.
 */
import { Octokit } from '@octokit/core'
import type { z } from 'zod'
import { type GitHub, gitHub } from './client.ts'
import { isTransient } from './faults.ts'
import { refusalOf, Unsure } from './write-faults.ts'

/** A token that may write. It is no string, so it cannot be given to the client that reads sources, nor theirs to this. */
interface WritingToken {
  readonly writes: string
}

/** A write in words, and the permission it needs as GitHub's settings spell it: for the message when it is missing. */
export interface Write {
  what: string
  permission: string
  /** For a document of several mutations: the permission of each that needs another one, by the mutation's name. */
  permissions?: Readonly<Record<string, string>>
}

export interface GitHubWriter {
  /** Requests sent so far, and how many of them could change something. */
  readonly requests: number
  readonly writes: number
  get: GitHub['get']
  query: GitHub['query']
  /** A GraphQL mutation, sent once. Throws `Unsure`, `Refused` or a KnownError. */
  mutate<T>(write: Write, document: string, variables: Variables, schema: z.ZodType<T>): Promise<T>
  /** A REST request that changes something, sent once. Throws `Unsure`, `Refused` or a KnownError. */
  send<T>(write: Write, route: `${'POST' | 'PATCH' | 'PUT' | 'DELETE'} /${string}`, body: Variables, schema: z.ZodType<T>): Promise<T>
}

type Variables = Readonly<Record<string, unknown>>

export interface WriterOptions {
  /** `https://api.github.com`, or `https://HOST/api/v3` of GitHub Enterprise Server. */
  baseUrl: string
  token: WritingToken
  userAgent: string
  /** Waits between tries of a read; tests hand in one that does not. */
  wait: (milliseconds: number) => Promise<void>
  /** Another way to send requests than Node's own. */
  fetch?: typeof fetch
}

const TIMEOUT = 20_000

/** A writing client for one host. */
export function gitHubWriter({ baseUrl, token, userAgent, wait, fetch }: WriterOptions): GitHubWriter {
  const octokit = new Octokit({ baseUrl, userAgent, auth: token.writes, log: silent, request: fetch === undefined ? {} : { fetch } })
  const reader = gitHub({ baseUrl, token: token.writes, userAgent, wait, ...(fetch && { fetch }) })
  let writes = 0

  function graphql(document: string, variables: Variables): Promise<unknown> {
    return octokit.graphql(document, { ...variables, request: { signal: AbortSignal.timeout(TIMEOUT) } })
  }

  async function once<T>(write: Write, run: () => Promise<unknown>, schema: z.ZodType<T>): Promise<T> {
    writes++
    try {
      return schema.parse(await run())
    } catch (error) {
      throw isTransient(error) ? new Unsure(`GitHub did not say whether it could ${write.what}`, error) : refusalOf(error, write, baseUrl)
    }
  }

  return {
    get requests() {
      return reader.requests + writes
    },
    get writes() {
      return writes
    },
    get: reader.get,
    query: reader.query,
    mutate: (write, document, variables, schema) => once(write, () => graphql(document, variables), schema),
    send: (write, route, body, schema) =>
      once(
        write,
        async () => (await octokit.request(route, { ...body, headers, request: { signal: AbortSignal.timeout(TIMEOUT) } })).data,
        schema,
      ),
  }
}

const headers = { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' }
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

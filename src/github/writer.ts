/**
 * GitHub's API for the one repository that is written to. A read is tried again; a write is sent once, and who gets
 * `Unsure` looks at the world before going on: the write may have happened.
 */
import { Octokit } from '@octokit/core'
import type { z } from 'zod'
import { KnownError } from '../errors.ts'
import { type GitHub, gitHub } from './client.ts'
import { faultOf, isTransient } from './faults.ts'
import { refusalOf, Unsure } from './write-faults.ts'

/** A token that may write. It is no string, so it cannot be given to the client that reads sources, nor theirs to this. */
interface WritingToken {
  readonly writes: string
}

/** A write in words, and the permission it needs as GitHub's settings spell it: for the message when it is missing. */
export interface Write {
  what: string
  permission: string
}

export interface GitHubWriter {
  /** Requests sent so far, and how many of them could change something. */
  readonly requests: number
  readonly writes: number
  get: GitHub['get']
  /** A GraphQL query. */
  query<T>(document: string, variables: Variables, schema: z.ZodType<T>): Promise<T>
  /** A GraphQL mutation, sent once. Throws `Unsure`, `Refused` or a KnownError. */
  mutate<T>(write: Write, document: string, variables: Variables, schema: z.ZodType<T>): Promise<T>
  /** A REST request that changes something, sent once. Throws `Unsure`, `Refused` or a KnownError. */
  send<T>(write: Write, route: `${'POST' | 'PATCH'} /${string}`, body: Variables, schema: z.ZodType<T>): Promise<T>
}

type Variables = Readonly<Record<string, unknown>>

export interface WriterOptions {
  /** `https://api.github.com`, or `https://HOST/api/v3` of GitHub Enterprise Server. */
  baseUrl: string
  token: WritingToken
  userAgent: string
  /** Waits between tries of a read; tests hand in one that does not. */
  wait: (milliseconds: number) => Promise<void>
}

const TRIES = 3
const TIMEOUT = 20_000

/** A writing client for one host. */
export function gitHubWriter({ baseUrl, token, userAgent, wait }: WriterOptions): GitHubWriter {
  const octokit = new Octokit({ baseUrl, userAgent, auth: token.writes, log: silent })
  const reader = gitHub({ baseUrl, token: token.writes, userAgent, wait })
  let [queries, writes] = [0, 0]

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
      return reader.requests + queries + writes
    },
    get writes() {
      return writes
    },
    get: reader.get,
    async query(document, variables, schema) {
      for (let attempt = 1; ; attempt++) {
        queries++
        try {
          return schema.parse(await graphql(document, variables))
        } catch (error) {
          if (attempt < TRIES && isTransient(error)) await wait(250 * 2 ** attempt * (0.5 + Math.random()))
          else if (isTransient(error)) throw faultOf(error, { path: '/graphql', authenticated: true, baseUrl })
          else throw knownOf(refusalOf(error, { what: 'read the showcase', permission: 'Contents: read' }, baseUrl))
        }
      }
    },
    mutate: (write, document, variables, schema) => once(write, () => graphql(document, variables), schema),
    send: (write, route, body, schema) =>
      once(
        write,
        async () => (await octokit.request(route, { ...body, headers, request: { signal: AbortSignal.timeout(TIMEOUT) } })).data,
        schema,
      ),
  }
}

/** A refused read is nothing to try again. */
function knownOf(error: unknown): unknown {
  return error instanceof Error && error.name === 'Refused' ? new KnownError(error.message, { cause: error }) : error
}

const headers = { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' }
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

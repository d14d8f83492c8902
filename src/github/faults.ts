/** What GitHub refuses, in plain words with the mend; what is worth another try. */
import type { z } from 'zod'
import { KnownError } from '../errors.ts'

interface Refusal extends Error {
  status: number
  response?: { headers?: Record<string, string | number | undefined>; data?: unknown }
}

/** Whether an error is an answer of GitHub's with a status. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'status' in error && typeof error.status === 'number'
}

/** GraphQL answers its refusals with status 200 and a list of errors. */
interface QueryFault extends Error {
  errors: readonly { type?: string; message: string; path?: readonly (string | number)[] }[]
  data?: unknown
  headers?: Record<string, string | number | undefined>
}

/** Whether an error is a refusal of a GraphQL query. */
export function isQueryFault(error: unknown): error is QueryFault {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors) && !('status' in error)
}

/** What GitHub says, with status 200 and without a type, when a query took it too long. */
function isOutOfBreath({ errors }: QueryFault): boolean {
  return errors.some(({ type, message }) => type === undefined && /^(?:something went wrong|timeout)/i.test(message))
}

/** Whether a query was too much for GitHub, or for an older Enterprise Server that lacks a field, so that REST may still answer. */
export function isOverwhelmed(error: unknown): boolean {
  if (isQueryFault(error)) {
    const lacks = ({ type, message }: { type?: string; message: string }) => type === undefined && /doesn't exist on type/.test(message)
    return isOutOfBreath(error) || error.errors.some((one) => one.type === 'RESOURCE_LIMITS_EXCEEDED' || lacks(one))
  }
  return isRefusal(error) && error.response !== undefined && error.status >= 500
}

/** Whether GitHub says that something is not there, in either API. */
export function isMissing(error: unknown): boolean {
  return isQueryFault(error) ? error.errors.some(({ type }) => type === 'NOT_FOUND') : isRefusal(error) && error.status === 404
}

/** Known by its name: the Action's first request goes out before zod is loaded. */
function isSchemaFault(error: unknown): error is z.ZodError {
  return error instanceof Error && error.name === 'ZodError'
}

/** A server's fault, a broken connection, or an answer that is not what it should be (cut short, from a proxy). */
export function isTransient(error: unknown): boolean {
  if (isSchemaFault(error)) return true
  if (isQueryFault(error)) return isOutOfBreath(error)
  if (!isRefusal(error))
    return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError' || error instanceof TypeError)
  // octokit gives broken connections and cut bodies the status 500.
  return error.status >= 500
}

/** When requests are answered again, in milliseconds since 1970: after a wait, or when the hour begins anew. Null where GitHub does not say. */
function limitEnds(error: Refusal, now: number): number | null {
  const headers = error.response?.headers ?? {}
  const [wait, reset] = [Number(headers['retry-after'] ?? Number.NaN), Number(headers['x-ratelimit-reset'] ?? Number.NaN)]
  if (Number.isFinite(wait)) return now + wait * 1000
  return Number.isFinite(reset) ? reset * 1000 : null
}

/** As a person's clock would say it in UTC. */
function clockTime(until: number | null): string {
  return until === null ? '' : ` until ${new Date(until).toISOString().slice(11, 16)} UTC`
}

/** Whether GitHub refuses because of a limit of requests, the hour's or the secondary one. */
export function isRateLimit(error: Refusal): boolean {
  const headers = error.response?.headers ?? {}
  if (error.status !== 403 && error.status !== 429) return false
  return String(headers['x-ratelimit-remaining']) === '0' || headers['retry-after'] !== undefined || /rate limit/i.test(error.message)
}

const TOKEN_HINT = 'Set GH_TOKEN to a token that may read it, or run "gh auth login".'

function refusalWords(
  error: Refusal,
  { path, authenticated, baseUrl }: Asked,
): { message: string; exitCode: 2 | 3; until?: number | null } {
  if (isRateLimit(error)) {
    const until = limitEnds(error, Date.now())
    const mend = authenticated
      ? 'Wait, or use another token.'
      : `GitHub allows 60 anonymous requests an hour. ${TOKEN_HINT.replace('that may read it', 'of yours')}`
    return { message: `GitHub's rate limit is used up${clockTime(until)}. ${mend}`, exitCode: 3, until }
  }
  if (error.status === 401)
    return { message: 'GitHub does not accept the token. Replace it, or unset GH_TOKEN and GITHUB_TOKEN to read as anybody.', exitCode: 2 }
  if (error.status === 404) {
    const seen = authenticated ? 'or this token may not see it' : `or only a token may see it. ${TOKEN_HINT}`
    return { message: `GitHub knows no ${path} at ${new URL(baseUrl).host}, ${seen.endsWith('.') ? seen : `${seen}.`}`, exitCode: 2 }
  }
  if (error.status === 403) return { message: `GitHub refuses to show ${path}: ${error.message}. ${TOKEN_HINT}`, exitCode: 2 }
  if (error.status < 500) return { message: `GitHub refuses ${path} with status ${error.status}: ${error.message}`, exitCode: 3 }
  return { message: `GitHub answered ${path} with status ${error.status}, three times. Try again later.`, exitCode: 3 }
}

/** The same words for what GraphQL refuses. */
function queryFault(error: QueryFault, asked: Asked): KnownError {
  const [fault] = error.errors
  if (fault?.type === 'NOT_FOUND')
    return new KnownError(`GitHub answers: ${fault.message} Or this token may not see it. ${TOKEN_HINT}`, { cause: error })
  const status = { FORBIDDEN: 403, RATE_LIMITED: 429 }[fault?.type ?? ''] ?? 422
  const headers = { ...(status === 429 && { 'x-ratelimit-remaining': '0' }), ...error.headers }
  const refusal = Object.assign(new Error(fault?.message ?? error.message), { status, response: { headers } })
  const { message, ...options } = refusalWords(refusal, asked)
  return new KnownError(message, { ...options, cause: error })
}

interface Asked {
  path: string
  authenticated: boolean
  baseUrl: string
}

/** A KnownError that says what was refused and how to mend it; anything that is no fault of GitHub's passes through. */
export function faultOf(error: unknown, asked: Asked): unknown {
  if (isSchemaFault(error)) {
    const [issue] = error.issues
    const where = issue === undefined ? '' : ` (${issue.path.join('.')}: ${issue.message})`
    return new KnownError(`GitHub's answer to ${asked.path} is not what it should be${where}, three times. Try again later.`, {
      exitCode: 3,
      cause: error,
    })
  }
  if (isQueryFault(error)) return queryFault(error, asked)
  // Without an answer the status is octokit's own.
  if (isRefusal(error) && error.response !== undefined) {
    const { message, ...options } = refusalWords(error, asked)
    return new KnownError(message, { ...options, cause: error })
  }
  if (isRefusal(error) || isTransient(error)) {
    const host = new URL(asked.baseUrl).host
    return new KnownError(`${host} cannot be reached. Check the network and try again.`, { exitCode: 3, cause: error })
  }
  return error
}

/** What a handler gets and what it gives back. */
import type { Actor } from '../access/actor.ts'
import type { Repository } from '../nouns/repository.ts'
import type { World } from '../world.ts'

export interface Request {
  world: World
  actor: Actor
  method: string
  path: string
  query: URLSearchParams
  /** Values of the path's `{names}`, decoded. */
  params: Readonly<Record<string, string>>
  headers: Readonly<Record<string, string | undefined>>
  accept: string
  /** As sent, for the one route that gives a token back. */
  authorization: string | undefined
  body: unknown
  bytes: Buffer
}

/** A request below `/repos/{owner}/{repo}`, whose actor may see the repository. */
export interface RepositoryRequest extends Request {
  repository: Repository
}

export type Answer =
  | { status?: number; json: unknown; headers?: Record<string, string> }
  /** A list that is cut into pages, with its Link header; `key` names it inside an object with `total_count`. */
  | { list: unknown[]; key?: string; cap?: number }
  | { status?: number; bytes: Buffer; type: string; headers?: Record<string, string> }
  | { redirect: string; status?: number }
  | { status: 204 | 202 | 304 }

/** A refusal as GitHub words it. */
export class Refusal extends Error {
  readonly status: number
  readonly errors: readonly unknown[] | undefined
  readonly headers: Readonly<Record<string, string>>
  constructor(status: number, message: string, errors?: readonly unknown[], headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.status = status
    this.errors = errors
    this.headers = headers
  }
}

export function notFound(): Refusal {
  return new Refusal(404, 'Not Found')
}

/** 422 with one error in GitHub's form. */
export function invalid(resource: string, fault: { field?: string; code: string; message?: string }): Refusal {
  return new Refusal(422, 'Validation Failed', [{ resource, ...fault }])
}

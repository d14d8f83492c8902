/** Asks the fake as a client would, without one: what comes over the wire is what the fake's own tests look at. */
import type { FakeGitHub } from './github.ts'

interface Question {
  token?: string
  body?: unknown
  accept?: string
  headers?: Record<string, string>
}

interface Told {
  status: number
  headers: Headers
  /** Parsed; null where the answer is no JSON. */
  json: unknown
  text: string
}

/** `ask(github, 'GET /repos/example/ringcache')` */
export async function ask(github: FakeGitHub, line: string, question: Question = {}): Promise<Told> {
  const [method = 'GET', path = '/'] = line.split(' ')
  const { token, body, accept, headers } = question
  const response = await fetch(path.startsWith('http') ? path : `${github.url}${path}`, {
    method,
    redirect: 'manual',
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...(accept && { accept }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false
  return { status: response.status, headers: response.headers, json: isJson && text !== '' ? (JSON.parse(text) as unknown) : null, text }
}

/** A query; answers the whole JSON, errors and all. */
export async function query(github: FakeGitHub, token: string, text: string, variables: Record<string, unknown> = {}): Promise<unknown> {
  const path = github.url.endsWith('/api/v3') ? `${github.host}/api/graphql` : '/graphql'
  return (await ask(github, `POST ${path}`, { token, body: { query: text, variables } })).json
}

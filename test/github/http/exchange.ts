/** Enters a request into the history, before anything is done about it. */
import type { IncomingMessage } from 'node:http'
import type { World } from '../world.ts'
import type { Exchange } from './history.ts'

export function enter(world: World, incoming: IncomingMessage, url: URL, kind: Exchange['kind'], path: string, bytes: Buffer): Exchange {
  const { authorization: _, ...headers } = incoming.headers
  const method = incoming.method ?? 'GET'
  const operation = kind === 'graphql' ? graphqlOperation(bytes) : kind
  const exchange: Exchange = {
    index: world.history.length,
    kind,
    method,
    path,
    query: url.search,
    operation,
    write: kind === 'graphql' ? operation !== 'query' : !['GET', 'HEAD'].includes(method),
    actor: 'anonymous',
    installation: null,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    body: parsed(bytes),
    text: bytes.toString(),
    status: 0,
    answer: null,
  }
  world.history.push(exchange)
  return exchange
}

/** `query`, or the name of the first mutation. */
function graphqlOperation(bytes: Buffer): string {
  const { query = '' } = (parsed(bytes) ?? {}) as { query?: string }
  return /^\s*mutation\b[^{]*\{\s*(?:\w+\s*:\s*)?(\w+)/.exec(query)?.[1] ?? 'query'
}

/** JSON, or undefined where it is none. */
export function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString()) as unknown
  } catch {
    return undefined
  }
}

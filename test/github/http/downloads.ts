/**
 * The blob store behind artifacts and release files: addresses that know their own permission, good for one minute,
 * on another origin than the API, so that a client does not carry its token there.
 */
import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { Download, Downloads } from '../world.ts'
import { enter } from './exchange.ts'
import { takeFault } from './faults.ts'
import type { Services } from './respond.ts'
import { strikeAfter, strikeBefore } from './strike.ts'

const minute = 60_000

/** `origin` is asked for when it is needed: the port is known only once the server listens. */
export function downloads(clock: () => number, origin: () => string): Downloads {
  const offered = new Map<string, { download: Download; ends: number }>()
  return {
    offer(download) {
      const path = `/blob/${createHash('sha256').update(`download ${offered.size}`).digest('hex').slice(0, 32)}`
      offered.set(path, { download, ends: clock() + minute })
      return `${origin()}${path}`
    },
    take(path) {
      const found = offered.get(path)
      if (!found) return null
      return found.ends > clock() ? found.download : 'expired'
    },
  }
}

export function downloadServer({ world }: Pick<Services, 'world'>): Server {
  return createServer(async (incoming, response) => {
    const url = new URL(incoming.url ?? '/', 'http://127.0.0.1')
    const exchange = enter(world, incoming, url, 'download', url.pathname, Buffer.alloc(0))
    const fault = takeFault(world.faults, exchange)
    const instead = fault && (await strikeBefore(fault, response))
    if (instead === 'silence') return
    const reply = instead ?? download(world.downloads.take(url.pathname), incoming.headers.authorization)
    exchange.status = reply.status
    const sent = fault ? strikeAfter(fault, reply, response) : reply
    if (sent !== 'silence') response.writeHead(sent.status, sent.headers).end(sent.bytes)
  })
}

function download(
  found: Download | 'expired' | null,
  authorization: string | undefined,
): { status: number; headers: Record<string, string>; bytes: Buffer } {
  const failure = (status: number, text: string) => ({ status, headers: { 'content-type': 'application/xml' }, bytes: Buffer.from(text) })
  if (!found) return failure(404, '<Error><Code>BlobNotFound</Code></Error>')
  // The store takes its own signature or a token of its own, never GitHub's.
  if (authorization !== undefined) return failure(401, '<Error><Code>InvalidAuthenticationInfo</Code></Error>')
  if (found === 'expired') return failure(403, '<Error><Code>AuthenticationFailed</Code></Error>')
  return { status: 200, headers: { 'content-type': found.type, 'content-length': String(found.bytes.length) }, bytes: found.bytes }
}

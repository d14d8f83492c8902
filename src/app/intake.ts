/**
 * Where webhooks come in: size, signature, shape, durable row, 202. In this order, and nothing happens before the
 * signature is checked (I12). GitHub waits ten seconds and never asks again, so nothing here waits for work.
 */
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type DeliveryBody, deliveryBody } from '../jobs/app/delivery-body.ts'
import type { Delivery } from '../queue/job.ts'
import { fits, isTakenIn } from './event-shapes.ts'
import { readBody } from './read-body.ts'
import { isSigned } from './signature.ts'

/** What became of a request; the words of `casewright_deliveries_total`. */
type Taken = 'new' | 'duplicate' | 'ignored' | 'too-large' | 'busy' | 'unsigned' | 'malformed' | 'renamed' | 'failed'

export interface Intake {
  /** The webhook's secret, and the one before while it is being replaced. */
  secrets: readonly string[]
  /** Keeps a delivery; what it gives to do is decided and kept with it. */
  keep(delivery: Delivery): Promise<'new' | 'duplicate'>
  /** Hears of each request, and how long it took. */
  onTaken(taken: Taken, about: { event: string | null; id: string | null; milliseconds: number; error?: unknown }): void
}

const STATUS: Readonly<Record<Taken, number>> = {
  new: 202,
  duplicate: 202,
  ignored: 202,
  'too-large': 413,
  busy: 503,
  unsigned: 401,
  malformed: 400,
  renamed: 400,
  failed: 503,
}

/** Answers one request; never throws. */
export async function takeIn(request: IncomingMessage, response: ServerResponse, intake: Intake): Promise<void> {
  const began = performance.now()
  const headers = { event: headerOf(request, 'x-github-event', /^[a-z_0-9]{1,60}$/), id: headerOf(request, 'x-github-delivery', GUID) }
  let error: unknown
  const taken = await judge(request, headers, intake).catch((cause: unknown): Taken => {
    error = cause
    return 'failed'
  })
  intake.onTaken(taken, {
    ...(taken === 'unsigned' || taken === 'too-large' || taken === 'busy' ? { event: null, id: null } : headers),
    milliseconds: performance.now() - began,
    ...(error !== undefined && { error }),
  })
  response.writeHead(STATUS[taken], {
    'content-type': 'application/json',
    // The rest of a body that was refused unread is not waited for.
    ...(STATUS[taken] === 413 || taken === 'busy' ? { connection: 'close' } : {}),
  })
  response.end(`${JSON.stringify({ delivery: taken })}\n`)
}

async function judge(request: IncomingMessage, { event, id }: { event: string | null; id: string | null }, intake: Intake): Promise<Taken> {
  const body = await readBody(request)
  if (!body.read) return { 400: 'malformed', 413: 'too-large', 503: 'busy' }[body.status] as Taken
  const signature = request.headers['x-hub-signature-256']
  if (typeof signature !== 'string' || !isSigned(body.chunks, signature, intake.secrets)) return 'unsigned'
  if (event === null || id === null) return 'malformed'
  const bytes = Buffer.concat(body.chunks)
  const payload = objectIn(bytes)
  if (payload === null) return 'malformed'
  if (!isTakenIn(event)) return 'ignored'
  if (!fits(event, payload)) return 'renamed'
  const kept = deliveryBody(payload)
  if (kept === null) return 'malformed'
  return intake.keep(deliveryOf(id, event, kept, bytes))
}

function deliveryOf(id: string, event: string, body: DeliveryBody, bytes: Buffer): Delivery {
  return {
    id,
    event,
    action: body.action ?? null,
    installation: body.installation?.id ?? null,
    repositoryId: body.repository?.id ?? null,
    body,
    key: createHash('sha256').update(bytes).digest('hex'),
  }
}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

function headerOf(request: IncomingMessage, name: string, form: RegExp): string | null {
  const value = request.headers[name]
  return typeof value === 'string' && form.test(value) ? value : null
}

/** A JSON object, or null. */
function objectIn(bytes: Buffer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}

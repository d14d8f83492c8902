/** What a fault does to a request and to its answer. */
import type { ServerResponse } from 'node:http'
import type { Fault } from './faults.ts'
import { json, type Reply } from './reply.ts'

/** Before the request is carried out: an answer in its place, `'silence'` when there is none, or null to go on. */
export async function strikeBefore(fault: Fault, response: ServerResponse): Promise<Reply | 'silence' | null> {
  if (fault.kind === 'call' || fault.kind === 'reset') await fault.call?.()
  if (fault.milliseconds !== undefined) await new Promise((done) => setTimeout(done, fault.milliseconds))
  if (fault.kind === 'reset') response.destroy()
  if (fault.kind === 'reset' || fault.kind === 'timeout') return 'silence'
  if (fault.kind === 'lag') return failure(404, 'Not Found', fault)
  return fault.kind === 'status' ? failure(fault.status ?? 500, fault.message ?? 'A fault on purpose', fault) : null
}

/** After it was carried out: the answer as it arrives, or `'silence'`. */
export function strikeAfter(fault: Fault, reply: Reply, response: ServerResponse): Reply | 'silence' {
  if (fault.kind === 'reset-after') {
    fault.call?.()
    response.destroy()
    return 'silence'
  }
  const wrong = reply.bytes.toString('latin1').startsWith('[') ? '{}' : '[]'
  if (fault.kind === 'status-after') return failure(fault.status ?? 500, fault.message ?? 'A fault on purpose', fault)
  if (fault.kind === 'truncated') return { ...reply, bytes: reply.bytes.subarray(0, Math.floor(reply.bytes.length / 2)) }
  return fault.kind === 'wrong-json' ? { ...reply, bytes: Buffer.from(wrong) } : reply
}

function failure(status: number, message: string, fault: Fault): Reply {
  const retry = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }
  if (fault.json !== undefined) return json(status, fault.json, fault.headers)
  return json(
    status,
    { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
    { ...retry, ...fault.headers },
  )
}

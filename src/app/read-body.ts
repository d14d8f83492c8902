/** Reads a request's body under two caps: its own, and one over all that are being read, because nobody has signed yet. */
import type { IncomingMessage } from 'node:http'

/** GitHub sends no more. */
const LARGEST = 25 * 1024 * 1024
/** So much of unverified bodies is held in memory at most. */
const TOGETHER = 128 * 1024 * 1024

export type Body = { read: true; chunks: Uint8Array[] } | { read: false; status: 400 | 413 | 503 }

/** Held by all requests under way. */
let held = 0

/** Refuses by the announced size before anything is read, and by the real size while reading. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const announced = Number(request.headers['content-length'] ?? 0)
  if (!(announced <= LARGEST)) return { read: false, status: 413 }
  if (held + announced > TOGETHER) return { read: false, status: 503 }
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of request) {
      const { length } = chunk as Uint8Array
      size += length
      held += length
      if (size > LARGEST) return { read: false, status: 413 }
      if (held > TOGETHER) return { read: false, status: 503 }
      chunks.push(chunk as Uint8Array)
    }
    return { read: true, chunks }
  } catch {
    return { read: false, status: 400 }
  } finally {
    held -= size
  }
}

/** The body of an answer, as long as it is not too long. */
import { KnownError } from '../errors.ts'

/** Reads a stream of bytes up to `most`; a KnownError beyond, without reading on. */
export async function bytesWithin(body: unknown, most: number, path: string): Promise<Uint8Array> {
  if (!(body instanceof ReadableStream)) throw new Error(`no stream of bytes at ${path}`)
  const parts: Uint8Array[] = []
  let length = 0
  // Leaving the loop early cancels the stream.
  for await (const part of body as ReadableStream<Uint8Array>) {
    length += part.length
    if (length > most) throw new KnownError(`${path} holds more than ${most} bytes, so it is not read.`, { exitCode: 3 })
    parts.push(part)
  }
  return Buffer.concat(parts)
}

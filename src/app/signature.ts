/** Whether GitHub signed a body: HMAC-SHA256 under the webhook's secret, compared in constant time. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** `signature` is the header X-Hub-Signature-256. Several secrets hold while one is being replaced. */
export function isSigned(chunks: readonly Uint8Array[], signature: string, secrets: readonly string[]): boolean {
  const given = Buffer.from(signature)
  let signed = false
  for (const secret of secrets) {
    const hmac = createHmac('sha256', secret)
    for (const chunk of chunks) hmac.update(chunk)
    const expected = Buffer.from(`sha256=${hmac.digest('hex')}`)
    // Every secret is tried, whichever fits: the time says nothing.
    if (given.length === expected.length && timingSafeEqual(given, expected)) signed = true
  }
  return signed
}

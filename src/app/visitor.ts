/** Who may see the operators' pages: whoever has the token; where none is set, this machine itself. */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** `closed` means that no token is set, so nobody but this machine can be let in. */
export type Visitor = 'welcome' | 'unknown' | 'closed'

/** Bearer for programs, Basic (any name, the token as the password) for browsers. */
export function visitorOf(request: IncomingMessage, statusToken: string | null): Visitor {
  // A proxy on this machine may hand on neither name nor sender, and look like the machine itself: where there is a token, all need it.
  if (statusToken === null) return isLocal(request) ? 'welcome' : 'closed'
  const [scheme = '', given = ''] = (request.headers.authorization ?? '').split(' ')
  if (/^bearer$/i.test(scheme)) return same(given, statusToken) ? 'welcome' : 'unknown'
  if (!/^basic$/i.test(scheme)) return 'unknown'
  const [, password = ''] = /^[^:]*:(.*)$/s.exec(Buffer.from(given, 'base64').toString('utf8')) ?? []
  return same(password, statusToken) ? 'welcome' : 'unknown'
}

/** From this machine, asked for under a name of this machine, and not passed on by a proxy on it. */
function isLocal({ socket, headers, httpVersion }: IncomingMessage): boolean {
  const from = socket.remoteAddress ?? ''
  const host = (headers.host ?? '').replace(/:\d+$/, '')
  const passedOn = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via'].some(
    (name) => name in headers,
  )
  // What nginx speaks behind itself unless told; nobody's browser does.
  if (httpVersion === '1.0') return false
  return ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(from) && ['127.0.0.1', 'localhost', '[::1]'].includes(host) && !passedOn
}

/** Equal, in a time that tells nothing of either. */
function same(one: string, other: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(one), hash(other))
}

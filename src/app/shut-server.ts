/** Closes a server without cutting anybody off in the middle of a request. */
import type { Server } from 'node:http'

/** Kept-alive connections are closed as they fall idle; what is still open after this is cut. */
const LONGEST = 8_000

export async function shutServer(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve))
  const idle = setInterval(() => server.closeIdleConnections(), 100)
  const cut = setTimeout(() => server.closeAllConnections(), LONGEST)
  await closed
  clearInterval(idle)
  clearTimeout(cut)
}

/** Sends signed deliveries over a fixed number of connections, as fast as they are answered: the load is bounded by them. */
import { createHmac, randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import examples from '@octokit/webhooks-examples' with { type: 'json' }

/** Each connection has one request under way; GitHub sends no more than this to one App at a time either. */
const CONNECTIONS = 32

export interface Load {
  perSecond: number
  p50: number
  p99: number
  /** Answers that were no success. */
  refused: number
}

/** Merged pull requests of a hundred repositories with whole bodies, each another one. */
export function deliveries(count: number, secret: string): { body: Buffer; signature: string }[] {
  const all = examples as unknown as { name: string; examples: { action?: string; pull_request?: object; repository?: object }[] }[]
  const closed = all.find(({ name }) => name === 'pull_request')?.examples.find(({ action }) => action === 'closed')
  return Array.from({ length: count }, (_, i) => {
    const number = Math.floor(Math.random() * 2 ** 40)
    const payload = {
      ...closed,
      number,
      pull_request: { ...closed?.pull_request, number, merged: true },
      repository: { ...closed?.repository, id: 1 + (i % 100) },
      installation: { id: 1, node_id: 'x' },
    }
    const body = Buffer.from(JSON.stringify(payload))
    return { body, signature: `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` }
  })
}

/** Sends them all. */
export async function load(url: string, all: readonly { body: Buffer; signature: string }[]): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  const times: number[] = []
  let [next, refused] = [0, 0]
  const began = performance.now()
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      for (let one = all[next++]; one !== undefined; one = all[next++]) {
        const started = performance.now()
        const status = await post(agent, url, one)
        times.push(performance.now() - started)
        if (status < 200 || status > 299) refused++
      }
    }),
  )
  const seconds = (performance.now() - began) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  return { perSecond: all.length / seconds, p50: at(0.5), p99: at(0.99), refused }
}

function post(agent: Agent, url: string, { body, signature }: { body: Buffer; signature: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': body.length,
      'x-github-event': 'pull_request',
      'x-github-delivery': randomUUID(),
      'x-hub-signature-256': signature,
      'user-agent': 'GitHub-Hookshot/bench',
    }
    const sent = request(`${url}/api/github/webhooks`, { agent, method: 'POST', headers }, (answer) => {
      answer.resume()
      answer.once('end', () => resolve(answer.statusCode ?? 0))
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

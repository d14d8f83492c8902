/**
 * Tells the apps what happened. GitHub sends a webhook once, waits ten seconds and never repeats it by itself; every
 * attempt is kept and can be asked for again.
 */
import { createHash, createHmac } from 'node:crypto'
import type { Account } from '../nouns/account.ts'
import type { App, Delivery, Installation } from '../nouns/app.ts'
import type { Repository } from '../nouns/repository.ts'
import type { Comment, Issue, Pull } from '../nouns/thread.ts'
import { installationJson } from '../views/app.ts'
import { commentJson, issueJson } from '../views/issue.ts'
import { pullJson } from '../views/pull.ts'
import { minimalRepository } from '../views/repository.ts'
import { simpleUser } from '../views/user.ts'
import type { World } from '../world.ts'

export interface Happening {
  event: string
  action?: string
  repository: Repository
  sender: Account
  /** The rest of the payload, made only when somebody listens. */
  payload?: () => Record<string, unknown>
}

/** Sends what happened to every installed app that listens to such events in this repository. */
export function tell(world: World, { event, action, repository, sender, payload }: Happening): void {
  for (const installation of world.installations) {
    if (!listens(installation, event, repository)) continue
    const body = {
      ...(action && { action }),
      ...payload?.(),
      repository: minimalRepository(world, repository),
      sender: simpleUser(world, sender),
      installation: { id: installation.id, node_id: `MDI_${installation.id}` },
    }
    send(world, installation.app, { event, payload: body, installation: installation.id, repository: repository.id })
  }
}

function listens({ app, account, repositories, suspendedAt }: Installation, event: string, repository: Repository): boolean {
  if (!app.hook || suspendedAt || !app.events.includes(event)) return false
  return repositories ? repositories.includes(repository) : account === repository.owner
}

export function tellPull(world: World, pull: Pull, action: string, sender: Account, extra: Record<string, unknown> = {}): void {
  const payload = () => ({ number: pull.number, pull_request: JSON.parse(JSON.stringify(pullJson(world, pull))) as unknown, ...extra })
  tell(world, { event: 'pull_request', action, repository: pull.repository, sender, payload })
}

export function tellComment(world: World, issue: Issue, comment: Comment, action: string): void {
  const payload = () => ({ issue: issueJson(world, issue), comment: commentJson(world, issue, comment) })
  tell(world, { event: 'issue_comment', action, repository: issue.repository, sender: comment.author, payload })
}

/** Every app hears of its own installations, whatever else it listens to. */
export function tellInstalled(world: World, installation: Installation): void {
  const { app, account } = installation
  if (!app.hook) return
  const repositories = installation.repositories ?? [...world.repositories.values()].filter(({ owner }) => owner === account)
  const payload = {
    action: 'created',
    installation: installationJson(world, installation),
    repositories: repositories.map((one) => {
      const { id, node_id, name, full_name, private: isPrivate } = minimalRepository(world, one)
      return { id, node_id, name, full_name, private: isPrivate }
    }),
    requester: null,
    sender: simpleUser(world, account),
  }
  send(world, app, { event: 'installation', payload, installation: installation.id, repository: null })
}

interface Sending {
  event: string
  payload: Record<string, unknown>
  installation: number | null
  repository: number | null
  /** The first attempt, when this is another one. */
  again?: Delivery
}

/** Makes one attempt; `world.sending` holds it until it is over. */
export function send(world: World, app: App, { event, payload, installation, repository, again }: Sending): Delivery {
  const id = world.nextId()
  const delivery: Delivery = {
    id,
    app,
    guid: again?.guid ?? uuid(id),
    event,
    action: typeof payload.action === 'string' ? payload.action : null,
    installation,
    repository,
    redelivery: again !== undefined,
    deliveredAt: world.now(),
    durationSeconds: 0,
    statusCode: 0,
    status: 'pending',
    payload,
    request: { headers: {} },
    response: { headers: {}, body: '' },
  }
  world.deliveries.push(delivery)
  const attempt = post(app, delivery).finally(() => world.sending.delete(attempt))
  world.sending.add(attempt)
  return delivery
}

async function post(app: App, delivery: Delivery): Promise<void> {
  const body = JSON.stringify(delivery.payload)
  const secret = app.hook?.secret ?? ''
  delivery.request.headers = {
    'content-type': 'application/json',
    'user-agent': 'GitHub-Hookshot/fake',
    'x-github-event': delivery.event,
    'x-github-delivery': delivery.guid,
    'x-github-hook-id': String(app.id),
    'x-github-hook-installation-target-id': String(app.id),
    'x-github-hook-installation-target-type': 'integration',
    'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  }
  try {
    const response = await fetch(app.hook?.url ?? '', {
      method: 'POST',
      headers: delivery.request.headers,
      body,
      signal: AbortSignal.timeout(10_000),
    })
    Object.assign(delivery, { statusCode: response.status, status: response.ok ? 'OK' : `Invalid HTTP Response: ${response.status}` })
    delivery.response = { headers: Object.fromEntries(response.headers), body: await response.text() }
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    Object.assign(delivery, { statusCode: 0, status: timedOut ? 'timed out' : 'failed to connect to host' })
  }
}

/** Like a random UUID, and the same in every run. */
function uuid(id: number): string {
  const hex = createHash('sha256').update(`delivery ${id}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** An app's own view, by its JWT: its installations, their tokens, its deliveries. */

import { canSee } from '../access/permission.ts'
import type { Tokens } from '../access/tokens.ts'
import { send } from '../acts/events.ts'
import { notFound, Refusal, type Request } from '../http/answer.ts'
import type { Permissions } from '../nouns/account.ts'
import type { App, Delivery, Installation } from '../nouns/app.ts'
import type { Repository } from '../nouns/repository.ts'
import { appJson, deliveryItem, deliveryJson, installationJson } from '../views/app.ts'
import { minimalRepository } from '../views/repository.ts'
import { iso } from '../world.ts'
import { byId } from './find.ts'
import { plain, type Route } from './route.ts'

const anHour = 3_600_000

export function appRoutes(tokens: Tokens, clock: () => number): readonly Route[] {
  return [
    plain('apps/get-authenticated', (request) => {
      const app = appOf(request)
      return { json: { ...appJson(request.world, app), installations_count: installationsOf(request, app).length } }
    }),
    plain('apps/list-installations', (request) => ({
      list: installationsOf(request, appOf(request)).map((installation) => installationJson(request.world, installation)),
    })),
    plain('apps/get-installation', (request) => ({ json: installationJson(request.world, installationOf(request)) })),
    plain('apps/get-repo-installation', (request) => {
      const { world, params } = request
      const app = appOf(request)
      const repository = world.repositories.get(`${params.owner}/${params.repo}`.toLowerCase())
      const found = repository && installationsOf(request, app).find((installation) => reaches(installation, repository))
      if (!found) throw notFound()
      return { json: installationJson(world, found) }
    }),
    plain('apps/create-installation-access-token', (request) => createToken(request, tokens, clock)),
    plain('apps/revoke-installation-access-token', ({ actor, authorization = '' }) => {
      if (actor.kind !== 'installation') throw new Refusal(403, 'Resource not accessible by integration')
      tokens.revoke(authorization.split(' ')[1] ?? '')
      return { status: 204 }
    }),
    plain('apps/list-repos-accessible-to-installation', ({ world, actor }) => {
      if (actor.kind !== 'installation')
        throw new Refusal(403, 'You must authenticate with an installation access token in order to list repositories for an installation.')
      const { installation, repositories } = actor
      const seen = [...world.repositories.values()].filter(
        (one) => installation && reaches(installation, one) && (!repositories || repositories.includes(one)) && canSee(actor, one),
      )
      return { list: seen.map((repository) => minimalRepository(world, repository)), key: 'repositories' }
    }),
    plain('apps/list-webhook-deliveries', listDeliveries),
    plain('apps/get-webhook-delivery', (request) => ({ json: deliveryJson(byId(deliveriesOf(request), request.params.delivery_id)) })),
    plain('apps/redeliver-webhook-delivery', (request) => {
      const again = byId(deliveriesOf(request), request.params.delivery_id)
      const { app, event, payload, installation, repository } = again
      send(request.world, app, { event, payload, installation, repository, again })
      return { status: 202, json: {} }
    }),
  ]
}

function appOf({ actor }: Request): App {
  if (!actor.app || actor.kind !== 'app') throw new Refusal(401, 'A JSON web token could not be decoded')
  return actor.app
}

function installationsOf({ world }: Request, app: App): Installation[] {
  return world.installations.filter((installation) => installation.app === app)
}

function installationOf(request: Request): Installation {
  return byId(installationsOf(request, appOf(request)), request.params.installation_id)
}

function deliveriesOf(request: Request): Delivery[] {
  const app = appOf(request)
  return request.world.deliveries.filter((delivery) => delivery.app === app)
}

/** Newest first; this one list is cut by a cursor and not by pages. */
function listDeliveries(request: Request) {
  const { world, query } = request
  const size = Number(query.get('per_page') ?? 30)
  const cursor = query.get('cursor')
  const older = deliveriesOf(request)
    .reverse()
    .filter(({ id }) => cursor === null || id < Number(cursor.replace('v1_', '')))
  const shown = older.slice(0, size)
  const next = new URLSearchParams({ per_page: String(size), cursor: `v1_${shown.at(-1)?.id}` })
  const headers = older.length > size ? { headers: { link: `<${world.url}/app/hook/deliveries?${next}>; rel="next"` } } : {}
  return { json: shown.map(deliveryItem), ...headers }
}

function reaches({ account, repositories }: Installation, repository: Repository): boolean {
  return repositories ? repositories.includes(repository) : account === repository.owner
}

/** A token is never wider than its installation: what it does not have is refused, not left out. */
function createToken(request: Request, tokens: Tokens, clock: () => number) {
  const { world } = request
  const installation = installationOf(request)
  const wanted = (request.body ?? {}) as { repositories?: string[]; repository_ids?: number[]; permissions?: Permissions }
  if (installation.suspendedAt) throw new Refusal(403, 'This installation has been suspended')
  const reachable = [...world.repositories.values()].filter((repository) => reaches(installation, repository))
  const named = wanted.repositories?.map((name) => reachable.find((repository) => repository.name === name))
  const numbered = wanted.repository_ids?.map((id) => reachable.find((repository) => repository.id === id))
  const chosen = named ?? numbered ?? installation.repositories ?? undefined
  const repositories = chosen?.filter((repository) => repository !== undefined)
  if (chosen && repositories && repositories.length < chosen.length)
    throw new Refusal(422, 'There is at least one repository that does not exist or is not accessible to the parent installation.')
  for (const [name, level] of Object.entries(wanted.permissions ?? {})) {
    const held = installation.permissions[name]
    if (held !== level && held !== 'write') throw new Refusal(422, 'The permissions requested are not granted to this installation.')
  }
  const permissions: Permissions = { ...(wanted.permissions ?? installation.permissions), metadata: 'read' }
  const { app } = installation
  const ends = clock() + anHour
  const token = tokens.issue(
    'ghs_',
    { kind: 'installation', account: app.bot, app, installation, repositories: repositories ?? null, permissions },
    ends,
  )
  return {
    status: 201,
    json: {
      token,
      expires_at: iso(ends),
      permissions,
      repository_selection: repositories ? 'selected' : 'all',
      ...(repositories && { repositories: repositories.map((repository) => minimalRepository(world, repository)) }),
    },
  }
}

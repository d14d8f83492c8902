/** Apps, installations and deliveries in REST's form. */
import type { App, Delivery, Installation } from '../nouns/app.ts'
import type { World } from '../world.ts'
import { simpleUser } from './user.ts'
import type { View } from './view.ts'

export function appJson(world: World, app: App): View {
  return {
    id: app.id,
    node_id: `A_${app.id}`,
    slug: app.slug,
    client_id: `Iv1.${app.id}`,
    owner: simpleUser(world, app.owner),
    name: app.name,
    description: '',
    external_url: 'https://example.org/',
    html_url: `${world.html}/apps/${app.slug}`,
    created_at: '2026-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
    permissions: app.permissions,
    events: app.events,
  }
}

export function installationJson(world: World, installation: Installation): View {
  const { id, app, account } = installation
  return {
    id,
    account: simpleUser(world, account),
    repository_selection: installation.repositories ? 'selected' : 'all',
    access_tokens_url: `${world.url}/app/installations/${id}/access_tokens`,
    html_url: `${world.html}/organizations/${account.login}/settings/installations/${id}`,
    app_id: app.id,
    client_id: `Iv1.${app.id}`,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: installation.permissions,
    events: app.events,
    single_file_name: null,
    created_at: installation.createdAt,
    updated_at: installation.createdAt,
    suspended_at: installation.suspendedAt,
    suspended_by: installation.suspendedAt ? simpleUser(world, account) : null,
  }
}

/** As it stands in the list; the request and the response come only with one alone. */
export function deliveryItem(delivery: Delivery): View {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: delivery.deliveredAt,
    redelivery: delivery.redelivery,
    duration: delivery.durationSeconds,
    status: delivery.status,
    status_code: delivery.statusCode,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.installation,
    repository_id: delivery.repository,
    throttled_at: null,
  }
}

export function deliveryJson(delivery: Delivery): View {
  return {
    ...deliveryItem(delivery),
    url: delivery.app.hook?.url ?? '',
    request: { headers: delivery.request.headers, payload: delivery.payload },
    response: { headers: delivery.response.headers, payload: delivery.response.body },
  }
}

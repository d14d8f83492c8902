/** Apps, where they are installed, and what they were told. */
import type { Account, Permissions } from './account.ts'
import type { Repository } from './repository.ts'

export interface App {
  id: number
  slug: string
  name: string
  owner: Account
  bot: Account
  permissions: Permissions
  events: string[]
  /** Where its webhooks go; null for nowhere. */
  hook: { url: string; secret: string } | null
}

export interface Installation {
  id: number
  app: App
  account: Account
  /** The repositories it may see; null is all of the account's. */
  repositories: Repository[] | null
  permissions: Permissions
  suspendedAt: string | null
  createdAt: string
}

export interface Delivery {
  id: number
  app: App
  guid: string
  event: string
  action: string | null
  installation: number | null
  repository: number | null
  redelivery: boolean
  deliveredAt: string
  durationSeconds: number
  statusCode: number
  status: string
  payload: Record<string, unknown>
  request: { headers: Record<string, string> }
  response: { headers: Record<string, string>; body: string }
}

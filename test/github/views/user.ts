/** Accounts in REST's form. */
import type { Account } from '../nouns/account.ts'
import type { World } from '../world.ts'
import type { View } from './view.ts'

export function simpleUser(world: World, account: Account): View {
  return {
    login: account.login,
    id: account.id,
    node_id: `U_${account.id}`,
    gravatar_id: '',
    url: `${world.url}/users/${encodeURIComponent(account.login)}`,
    html_url: `${world.html}/${account.type === 'Bot' ? `apps/${account.login.replace('[bot]', '')}` : account.login}`,
    type: account.type,
    user_view_type: 'public',
    site_admin: false,
  }
}

/** `{ name, email }` of git for what an account does on the website or through the API. */
export function gitIdentity(account: Account): { name: string; email: string } {
  return { name: account.name ?? account.login, email: `${account.id}+${account.login}@users.noreply.github.com` }
}

export function publicUser(world: World, account: Account): View {
  return {
    ...simpleUser(world, account),
    name: account.name,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: [...world.repositories.values()].filter(({ owner }) => owner === account).length,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: '2020-01-01T00:00:00Z',
    updated_at: '2026-01-01T00:00:00Z',
  }
}

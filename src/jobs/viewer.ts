/** Who asks: the person named, else the one whose token reads. */
import { z } from 'zod'
import { KnownError } from '../errors.ts'
import type { GitHub } from '../github/client.ts'
import type { Person } from '../policy/approval.ts'

const schema = z.object({ login: z.string(), id: z.number() })

/** With GitHub's number of the account, where GitHub says it; null for an app's token. */
export async function askerIn(source: GitHub, login: string | null): Promise<Person | null> {
  const path = login === null ? '/user' : `/users/${encodeURIComponent(login)}`
  return source.get(path, schema).then(
    (found) => ({ login: found.login, account: found.id }),
    (error: unknown) => {
      if (error instanceof KnownError && error.exitCode !== 3) return login === null ? null : { login, account: null }
      throw error
    },
  )
}

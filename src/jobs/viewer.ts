/** Who asks, where nobody says so. */
import { z } from 'zod'
import { KnownError } from '../errors.ts'
import type { GitHub } from '../github/client.ts'

/** The person whose token reads; null for an app's. */
export async function viewerOf(source: GitHub): Promise<string | null> {
  return source.get('/user', z.object({ login: z.string() })).then(
    ({ login }) => login,
    (error: unknown) => {
      if (error instanceof KnownError) return null
      throw error
    },
  )
}

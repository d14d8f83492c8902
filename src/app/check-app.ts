/** Asks GitHub, before anything begins, whether the key is this App's, and what it may not do that it should. */
import { z } from 'zod'
import { KnownError } from '../errors.ts'
import type { AppApi } from '../github/tokens.ts'
import type { Log } from '../jobs/app/job.ts'
import type { Manifest } from './manifest.ts'
import type { Settings } from './settings.ts'

const appSchema = z.object({ slug: z.string(), permissions: z.record(z.string(), z.string()), events: z.array(z.string()) })

/** Throws a KnownError where GitHub refuses the key; where it cannot be reached, the App starts all the same. */
export async function checkApp(api: AppApi, { appId, baseUrl }: Settings, wanted: Manifest, log: Log): Promise<void> {
  const app = await api
    .app()
    .get('/app', appSchema)
    .catch((error: unknown) => {
      const cause = error instanceof KnownError ? error.cause : null
      const status = cause instanceof Error && 'status' in cause ? cause.status : null
      if (status !== 401 && status !== 404) {
        log('warn', 'GitHub was not reached at the start', { reason: error instanceof Error ? error.message : 'unknown' })
        return null
      }
      throw new KnownError(
        `${new URL(baseUrl).host} does not know an App ${appId} with this private key. Compare APP_ID with the number on the page of the App, and take a key from "Private keys" there; check also that this machine's clock is right.`,
        { cause: error },
      )
    })
  if (app === null) return
  const permissions = Object.entries(wanted.default_permissions)
    .filter(([name, level]) => app.permissions[name] !== level && app.permissions[name] !== 'write')
    .map(([name, level]) => `${name}: ${level}`)
  const events = wanted.default_events.filter((event) => !app.events.includes(event))
  log('info', 'the App', { slug: app.slug, appId })
  if (permissions.length > 0) log('warn', 'the App has fewer permissions than its manifest asks for', { missing: permissions.join(', ') })
  if (events.length > 0) log('warn', 'the App is not told of all events', { missing: events.join(', ') })
}

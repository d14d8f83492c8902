/** The App: environment, credentials, log and the process's end; what it does on events is in `jobs/app/`. */
import { setTimeout as pause } from 'node:timers/promises'
import { checkApp } from './app/check-app.ts'
import { jsonLog } from './app/log.ts'
import { manifest } from './app/manifest.ts'
import { type Environment, settingsOf } from './app/settings.ts'
import { type RunningApp, startApp } from './app/start.ts'
import { generator, version } from './cli/version.ts'
import { appApi } from './github/tokens.ts'
import { jobsFor } from './jobs/app/events.ts'
import { workOn } from './jobs/app/work.ts'

export interface ServeOptions {
  env: Environment
  /** Gives what failed for good another chance. */
  revive: boolean
  /** Lines of the log. */
  write: (line: string) => void
  /** Ends the process at once. */
  exit: (code: number) => void
}

/** Runs the App. Throws a KnownError when it cannot start. */
export async function serve({ env, revive, write, exit }: ServeOptions): Promise<RunningApp> {
  const settings = settingsOf(env)
  const { appId, privateKey, secrets, baseUrl, statusToken, databaseUrl } = settings
  const password = databaseUrl === null ? '' : decodeURIComponent(new URL(databaseUrl).password)
  const hidden = [privateKey, ...secrets, statusToken ?? '', password].filter((secret) => secret !== '')
  const log = jsonLog({ write, level: settings.logLevel, now: Date.now, secrets: hidden })
  const api = appApi({ appId: String(appId), privateKey, baseUrl, userAgent: generator, now: Date.now, wait: pause })
  await checkApp(api, settings, manifest('app.yml'), log)
  return startApp(settings, {
    jobsFor,
    workOn,
    context: { api, baseUrl, now: Date.now, wait: pause, generator, log },
    version,
    revive,
    onLost(error) {
      log('error', 'stopping at once', { reason: error.message })
      exit(3)
    },
  })
}

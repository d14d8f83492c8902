/** The stage of the end-to-end test and of `npm run demo:app`: the real App on the fake GitHub, told by signed webhooks over HTTP. */
import { setTimeout as pause } from 'node:timers/promises'
import type { RunningApp } from '../../src/app/start.ts'
import { serve } from '../../src/app.ts'
import { type FakeGitHub, fakeGitHub } from '../github/github.ts'
import type { AppHandle } from '../github/seed/app.ts'

export interface RealApp {
  github: FakeGitHub
  /** The App as GitHub knows it. */
  app: AppHandle
  /** The process of it that runs now. */
  running(): RunningApp
  /** What it logged, a line each. */
  log: readonly string[]
  secret: string
  start(): Promise<void>
  stop(): Promise<void>
  /** Until nothing is on its way, waits or is at work. Throws when that takes longer than half a minute. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** Starts both; `directory` holds the App's queue. */
export async function realApp(directory: string): Promise<RealApp> {
  const secret = 'a webhook secret of the stage'
  const github = await fakeGitHub()
  const app = github.app()
  const log: string[] = []
  let running: RunningApp | null = null
  const now = () => {
    if (running === null) throw new Error('the App does not run')
    return running
  }
  async function start(): Promise<void> {
    const env = {
      APP_ID: String(app.data.id),
      PRIVATE_KEY: app.privateKey(),
      WEBHOOK_SECRET: secret,
      GITHUB_API_URL: github.url,
      PORT: '0',
      CASEWRIGHT_DATA: directory,
    }
    const exit = (code: number) => void log.push(`it would have ended with ${code}`)
    running = await serve({ env, revive: false, write: (line) => void log.push(line), exit })
    app.data.hook = { url: `${running.url}/api/github/webhooks`, secret }
  }
  async function stop(): Promise<void> {
    await running?.close()
    running = null
  }
  async function settled(): Promise<void> {
    const end = Date.now() + 30_000
    // A job that ends is asked for once more: what it caused may just be on its way.
    for (let quiet = 0; quiet < 3; ) {
      if (Date.now() > end) throw new Error(`the App does not come to rest within 30 seconds. It said last:\n${log.slice(-10).join('\n')}`)
      await github.delivered()
      const { waiting, running: busy } = await now().queue.counts()
      quiet = waiting + busy === 0 ? quiet + 1 : 0
      await pause(50)
    }
  }
  try {
    await start()
  } catch (error) {
    await github.close()
    throw error
  }
  return {
    github,
    app,
    running: now,
    log,
    secret,
    start,
    stop,
    settled,
    async close() {
      await stop()
      await github.close()
    },
  }
}

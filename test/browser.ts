/** A real browser for tests, where one starts. */
import { existsSync } from 'node:fs'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/** Starts the Chromium of the dependencies, or a system's; null where neither starts, with the reason said. */
export async function startBrowser(): Promise<Browser | null> {
  const reasons: string[] = []
  for (const find of [() => chromium.executablePath(), async () => ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync)]) {
    try {
      const executablePath = await find()
      if (executablePath !== undefined) return await playwright.launch({ executablePath, args: ['--no-sandbox'], timeout: 20_000 })
    } catch (error) {
      reasons.push(String(error).split('\n')[0] ?? '')
    }
  }
  console.warn(`SKIPPED: no browser starts here, so pages are not looked at (${reasons.join('; ')})`)
  return null
}

/**
 * `npm run demo:app`: the real App against the fake GitHub of the tests. A pull request is merged, a person answers a
 * question, edits the draft, has it drafted anew, approves and merges it. Each step has a page to look at while it runs;
 * `--keep` keeps everything until Ctrl-C.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RealApp, realApp } from '../test/e2e/real-app.ts'
import { ringcache } from '../test/e2e/ringcache.ts'
import { servePages } from './demo-app/server.ts'
import { type Step, wholeWay } from './demo-app/whole-way.ts'

const keep = process.argv.includes('--keep')
const directory = mkdtempSync(join(tmpdir(), 'casewright-demo-'))
// npm passes on the signal that the terminal has sent already, so it may come twice.
const interrupted = new Promise<'interrupted'>((done) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => done('interrupted'))
})

try {
  await play()
} catch (error) {
  process.stderr.write(`\nThe demonstration failed: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
} finally {
  rmSync(directory, { recursive: true, force: true })
}

async function play(): Promise<void> {
  say('Starting a GitHub of our own and the App …')
  const stage = await realApp(join(directory, 'data'))
  const { github } = stage
  const pages = await servePages({ github, app: () => stage.running().url, directory: join(directory, 'pages') })
  try {
    say(`GitHub is played at ${pages.url}, the App runs at ${stage.running().url}. Both are on this machine only.`)
    const steps = wholeWay(stage, ringcache(github, 'example'))
    if ((await Promise.race([interrupted, walk(steps, stage, pages.url)])) === 'interrupted') {
      process.exitCode = 130
      return
    }
    say(`\nEverything that was said and done:  ${pages.url}\nWhat the App did, for its operator: ${pages.url}/app`)
    if (!keep) return say('\nThese pages end now; npm run demo:app -- --keep leaves them open.')
    say('\nAll pages stay until you press Ctrl-C.')
    await interrupted
  } finally {
    await pages.close()
    await stage.close()
  }
}

async function walk(steps: readonly Step[], stage: RealApp, url: string): Promise<'done'> {
  for (const [index, { people, act, sees, link }] of steps.entries()) {
    act()
    await stage.settled()
    say(`\n${index + 1}. ${people}`)
    for (const line of sees()) say(`   ${line}`)
    say(`   ${url}${link()}`)
  }
  return 'done'
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

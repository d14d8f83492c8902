import { type ChildProcess, spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { compiled } from '../compiled.ts'
import { type FakeGitHub, fakeGitHub } from '../github/github.ts'
import { queueDirectory } from '../queue/directory.ts'

const SECRET = 'a secret of the webhook'
const children: ChildProcess[] = []
let github: FakeGitHub | null = null
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await github?.close()
  github = null
})

/** The command as a person runs it; answers what it said and how it ended. */
function casewright(env: Record<string, string>, directory: string) {
  const child = spawn(process.execPath, [resolve('src/cli.ts'), 'serve', '--port', '0'], {
    cwd: directory,
    env: { ...compiled, PATH: process.env.PATH, NO_COLOR: '1', CASEWRIGHT_DATA: directory, ...env },
  })
  children.push(child)
  const said = { out: '', err: '' }
  child.stdout.on('data', (text) => {
    said.out += text
  })
  child.stderr.on('data', (text) => {
    said.err += text
  })
  const ended = new Promise<number | null>((done) => child.once('exit', done))
  const listening = new Promise<string>((done) =>
    child.stderr.on('data', () => {
      const url = /listens on (\S+)/.exec(said.err)?.[1]
      if (url !== undefined) done(url)
    }),
  )
  return { said, ended, listening, stop: () => child.kill('SIGTERM') }
}

test('serve: settings from .env, the App asked about at GitHub, a webhook worked on, SIGTERM', async () => {
  github = await fakeGitHub()
  const directory = await queueDirectory()
  const app = github.app({ hook: { url: 'http://127.0.0.1:9', secret: SECRET } })
  const repo = github.repository('example/ringcache', { files: { 'README.md': '# ringcache\n' } })
  app.install('example')
  const env = { APP_ID: String(app.data.id), PRIVATE_KEY: app.privateKey().replaceAll('\n', '\\n'), WEBHOOK_SECRET: SECRET }
  writeFileSync(
    join(directory, '.env'),
    Object.entries(env)
      .map(([name, value]) => `${name}="${value}"\n`)
      .join(''),
    { mode: 0o600 },
  )

  const { said, ended, listening, stop } = casewright({ GITHUB_API_URL: github.url }, directory)
  const url = await Promise.race([listening, ended.then((code) => Promise.reject(new Error(`it ended with ${code}: ${said.err}`)))])
  app.data.hook = { url: `${url}/api/github/webhooks`, secret: SECRET }
  repo.pullRequest({ title: 'Decode in place', files: { 'src/ring.go': 'package ring\n' }, merged: 'squash' })
  await github.delivered()
  await expect.poll(async () => (await fetch(url)).text(), { timeout: 20_000, interval: 100 }).toMatch(/consider<\/th>.*(?:skipped|done): /)
  stop()
  expect(await ended).toBe(0)
  const lines = said.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { message: string; result?: string })
  expect(lines.map(({ message }) => message)).toEqual(expect.arrayContaining(['the App', 'started', 'delivery', 'job ended', 'stopped']))
  for (const secret of [SECRET, 'BEGIN RSA', 'ghs_']) expect(said.out + said.err).not.toContain(secret)
})

test("a key that is not the App's is refused before anything is opened", async () => {
  github = await fakeGitHub()
  const directory = await queueDirectory()
  const app = github.app()
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
  const { said, ended } = casewright(
    { GITHUB_API_URL: github.url, APP_ID: String(app.data.id), PRIVATE_KEY: other, WEBHOOK_SECRET: SECRET },
    directory,
  )
  expect(await ended).toBe(2)
  expect(said.err).toMatch(/does not know an App \d+ with this private key\. Compare APP_ID/)
  expect(said.out).toBe('')
})

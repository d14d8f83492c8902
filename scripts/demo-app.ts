/**
 * `npm run demo:app`: the real App against the fake GitHub of the tests. A pull request is merged, a person answers a
 * question, edits the draft, approves and merges it. Each step has a page to look at while it runs; `--keep` keeps it.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { serve } from '../src/app.ts'
import { fakeGitHub } from '../test/github/github.ts'
import { servePages } from './demo-app-pages.ts'

const SECRET = 'the secret of a demonstration'
const keep = process.argv.includes('--keep')
const directory = mkdtempSync(join(tmpdir(), 'casewright-demo-'))
const log: string[] = []

const github = await fakeGitHub()
const app = github.app()
const source = github.repository('example/ringcache', {
  licence: 'MIT',
  collaborators: { ada: 'write', bob: 'write' },
  files: {
    'README.md': '# ringcache\n\nringcache is an in-process LRU cache for Go services.\n',
    'cache.go': 'package ringcache\n',
    '.github/casewright.yml': 'showcase: example/showcase\n',
  },
})
const showcase = github.repository('example/showcase', { collaborators: { bob: 'write' }, files: { 'README.md': '# Our work\n' } })
app.install('example')
const env = {
  APP_ID: String(app.data.id),
  PRIVATE_KEY: app.privateKey(),
  WEBHOOK_SECRET: SECRET,
  GITHUB_API_URL: github.url,
  PORT: '0',
  CASEWRIGHT_DATA: join(directory, 'data'),
}
const running = await serve({ env, revive: false, write: (line) => void log.push(line), exit: (code) => process.exit(code) })
app.data.hook = { url: `${running.url}/api/github/webhooks`, secret: SECRET }
const pages = await servePages(github, join(directory, 'pages'))

try {
  say(`The App runs at ${running.url}, GitHub is played at ${pages.url}. Both are on this machine only.`)

  const pull = source.pullRequest({
    title: 'cache: shard the LRU lock',
    body: `## Motivation\n\nEvery reader of the ring waits for one lock, since even a read moves the entry to the front.\n\n## Results\n\n| ns/op | before | after |\n|---|--:|--:|\n| Get/parallel | 182.9 | 61.4 |\n| Get/serial | 21.3 | 23.0 |\n`,
    files: { 'cache.go': 'package ringcache\n\nfunc Get() {}\n' },
    labels: ['case-study'],
  })
  await step('Ada opens a pull request with the label case-study', pull.data.repository.name, pull.number)
  pull.merge('squash')
  await step('It is merged, and the App drafts a case study', 'showcase', 1)

  const draft = showcase.existingPullRequest(1)
  const page = 'entries/shard-the-lru-lock/index.md'
  draft.push(
    'My words',
    {
      [page]: (showcase.read(page, draft.data.head.ref) ?? '').replace(
        /^In ringcache, this change.*$/m,
        'Readers of the cache no longer wait for each other.',
      ),
    },
    'bob',
  )
  await step('Bob writes the first sentence himself', 'showcase', 1)
  draft.comment('/casewright answer 1 Our ingest fleet did, on Mondays, when every cache is cold.', 'bob')
  await step('Bob answers a question; his sentence stays', 'showcase', 1)
  draft.review({ author: 'bob', state: 'APPROVED' })
  await step('Bob approves, and thereby signs', 'showcase', 1)
  draft.merge('merge', 'bob')
  await step('It is merged, and the signature recorded beside the page', 'showcase', 1)

  const signed: unknown = JSON.parse(showcase.read('entries/shard-the-lru-lock/sign-off.json') ?? '{}')
  say(`\nSigned: ${JSON.stringify(signed, ['how', 'by', 'name', 'digest'])}`)
  say(`The page: ${pages.url}/example/showcase/entry`)
  say(`What the App did: ${running.url}`)
  if (keep) {
    say('\nEverything stays until you press Ctrl-C.')
    await new Promise<void>((done) => process.once('SIGINT', done))
  }
} finally {
  await running.close()
  await pages.close()
  await github.close()
  rmSync(directory, { recursive: true, force: true })
}

/** Waits until the App is at rest, and says what there is to see. */
async function step(what: string, repository: string, number: number): Promise<void> {
  for (let quiet = 0, tries = 0; quiet < 3; tries++) {
    if (tries > 1200) throw new Error(`the App does not come to rest:\n${log.slice(-10).join('\n')}`)
    await github.delivered()
    const { waiting, running: busy } = await running.queue.counts()
    quiet = waiting + busy === 0 ? quiet + 1 : 0
    await pause(50)
  }
  const found = github.existingRepository(`example/${repository}`)
  const { data } = found.existingPullRequest(number)
  const checks = found.data.checks.filter(({ sha }) => sha === data.head.sha).map(({ name, output }) => `${name}: ${output.title}`)
  say(`\n${what}.\n  ${pages.url}/example/${repository}/pull/${number}`)
  for (const check of checks) say(`  ${check}`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

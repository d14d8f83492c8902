/**
 * Layer 2: the real command, killed before and after every one of its requests; run again, it ends where it would have
 * ended. The second run lives in another time zone and another language.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, describe, expect, test } from 'vitest'
import { compiled } from '../compiled.ts'
import { expectHonestWrites, expectOnePull } from './invariants.ts'
import { type Showcase, showcaseIn, type World, world } from './publishing.ts'

const isLong = process.env.CASEWRIGHT_TEST_ALL !== undefined

/** Two worlds, so that two processes can be killed at once without mixing up whose request is whose. */
const worlds = await Promise.all([world(), world()])
const free = [...worlds]
const queue: ((at: World) => void)[] = []
let kills = 0
afterAll(async () => {
  console.log(`kill test: ${kills} processes killed`)
  await Promise.all(worlds.map(({ github }) => github.close()))
})

function start({ github, pull }: World, { name }: Showcase, env: NodeJS.ProcessEnv = {}): ChildProcess {
  const token = github.token({ user: 'ada' })
  const args = ['draft', '--pull-request', `example/ringcache#${pull.number}`, '--showcase', `ada/${name}`, '--json']
  return spawn(process.execPath, ['src/cli.ts', ...args], {
    stdio: 'ignore',
    env: {
      ...compiled,
      PATH: '/usr/bin:/bin',
      HOME: github.world.directory,
      GITHUB_API_URL: github.url,
      GH_TOKEN: token,
      SHOWCASE_TOKEN: token,
      ...env,
    },
  })
}

async function draft(at: World, showcase: Showcase): Promise<void> {
  const [code] = await once(start(at, showcase, { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8' }), 'exit')
  expect(code).toBe(0)
}

/** What a person did in between, and what the source says now. */
function edit(at: World, { repository }: Showcase): void {
  const [pull] = repository.pullRequests()
  const ref = pull?.head.ref ?? ''
  const page = repository.git('ls-tree', '-r', '--name-only', ref).match(/^entries\/.+\/index\.md$/m)?.[0] ?? ''
  const text = repository.read(page, ref) ?? ''
  repository.commit(
    'Say it my way',
    { [page]: text.replace(/^Every reader/m, 'Sadly, h1x, every reader').replace('61.4', '61.4, h2x') },
    { branch: ref, author: 'bob' },
  )
  at.state('59.8')
}

/** Everything there is in the end, but for times and commit ids. */
function endOf({ repository }: Showcase): unknown {
  return repository.pullRequests().map(({ title, body, state, draft: isDraft, labels, comments, head: { ref } }) => ({
    ...{ title, body, state, isDraft, labels: labels.map(({ name }) => name), comments: comments.map((one) => one.body) },
    tree: repository.git('ls-tree', '-r', ref),
    log: repository.git('log', '--format=%an %s', `main..${ref}`),
  }))
}

const scenarios = ['the first draft', 'a new draft over edits'] as const
type Scenario = (typeof scenarios)[number]

async function prepared(at: World, scenario: Scenario, name: string): Promise<Showcase> {
  at.state('61.4')
  const showcase = showcaseIn(at, name)
  if (scenario === 'the first draft') return showcase
  await draft(at, showcase)
  edit(at, showcase)
  return showcase
}

/** How an undisturbed run ends, and its requests. */
async function clean(at: World, scenario: Scenario) {
  const showcase = await prepared(at, scenario, `clean-${scenario === 'the first draft' ? 1 : 2}`)
  const from = at.github.history.length
  await draft(at, showcase)
  return { end: endOf(showcase), operations: at.github.history.slice(from).map(({ operation }) => operation) }
}

const [first, second] = await Promise.all(worlds.map((at, i) => clean(at, scenarios[i] ?? 'the first draft')))
const runs = { 'the first draft': first, 'a new draft over edits': second }
const all = scenarios.flatMap((scenario) =>
  (runs[scenario]?.operations ?? []).flatMap((operation, request) =>
    (['reset', 'reset-after'] as const).map((kind) => ({
      scenario,
      request,
      operation,
      kind,
      when: kind === 'reset' ? 'before' : 'after',
    })),
  ),
)
const cases = isLong
  ? all
  : all.filter(({ operation, when }) => (operation === 'createRef' || operation === 'issues/create-comment') && when === 'after')

describe('killed, and run again', () => {
  test.concurrent.each(cases)('$scenario: $when request $request, $operation', { timeout: 120_000 }, async (one) => {
    const at = await taken()
    try {
      const { scenario, request, kind } = one
      const showcase = await prepared(at, scenario, `k${++kills}`)
      const from = at.github.history.length
      const child = start(at, showcase)
      at.github.fault({ request: from + request, kind, call: () => child.kill('SIGKILL') })
      const [, signal] = await once(child, 'exit')
      expect(signal).toBe('SIGKILL')
      await draft(at, showcase)
      expect(endOf(showcase)).toEqual(runs[scenario]?.end)
      expectOnePull(showcase)
      const writes = at.github.requests({ write: true }).length
      if (isLong) await draft(at, showcase)
      expect(at.github.requests({ write: true })).toHaveLength(writes)
      await expectHonestWrites(at, showcase, from)
    } finally {
      leave(at)
    }
  })
})

/** A world that nobody else is in; who came first gets one first. */
async function taken(): Promise<World> {
  return free.pop() ?? new Promise((resolve) => queue.push(resolve))
}

function leave(at: World): void {
  const next = queue.shift()
  if (next === undefined) free.push(at)
  else next(at)
}

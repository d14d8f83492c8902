/** `command: draft` as the runner has it: the bundle against the fake GitHub; every event, with and without permissions. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { actionRunner, type Runner, type Step } from './runner.ts'
import { type ActionWorld, type ActionWorldSeed, actionWorld } from './world.ts'

let runner: Runner
let world: ActionWorld

beforeAll(async () => {
  runner = await actionRunner()
})
afterAll(() => runner.close())
afterEach(async () => world.github.close())

async function given(seed?: ActionWorldSeed): Promise<{ step: Step; written: () => string[] }> {
  world = await actionWorld(seed)
  const { github, push } = world
  const token = github.token({ workflow: 'example/ringcache', permissions: { contents: 'read', pull_requests: 'read' } })
  const inputs = { token, showcase: 'ada/work', 'showcase-token': github.token({ user: 'ada' }) }
  // A refused query, too, has the status 200.
  const isDone = ({ status, answer }: { status: number; answer: unknown }) =>
    status < 300 && !(typeof answer === 'object' && answer !== null && 'errors' in answer)
  const written = () =>
    github
      .requests({ write: true })
      .filter(isDone)
      .map(({ path }) => path)
  return { step: { ...push, api: github.url, inputs }, written }
}

function commandsOf({ commands }: { commands: { command: string; message: string }[] }): string[] {
  return commands.filter(({ command }) => command !== 'add-mask').map(({ command, message }) => `${command}: ${message}`)
}

test('a push drafts the pull request that it merged; the second run writes nothing', async () => {
  const { step, written } = await given()
  const first = await runner.run(step)
  expect(first).toMatchObject({ code: 0, stderr: '' })
  const { data } = world.showcase.existingPullRequest(1)
  const head = world.showcase.existingPullRequest(1).head()
  expect(first.outputs).toMatchObject({
    'pull-request-number': '1',
    'pull-request-url': 'https://github.com/ada/work/pull/1',
    'pull-request-operation': 'created',
    'pull-request-head-sha': head,
    'pull-request-branch': data.head.ref,
    'pull-request-commits-verified': 'true',
  })
  expect(JSON.parse(first.outputs.verification ?? '')).toMatchObject({ wrong: 0, unbacked: 0 })
  const [entry] = JSON.parse(first.outputs.entries ?? '') as { path: string; digest: string }[]
  expect(entry).toMatchObject({ path: 'entries/shard-the-lru-lock', digest: expect.stringMatching(/^[0-9a-f]{64}$/) })
  expect(world.showcase.read(`${entry?.path}/index.md`, head)).toContain('61.4')
  // A person's token makes no checks, so there is a status.
  expect(world.showcase.data.statuses).toMatchObject([{ sha: head, context: 'casewright / evidence', state: 'success' }])
  expect(first.summary).toContain('The draft pull request is open: [#1](https://github.com/ada/work/pull/1)')
  expect(first.summary).toContain('bar [182.9, 61.4, 21.3, 23]')
  expect(first.summary).toMatch(/\| Get\/parallel \| 182\.9\D/)
  expect(first.summary).not.toContain('## What changed')

  const before = written().length
  const second = await runner.run(step)
  expect(second.outputs).toEqual({ ...first.outputs, 'pull-request-operation': 'none' })
  expect(written().slice(before)).toEqual([])
  expect(second.summary).toContain('up to date: [#1]')
})

test('two runs at once open one pull request', async () => {
  const { step } = await given()
  const runs = await Promise.all([runner.run(step), runner.run(step)])
  expect(runs.map(({ code }) => code)).toEqual([0, 0])
  expect(runs.map(({ outputs }) => outputs['pull-request-number'])).toEqual(['1', '1'])
  expect(world.showcase.pullRequests()).toHaveLength(1)
})

test('a new figure updates it, and a closed one stays closed until somebody asks again', async () => {
  const { step } = await given()
  await runner.run(step)
  world.pull.data.body = (world.pull.data.body ?? '').replace('61.4', '59.8')
  expect((await runner.run(step)).outputs['pull-request-operation']).toBe('updated')
  world.showcase.existingPullRequest(1).close('ada')
  const closed = await runner.run(step)
  expect(closed.outputs).toMatchObject({ 'pull-request-operation': 'closed', 'pull-request-number': '1', verification: expect.any(String) })
  const again = await runner.run({ ...step, inputs: { ...step.inputs, again: 'true' } })
  expect(again.outputs).toMatchObject({ 'pull-request-operation': 'created', 'pull-request-number': '2' })
})

test('in the same repository the workflow token is enough, and the check is a check run', async () => {
  const { step } = await given({
    source: {
      files: {
        'README.md': '# ringcache\n',
        '.github/casewright.yml': 'showcase: .\nentry: { path: case-studies }\n',
        'cache.go': 'package ringcache\n',
      },
    },
  })
  const token = world.github.token({
    workflow: 'example/ringcache',
    permissions: { contents: 'write', pull_requests: 'write', checks: 'write' },
  })
  const result = await runner.run({ ...step, inputs: { token } })
  expect(result.outputs).toMatchObject({ 'pull-request-operation': 'created', 'pull-request-number': '2' })
  expect(result.outputs.entries).toContain('"path":"case-studies/')
  const { checks } = world.source.data
  expect(checks).toMatchObject([{ name: 'casewright / evidence', conclusion: 'success', sha: result.outputs['pull-request-head-sha'] }])
})

test('without the label nothing is drafted, and the run says how to ask; a run by hand drafts', async () => {
  const { step, written } = await given()
  world.pull.data.labels.length = 0
  const push = await runner.run(step)
  expect(push).toMatchObject({ code: 0, outputs: { 'pull-request-operation': 'none', entries: '[]' } })
  expect(commandsOf(push)).toEqual([expect.stringContaining('has no label "case-study". To draft it: the label')])
  expect(written()).toEqual([])
  const byHand = { ...step, event: 'workflow_dispatch', payload: {}, inputs: { ...step.inputs, 'pull-request': `#${world.pull.number}` } }
  expect((await runner.run(byHand)).outputs['pull-request-operation']).toBe('created')
})

test('other events: pushes elsewhere, closed pull requests, and what names nothing', async () => {
  const { step, written } = await given()
  const branch = await runner.run({ ...step, ref: 'refs/heads/feature' })
  expect(commandsOf(branch)).toEqual([expect.stringContaining('notice: Drafts are made of what reaches the default branch')])
  const nobody = await runner.run({ ...step, sha: world.source.commit('Straight to main', { 'a.txt': 'a\n' }), payload: {} })
  expect(commandsOf(nobody)).toEqual([expect.stringContaining('notice: This push merged no pull request')])
  const pullRequest = { ...step, event: 'pull_request' }
  const closed = await runner.run({ ...pullRequest, payload: { action: 'closed', pull_request: { number: 1, merged: false } } })
  expect(commandsOf(closed)).toEqual([expect.stringContaining('closed without a merge')])
  const opened = await runner.run({ ...pullRequest, payload: { action: 'opened', pull_request: { number: 1 } } })
  expect(opened.code).toBe(1)
  expect(commandsOf(opened)).toEqual([expect.stringContaining('error: "command: draft" does not know what to draft')])
  const target = await runner.run({ ...step, event: 'pull_request_target' })
  expect(target.code).toBe(1)
  expect(commandsOf(target)).toEqual([expect.stringContaining("a stranger's pull request meets your secrets")])
  expect(written()).toEqual([])
  const merged = await runner.run({ ...pullRequest, payload: { action: 'closed', pull_request: { number: 1, merged: true } } })
  expect(merged.outputs['pull-request-operation']).toBe('created')
})

test('a dry run writes a folder, sets the outputs, and shows the whole entry', async () => {
  const { step, written } = await given()
  const { token = '' } = step.inputs ?? {}
  const workspace = {
    'bench/old.txt': goBench([183, 181, 184, 182, 180, 185]),
    'bench/new.txt': goBench([61, 62, 60, 61, 63, 60]),
  }
  const inputs = { token, 'dry-run': 'true', out: 'drafts', baseline: 'bench/old.txt', candidate: 'bench/new.txt' }
  const result = await runner.run({ ...step, workspace, inputs })
  expect(result).toMatchObject({ code: 0, stderr: '' })
  expect(written()).toEqual([])
  const [entry] = JSON.parse(result.outputs.entries ?? '') as { path: string; digest: string }[]
  const page = join(result.workspace, entry?.path ?? '', 'index.md')
  expect(readFileSync(page, 'utf8')).toContain('data/baseline/old.txt')
  expect(existsSync(join(result.workspace, entry?.path ?? '', 'evidence.json'))).toBe(true)
  expect(JSON.parse(result.outputs.verification ?? '')).toMatchObject({ wrong: 0 })
  expect(result.summary).toContain('A dry run: the entry is in `drafts/')
  expect(result.summary).toContain('### What changed')
  expect(result.summary).toContain('### Receipts')
  expect(result.summary).toMatch(/y-axis "ns, lower is better" 0 --> 19\d/)
  expect(result.summary).not.toMatch(/\]\((?!https:)|!\[|<(?!\/?sub)/)
})

test('what its own run keeps as an artifact is on record, also for the same files in the workspace', async () => {
  const { step } = await given()
  const files = { 'baseline/old.txt': goBench([183, 181, 184, 182, 180, 185]), 'candidate/new.txt': goBench([61, 62, 60, 61, 63, 60]) }
  const { id } = world.source.workflowRun({
    head: step.sha ?? '',
    event: 'push',
    status: 'in_progress',
    artifacts: { 'casewright-bench': files },
  })
  const token = world.github.token({
    workflow: 'example/ringcache',
    permissions: { contents: 'read', pull_requests: 'read', actions: 'read' },
  })
  const run = { ...step, env: { GITHUB_RUN_ID: String(id) } }
  const dry = { token, 'dry-run': 'true' }
  const alone = await runner.run({ ...run, inputs: dry })
  expect(alone.summary).toMatch(/Benchmark output, baseline.*\| recorded \|/)
  expect(alone.summary).toMatch(/67\s% less/)
  const inputs = { ...dry, baseline: 'results/baseline/*', candidate: 'results/candidate/*' }
  const workspace = Object.fromEntries(Object.entries(files).map(([path, text]) => [`results/${path}`, text]))
  expect((await runner.run({ ...run, workspace, inputs })).summary).toMatch(/Benchmark output, baseline.*\| recorded \|/)
  const other = { ...workspace, 'results/baseline/old.txt': goBench([190, 191, 192, 189, 188, 187]) }
  expect((await runner.run({ ...run, workspace: other, inputs })).summary).toMatch(
    /Benchmark output, baseline.*\| stated by whoever ran it \|/,
  )
})

function goBench(values: readonly number[]): string {
  return `goos: linux\ngoarch: amd64\npkg: example.com/ringcache\n${values.map((value) => `BenchmarkGet-8   1000000   ${value}.0 ns/op\n`).join('')}PASS\n`
}

test('a refused write undoes what it began and names the setting', async () => {
  const { step } = await given()
  world.source.data.actionsMayOpenPulls = false
  const result = await runner.run({ ...step, inputs: { token: world.github.token({ workflow: 'example/ringcache' }), showcase: '.' } })
  expect(result).toMatchObject({ code: 1, outputs: { 'pull-request-operation': 'none' } })
  const [said] = commandsOf(result)
  expect(said).toContain('"Allow GitHub Actions to create and approve pull requests"')
  expect(said).toContain('The branch that was made for it is deleted again.')
  expect(world.source.git('branch', '--list', 'casewright/*')).toBe('')
})

test('in a private repository the run first says what its token may not read', async () => {
  const { step, written } = await given({ source: { visibility: 'private', files: { 'cache.go': 'package ringcache\n' } } })
  const payload = { ...step.payload, repository: { default_branch: 'main', private: true } }
  const permissions = { contents: 'write', pull_requests: 'write', metadata: 'read' } as const
  const some = world.github.token({ workflow: 'example/ringcache', permissions })
  const drafted = await runner.run({ ...step, payload, inputs: { token: some, showcase: '.' } })
  expect(commandsOf(drafted).slice(0, 2)).toEqual([
    expect.stringContaining('lack benchmark artifacts. Write "actions: read"'),
    expect.stringContaining('lack whether the tests passed. Write "checks: read"'),
  ])
  const before = written().length
  const few = world.github.token({ workflow: 'example/ringcache', permissions: { pull_requests: 'read', metadata: 'read' } })
  const refused = await runner.run({ ...step, payload, inputs: { token: few, showcase: '.' } })
  expect(refused.code).toBe(1)
  expect(commandsOf(refused)).toEqual([expect.stringContaining('Write "contents: read"')])
  expect(written()).toHaveLength(before)
})

test('a run of a public repository about a private one is refused, and says no word of it', async () => {
  const { step, written } = await given()
  const secret = world.github.repository('example/heronwing', { visibility: 'private', files: { 'a.txt': 'a\n' } })
  const pull = secret.pullRequest({ title: 'Quiet the heronwing', body: 'Heronwing text', files: { 'a.txt': 'b\n' }, merged: 'squash' })
  const token = world.github.token({ user: 'example' })
  const asked = {
    ...step,
    event: 'workflow_dispatch',
    inputs: { ...step.inputs, token, 'pull-request': `example/heronwing#${pull.number}` },
  }
  const before = written().length
  for (const command of ['draft', 'preview']) {
    const run = await runner.run({ ...asked, inputs: { ...asked.inputs, command } })
    expect(run.code).toBe(1)
    expect(commandsOf(run)).toEqual([expect.stringContaining('error: the pull request or release is of a private repository')])
    expect(JSON.stringify([run.stdout, run.stderr, run.summary, run.outputs])).not.toMatch(/heronwing/i)
  }
  expect(written()).toHaveLength(before)
})

const faults: readonly [what: string, inputs: Record<string, string>, words: string][] = [
  ['no showcase anywhere', {}, 'nobody says where entries go'],
  [
    'another repository without its token',
    { showcase: 'ada/work' },
    '"token" reaches only example/ringcache, and the showcase is ada/work',
  ],
  ['a token that may only read', { showcase: '.' }, '"Contents: write"'],
  ['a wrong preset', { showcase: '.', preset: 'jekyl' }, 'there is no preset "jekyl"'],
  ['a pull request that is none', { showcase: '.', 'pull-request': 'seven' }, 'Write its number, owner/repo#number, or its address'],
  ['two subjects', { 'pull-request': '1', tag: 'v1' }, 'A draft is about one of them'],
  ['a wrong boolean', { 'dry-run': 'yes' }, 'the input "dry-run" is "yes". Write true or false.'],
  ['a wrong command', { command: 'publish' }, 'the input "command" is "publish"'],
]

test('a token that GitHub does not know: the mend is the input, not a variable of the command line', async () => {
  const { step } = await given()
  const result = await runner.run({ ...step, inputs: { ...step.inputs, token: 'ghs_unknown' } })
  expect(commandsOf(result)).toEqual(['error: GitHub does not accept the token. Replace the input "token".'])
})

test('what is wrong is one error that names the mend, and nothing is written', async () => {
  const { step, written } = await given()
  for (const [what, inputs, words] of faults) {
    const result = await runner.run({ ...step, inputs: { token: step.inputs?.token ?? '', ...inputs } })
    expect(result, what).toMatchObject({ code: 1, stderr: '', outputs: { 'pull-request-operation': 'none', entries: '[]' } })
    expect(commandsOf(result), what).toEqual([expect.stringMatching(/^error: /)])
    expect(commandsOf(result)[0], what).toContain(words)
  }
  expect(written()).toEqual([])
})

test('labels and reviewers reach the new pull request; a fault of the configuration has its line', async () => {
  const { step } = await given({ showcase: { collaborators: { bob: 'write' } } })
  const result = await runner.run({ ...step, inputs: { ...step.inputs, labels: 'performance, go', reviewers: 'bob' } })
  expect(result.outputs['pull-request-operation']).toBe('created')
  const { data } = world.showcase.existingPullRequest(1)
  expect(data.labels.map(({ name }) => name)).toEqual(expect.arrayContaining(['casewright', 'performance', 'go']))
  world.source.commit('A fault', { '.github/casewright.yml': 'showcas: ada/work\n' })
  const fault = await runner.run(step)
  expect(fault.code).toBe(1)
  expect(commandsOf(fault)[0]).toMatch(/casewright\.yml.*showcase/)
})

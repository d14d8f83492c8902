/** `command: verify`, `sign-off` and `preview` as the runner has them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { finishedEntry } from '../finished-entry.ts'
import { type FakeGitHub, fakeGitHub } from '../github/github.ts'
import type { PullHandle } from '../github/seed/pull.ts'
import type { RepositoryHandle } from '../github/seed/repository.ts'
import { actionRunner, type Runner, type Step, type StepResult } from './runner.ts'
import { actionWorld } from './world.ts'

let runner: Runner
let github: FakeGitHub

beforeAll(async () => {
  runner = await actionRunner()
})
afterAll(() => runner.close())
afterEach(async () => github.close())

/** The files of a finished entry, as they lie in a showcase. */
function entryAt(folder: string): Record<string, string> {
  const entry = finishedEntry('ringcache')
  const files = readdirSync(entry, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
  return Object.fromEntries(
    files.map((file) => {
      const path = join(file.parentPath, file.name)
      return [`${folder}/${path.slice(entry.length + 1)}`, readFileSync(path, 'utf8')]
    }),
  )
}

function said({ commands }: StepResult): { command: string; properties: Record<string, string>; message: string }[] {
  return commands.filter(({ command }) => command !== 'add-mask')
}

interface Showcase {
  showcase: RepositoryHandle
  pull: PullHandle
  step: Step
}

async function showcaseWith(change: (files: Record<string, string>) => Record<string, string> = (files) => files): Promise<Showcase> {
  github = await fakeGitHub()
  const showcase = github.repository('ada/work', {
    ownerType: 'User',
    collaborators: { bob: 'write' },
    files: { 'README.md': '# Work\n', ...entryAt('entries/old') },
  })
  const pull = showcase.pullRequest({ title: 'Case study', author: 'ada', files: change(entryAt('entries/new')) })
  const token = github.token({ workflow: 'ada/work', permissions: { contents: 'write', pull_requests: 'write', checks: 'write' } })
  return { showcase, pull, step: { api: github.url, repository: 'ada/work', event: 'pull_request', inputs: { token } } }
}

test('verify: the whole workspace is right, and says how many figures agree', async () => {
  const { step } = await showcaseWith()
  const workspace = { ...entryAt('entries/old'), ...entryAt('entries/new') }
  const result = await runner.run({ ...step, workspace, inputs: { ...step.inputs, command: 'verify' } })
  expect(result).toMatchObject({ code: 0, stderr: '' })
  const { wrong, entries } = JSON.parse(result.outputs.verification ?? '') as {
    wrong: number
    entries: { path: string; figures: number }[]
  }
  expect({ wrong, paths: entries.map(({ path }) => path) }).toEqual({ wrong: 0, paths: ['entries/new', 'entries/old'] })
  expect(result.summary).toContain('entries/new')
  expect(github.history).toEqual([])
})

test('verify: a changed digit is an error at its file and line; only-changed looks at nothing else', async () => {
  const { step, pull } = await showcaseWith((files) => ({
    ...files,
    'entries/new/index.md': wrongDigit(files['entries/new/index.md'] ?? ''),
  }))
  const wrong = entryAt('entries/new')
  const workspace = { ...entryAt('entries/old'), ...wrong, 'entries/new/index.md': wrongDigit(wrong['entries/new/index.md'] ?? '') }
  const payload = { pull_request: { number: pull.number } }
  const inputs = { ...step.inputs, command: 'verify', 'only-changed': 'true' }
  const result = await runner.run({ ...step, payload, workspace, inputs })
  expect(result.code).toBe(1)
  const { entries } = JSON.parse(result.outputs.verification ?? '') as { entries: { path: string; wrong: number }[] }
  expect(entries.map(({ path }) => path)).toEqual(['entries/new'])
  const lines = (workspace['entries/new/index.md'] ?? '').split('\n')
  const [error] = said(result).filter(({ command }) => command === 'error')
  expect(error?.properties).toMatchObject({ file: 'entries/new/index.md', title: expect.stringMatching(/^wrong: /) })
  expect(lines[Number(error?.properties.line) - 1]).toMatch(/\d/)
  expect(result.summary).toContain(`entries/new/index.md:${error?.properties.line}`)
  const outside = await runner.run({ ...step, workspace, inputs: { ...step.inputs, command: 'verify', path: '../..' } })
  expect(said(outside)).toMatchObject([{ command: 'error', message: expect.stringContaining('leads out of the workspace') }])
})

/** A figure of a table says something else. */
function wrongDigit(text: string): string {
  const lines = text.split('\n')
  const at = lines.findIndex((line) => line.startsWith('|') && /\d\.\d/.test(line))
  return lines
    .map((line, i) =>
      i === at ? line.replace(/(\d)\.(\d)/, (_, whole: string, part: string) => `${whole}.${(Number(part) + 5) % 10}`) : line,
    )
    .join('\n')
}

test('sign-off: open until somebody approves, recorded after the merge, and the second time nothing is written', async () => {
  const { step, showcase, pull } = await showcaseWith()
  const payload = { pull_request: { number: pull.number } }
  const inputs = { ...step.inputs, command: 'sign-off' }
  const open = await runner.run({ ...step, payload, inputs })
  expect(open).toMatchObject({ code: 0, outputs: { signed: 'false', 'pull-request-number': String(pull.number) } })
  const checks = () => showcase.data.checks.map(({ name, conclusion, sha }) => [name, conclusion, sha])
  expect(checks()).toEqual([['casewright / sign-off', 'action_required', pull.head()]])
  pull.review({ author: 'bob', state: 'APPROVED' })
  const signed = await runner.run({ ...step, event: 'pull_request_review', payload, inputs })
  expect(signed.outputs).toMatchObject({ signed: 'true', 'pull-request-head-sha': pull.head() })
  expect(checks().at(-1)).toEqual(['casewright / sign-off', 'success', pull.head()])
  const sha = pull.merge('merge', 'bob')
  const push = { ...step, event: 'push', sha, payload: { repository: { default_branch: 'main' } }, inputs }
  const dry = await runner.run({ ...push, inputs: { ...inputs, 'dry-run': 'true' } })
  expect([dry.outputs.signed, showcase.read('entries/new/sign-off.json')]).toEqual(['true', null])
  const recorded = await runner.run(push)
  expect(said(recorded)).toMatchObject([{ command: 'notice', message: expect.stringContaining('Recorded: https') }])
  expect(JSON.parse(showcase.read('entries/new/sign-off.json') ?? '')).toMatchObject({ how: 'review', by: { login: 'bob' } })
  const before = github.requests({ write: true }).length
  await runner.run(push)
  expect(github.requests({ write: true })).toHaveLength(before)
})

test('sign-off: a token that may write nothing leaves a notice, and the summary says it all the same', async () => {
  const { step, pull } = await showcaseWith()
  const token = github.token({ workflow: 'ada/work', permissions: { contents: 'read', pull_requests: 'read' } })
  const result = await runner.run({ ...step, payload: { pull_request: { number: pull.number } }, inputs: { token, command: 'sign-off' } })
  expect(result.code).toBe(0)
  expect(said(result)).toMatchObject([{ command: 'notice', properties: { title: 'No check was posted' } }])
  expect(result.summary).toContain('Approve')
})

test('preview: says what a pull request of a fork has, as stated, and writes nothing', async () => {
  const world = await actionWorld()
  github = world.github
  const fork = world.source.fork('eve')
  const pull = world.source.pullRequest({
    title: 'cache: a hint',
    body: 'It takes 61.4 ns instead of 182.9 ns.',
    from: fork,
    author: 'eve',
    files: { 'cache.go': 'package ringcache\n\n// hint\n' },
  })
  const token = github.token({ workflow: 'example/ringcache', permissions: { contents: 'read', pull_requests: 'read' } })
  const workspace = { 'old.txt': 'BenchmarkGet-8 100 183 ns/op\n', 'new.txt': 'BenchmarkGet-8 100 61 ns/op\n' }
  const inputs = { token, command: 'preview', baseline: 'old.txt', candidate: 'new.txt' }
  const step = {
    api: github.url,
    repository: 'example/ringcache',
    event: 'pull_request',
    payload: { pull_request: { number: pull.number } },
  }
  const result = await runner.run({ ...step, workspace, inputs })
  expect(result).toMatchObject({ code: 0, stderr: '', outputs: { 'pull-request-head-sha': pull.head() } })
  expect(said(result)).toMatchObject([{ command: 'notice', properties: { title: 'Evidence' } }])
  expect(result.summary).toMatch(/\| Get \| 183\sns \| 61\sns \| from a run, one run each \|/)
  expect(result.summary).not.toContain('| recorded')
  expect(github.requests({ write: true })).toEqual([])
})

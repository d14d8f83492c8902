/** One check a name and commit, whatever happens on the way; a status where checks cannot be made. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Check, postCheck } from '../../src/destinations/check.ts'
import { KnownError } from '../../src/errors.ts'
import { gitHubWriter } from '../../src/github/writer.ts'
import { type FakeGitHub, fakeGitHub } from '../github/github.ts'
import type { RepositoryHandle } from '../github/seed/repository.ts'

let github: FakeGitHub
let repo: RepositoryHandle
let app: string
let sha: string
let commits = 0

beforeAll(async () => {
  github = await fakeGitHub()
  repo = github.repository('ada/work', { ownerType: 'User', files: { 'README.md': '# Work\n' } })
  const casewright = github.app()
  app = casewright.token(casewright.install('ada'))
})
afterAll(() => github.close())
beforeEach(() => {
  sha = repo.commit('Another', { 'README.md': `# ${++commits}\n` })
})

const remarks = (count: number, word = 'wrong'): Check['annotations'] =>
  Array.from({ length: count }, (_, i) => ({ path: 'README.md', line: i + 1, level: 'failure', message: `${word} ${i}` }))

async function post(change: Partial<Check> = {}, token = app) {
  const waited: number[] = []
  const wait = async (milliseconds: number) => void waited.push(milliseconds)
  const writer = gitHubWriter({ baseUrl: github.url, token: { writes: token }, userAgent: 'test', wait })
  const check: Check = {
    owner: 'ada',
    name: 'work',
    sha,
    check: 'casewright / evidence',
    conclusion: 'failure',
    title: 'One thing is wrong',
    summary: 'Look here.',
    annotations: remarks(1),
    ...change,
  }
  return { ...(await postCheck(writer, { ...check, wait })), writes: writer.writes, waited: waited.length }
}

const runs = () => repo.data.checks.filter((check) => check.sha === sha)
const statuses = () => repo.data.statuses.filter((status) => status.sha === sha)

describe('as a check run', () => {
  test('is made although somebody has set a status of the same words', async () => {
    const eve = github.token({ user: 'eve' })
    repo.data.collaborators.set('eve', 'write')
    await post({ annotations: [], conclusion: 'action_required' }, eve)
    expect(statuses()).toMatchObject([{ state: 'pending', creator: { login: 'eve' } }])
    expect(await post({ annotations: [], conclusion: 'action_required' })).toMatchObject({ kind: 'check', changed: true, writes: 1 })
    expect(runs()).toHaveLength(1)
  })

  test('is made once, changed in place, and left alone when it says the same', async () => {
    const made = await post()
    expect(made).toMatchObject({ kind: 'check', changed: true, writes: 1, url: expect.stringContaining('/runs/') })
    expect(await post()).toMatchObject({ changed: false, writes: 0, url: made.url })
    expect(await post({ title: 'Still', conclusion: 'action_required' })).toMatchObject({ changed: true, writes: 1 })
    expect(runs()).toHaveLength(1)
    expect(runs()[0]).toMatchObject({ status: 'completed', conclusion: 'action_required', output: { title: 'Still' } })
    expect(runs()[0]?.annotations).toHaveLength(1)
  })

  test('fifty remarks a request; a run that was cut off goes on where it stopped', async () => {
    github.fault({ operation: 'checks/update', kind: 'status', status: 403, message: 'Resource not accessible by integration' })
    await post({ annotations: remarks(120) }).catch(() => {})
    expect(runs()[0]?.annotations).toHaveLength(50)
    repo.data.statuses.length = 0
    await post({ annotations: remarks(120) })
    expect(runs()).toHaveLength(1)
    expect(runs()[0]?.annotations.map(({ message }) => message)).toEqual(remarks(120).map(({ message }) => message))
    expect(await post({ annotations: remarks(120) })).toMatchObject({ writes: 0 })
  })

  test('remarks that no longer hold are not left standing: a new run takes the place', async () => {
    await post({ annotations: remarks(2) })
    await post({ annotations: remarks(1, 'other') })
    expect(runs().map(({ annotations }) => annotations.length)).toEqual([2, 1])
    expect(await post({ annotations: remarks(1, 'other') })).toMatchObject({ writes: 0 })
    expect(await post({ annotations: remarks(1, 'other'), title: 'Newer' })).toMatchObject({ writes: 1 })
    expect(runs()).toHaveLength(2)
  })

  test("another App's check and a job of the same name are not ours", async () => {
    repo.check(sha, { name: 'casewright / evidence', conclusion: 'success' })
    const other = github.app({ slug: 'another' })
    await post({}, other.token(other.install('ada')))
    expect(await post()).toMatchObject({ kind: 'check', changed: true })
    expect(await post()).toMatchObject({ changed: false })
    expect(runs()).toHaveLength(3)
  })

  test('a summary too long ends at a line and says so', async () => {
    await post({ summary: `${'ééé a line\n'.repeat(8000)}` })
    const { summary } = runs()[0]?.output ?? {}
    expect(Buffer.byteLength(summary ?? '')).toBeLessThanOrEqual(65_535)
    expect(summary).toMatch(/\nééé a line\n\nThe rest does not fit in here\. "casewright verify" on the entry shows all of it\.$/)
  })
})

describe('as a commit status', () => {
  test('for a personal token; once, changed by another, left alone', async () => {
    const ada = github.token({ user: 'ada' })
    expect(await post({ title: 'x'.repeat(200), target: 'https://example.org/a' }, ada)).toMatchObject({
      kind: 'status',
      changed: true,
      url: 'https://example.org/a',
    })
    expect(statuses()).toMatchObject([{ context: 'casewright / evidence', state: 'failure', description: `${'x'.repeat(139)}…` }])
    expect(await post({ title: 'x'.repeat(200), target: 'https://example.org/a' }, ada)).toMatchObject({ changed: false, writes: 0 })
    await post({ conclusion: 'action_required' }, ada)
    await post({ conclusion: 'neutral' }, ada)
    expect(statuses().map(({ state }) => state)).toEqual(['failure', 'pending', 'success'])
    expect(runs()).toEqual([])
  })

  test('for a workflow without checks; neither permission is a fault with its name', async () => {
    const permissions = { contents: 'read', metadata: 'read' } as const
    const narrow = github.token({ workflow: 'ada/work', permissions: { ...permissions, statuses: 'write' } })
    expect(await post({}, narrow)).toMatchObject({ kind: 'status', changed: true })
    await expect(post({ title: 'New' }, github.token({ workflow: 'ada/work', permissions }))).rejects.toThrow(/"Commit statuses: write"/)
  })
})

describe('faults', () => {
  const cases = [
    { name: 'cut off before', fault: { kind: 'reset' }, token: 'app' },
    { name: 'cut off after', fault: { kind: 'reset-after' }, token: 'app' },
    { name: 'answer cut short', fault: { kind: 'truncated' }, token: 'app' },
    { name: 'server fault', fault: { kind: 'status', status: 502 }, token: 'app' },
    { name: 'status, cut off after', fault: { kind: 'reset-after' }, token: 'ada' },
  ] as const
  test.each(cases)('$name: one check, and nothing more the next time', async ({ fault, token }) => {
    const [operation, with_] =
      token === 'app' ? (['checks/create', app] as const) : (['repos/create-commit-status', github.token({ user: 'ada' })] as const)
    github.fault({ ...fault, operation })
    expect(await post({}, with_)).toMatchObject({ changed: true })
    expect([runs().length, statuses().length]).toEqual(token === 'app' ? [1, 0] : [0, 1])
    expect(await post({}, with_)).toMatchObject({ changed: false })
  })

  test('remarks are not written twice after a write without an answer', async () => {
    await post({ annotations: remarks(60) })
    expect(runs()[0]?.annotations).toHaveLength(60)
    sha = repo.commit('Again', { 'README.md': `# ${++commits}\n` })
    github.fault({ operation: 'checks/update', kind: 'reset-after' })
    await post({ annotations: remarks(60) })
    expect(runs()[0]?.annotations).toHaveLength(60)
  })

  test('a commit that is not there yet is waited for; a limit is thrown at once', async () => {
    github.fault({ operation: 'checks/list-for-ref', kind: 'lag' })
    expect(await post()).toMatchObject({ kind: 'check', changed: true, waited: 1 })
    github.fault({ operation: 'checks/update', kind: 'status', status: 403, message: 'secondary rate limit', retryAfter: 60 })
    const error: unknown = await post({ title: 'New' }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(KnownError)
    expect((error as KnownError).until).toBeGreaterThan(Date.now())
    expect(statuses()).toEqual([])
  })
})

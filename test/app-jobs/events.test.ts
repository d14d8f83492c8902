/** Which jobs a webhook gives: all of GitHub's examples, and the few that matter here. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { deliveryBody } from '../../src/jobs/app/delivery-body.ts'
import { jobsFor } from '../../src/jobs/app/events.ts'
import { jobSchemas } from '../../src/jobs/app/jobs.ts'

interface Event {
  name: string
  examples: Record<string, unknown>[]
}

interface Payload {
  event: string
  body: Record<string, unknown>
}

const all = JSON.parse(readFileSync(fileURLToPath(import.meta.resolve('@octokit/webhooks-examples')), 'utf8')) as Event[]
const payloads: Payload[] = all.flatMap(({ name, examples }) => examples.map((body) => ({ event: name, body })))

function jobs(event: string, payload: Record<string, unknown>) {
  const body = deliveryBody({ installation: { id: 7 }, ...payload })
  const action = typeof payload.action === 'string' ? payload.action : null
  return body === null
    ? null
    : jobsFor({ id: 'x', event, action, installation: body.installation?.id ?? null, repositoryId: null, body, key: 'x' })
}

test(`${payloads.length} examples of GitHub’s give jobs that can be read, or none`, () => {
  expect(payloads.length).toBeGreaterThan(200)
  const given = new Set<string>()
  for (const { event, body } of payloads) {
    for (const job of jobs(event, body) ?? []) {
      given.add(`${event} → ${job.name}`)
      expect(jobSchemas[job.name].safeParse(job.data).error).toBeUndefined()
      expect(job.about).toMatch(/^repository:\d+/)
      expect(JSON.stringify(job).length).toBeLessThan(600)
    }
  }
  expect([...given].sort()).toEqual([
    'check_suite → rerun',
    'installation → check-config',
    'installation_repositories → check-config',
    'pull_request → preview',
    'release → consider-release',
    'repository → hygiene',
    'workflow_run → late-artifacts',
  ])
})

const account = (login: string, type = 'User') => ({ id: 5, login, type })
const repository = { id: 9, full_name: 'example/one', default_branch: 'main' }
const end = (ref: string, id: number) => ({ ref, sha: 'a'.repeat(40), repo: { id } })
const pull = (more: object = {}, head = end('change', 9)) => ({ id: 1, number: 3, head, base: end('main', 9), labels: [], ...more })
const entry = end('casewright/lock-0123abcd', 9)
const event = (name: string, action: string, more: object) =>
  jobs(name, { action, repository, sender: account('ada'), ...more })?.map((job) => [job.name, job.data])
const at = { installation: 7, repository: 9 }

test.each([
  ['pull_request', 'closed', { pull_request: pull({ merged: true }) }, [['consider', { ...at, number: 3, why: 'merged' }]]],
  ['pull_request', 'closed', { pull_request: pull({ merged: false }) }, []],
  [
    'pull_request',
    'labeled',
    { pull_request: pull({ merged: true }), label: { name: 'x' } },
    [['consider', { ...at, number: 3, why: 'labelled', label: 'x' }]],
  ],
  ['pull_request', 'opened', { pull_request: pull() }, []],
  ['pull_request', 'synchronize', { pull_request: pull({ labels: [{ name: 'x' }] }) }, [['preview', { ...at, number: 3 }]]],
  ['pull_request', 'synchronize', { pull_request: pull({}, entry) }, [['check-entry', { ...at, number: 3 }]]],
  ['pull_request', 'closed', { pull_request: pull({ merged: true }, entry) }, [['end-entry', { ...at, number: 3 }]]],
  // The same branch name in a fork is nobody's entry, and neither is a record of signatures.
  [
    'pull_request',
    'closed',
    { pull_request: pull({ merged: true }, end('casewright/lock-0123abcd', 10)) },
    [['consider', { ...at, number: 3, why: 'merged' }]],
  ],
  ['pull_request', 'synchronize', { pull_request: pull({}, end('casewright/sign-off-3', 9)) }, []],
  [
    'pull_request_review',
    'submitted',
    { pull_request: pull({}, entry), review: { id: 1, state: 'approved', user: account('bob') } },
    [['judge-sign-off', { ...at, number: 3 }]],
  ],
  [
    'pull_request_review',
    'submitted',
    { pull_request: pull({}, entry), review: { id: 1, state: 'approved', user: account('x[bot]', 'Bot') } },
    [],
  ],
  ['pull_request_review', 'submitted', { pull_request: pull(), review: { id: 1, state: 'approved', user: account('bob') } }, []],
  [
    'push',
    '',
    { ref: 'refs/heads/main', after: 'b', commits: [{ added: ['.github/casewright.yml'] }] },
    [['check-config', { ...at, sha: 'b', isDefault: true }]],
  ],
  ['push', '', { ref: 'refs/heads/main', after: 'b', commits: [{ modified: ['src/casewright.yml'] }] }, []],
  ['push', '', { ref: 'refs/heads/x', after: 'b', deleted: true, commits: [{ removed: ['.github/casewright.yml'] }] }, []],
  [
    'release',
    'published',
    { release: { id: 1, tag_name: 'v1', draft: false, prerelease: false } },
    [['consider-release', { ...at, tag: 'v1', prerelease: false }]],
  ],
  ['repository', 'privatized', {}, [['hygiene', { ...at, change: 'privatized' }]]],
  ['repository', 'edited', {}, []],
  [
    'check_run',
    'rerequested',
    { check_run: { id: 1, name: 'casewright / evidence', head_sha: 'c' } },
    [['rerun', { ...at, sha: 'c', check: 'casewright / evidence' }]],
  ],
  ['check_run', 'rerequested', { check_run: { id: 1, name: 'build', head_sha: 'c' } }, []],
  ['star', 'created', {}, []],
])('%s %s %j', (name, action, more, expected) => {
  expect(event(name, action, more)).toEqual(expected)
})

test.each([
  ['/casewright draft', 'User', ['command']],
  ['/casewright draft', 'Bot', []],
  ['> **1.** Who noticed?\n\nWe did.', 'User', ['reply']],
  ['2. With a replay.', 'User', ['reply']],
  ['Nice work, 2 things though', 'User', []],
])('a comment %j by a %s', (body, type, expected) => {
  const comment = { id: 8, body, user: account('x', type) }
  const more = { issue: { id: 1, number: 3, pull_request: {} }, comment, sender: account('x', type) }
  expect(event('issue_comment', 'created', more)?.map(([name]) => name)).toEqual(expected)
  expect(event('issue_comment', 'edited', more)).toEqual([])
  expect(event('issue_comment', 'created', { ...more, issue: { id: 1, number: 3 } })).toEqual([])
})

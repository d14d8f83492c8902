/**
 * The whole way, byte for byte: a pull request on the fake GitHub becomes the draft in `golden/`. After a wanted change
 * CASEWRIGHT_UPDATE_GOLDEN=1 writes it anew; read the difference before you commit it.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { configOf, parseConfig } from '../../src/config.ts'
import { gitHub } from '../../src/github/client.ts'
import { gitHubWriter } from '../../src/github/writer.ts'
import { draftOnGitHub, type GitHubDraftResult } from '../../src/jobs/draft-on-github.ts'
import { verifyFiles } from '../../src/jobs/verify-files.ts'
import type { EntryFile } from '../../src/model.ts'
import { type FakeGitHub, fakeGitHub } from '../github/github.ts'
import type { RepositoryHandle } from '../github/seed/repository.ts'
import { queuePull } from './queue-pull.ts'

const golden = fileURLToPath(new URL('golden', import.meta.url))
let github: FakeGitHub
let showcase: RepositoryHandle
let result: GitHubDraftResult

beforeAll(async () => {
  github = await fakeGitHub()
  const { number } = queuePull(github)
  showcase = github.repository('ada/work', { ownerType: 'User', files: { 'README.md': '# Work\n' }, collaborators: { nia: 'write' } })
  const [token, wait] = [github.token({ user: 'ada' }), async () => {}]
  const client = { baseUrl: github.url, userAgent: 'test', wait }
  result = await draftOnGitHub({
    reference: { kind: 'pull-request', host: 'github.com', owner: 'example', name: 'parcel', number },
    source: gitHub({ ...client, token }),
    config: configOf(parseConfig('showcase: ada/work\npeople: { reviewers: nia }\n', '.github/casewright.yml')),
    own: { baseline: [], candidate: [], environment: null, cwd: '.' },
    to: {
      kind: 'showcase',
      writer: gitHubWriter({ ...client, token: { writes: token } }),
      showcase: { host: 'github.com', owner: 'ada', name: 'work' },
      again: false,
      wait,
    },
    allowedSecrets: new Set(),
    generator: 'casewright test',
    onProgress: () => {},
  })
})
afterAll(() => github.close())

/** Everything the showcase holds of it: the branch's new files, and the pull request. */
function published(): Record<string, string> {
  const [pull] = showcase.pullRequests()
  if (pull === undefined) throw new Error('no pull request')
  const paths = showcase.git('diff', '--name-only', 'main', pull.head.ref).split('\n')
  const files = paths.map((path) => [path, showcase.read(path, pull.head.ref) ?? ''])
  const { title, body, draft, labels, requestedReviewers } = pull
  const facts = {
    title,
    branch: pull.head.ref,
    draft,
    labels: labels.map(({ name }) => name),
    reviewers: requestedReviewers.map(({ login }) => login),
  }
  return Object.fromEntries([...files, ['pull-request.json', `${JSON.stringify(facts, null, 2)}\n`], ['pull-request.md', `${body}\n`]])
}

function expected(): Record<string, string> {
  const paths = readdirSync(golden, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
  const files = paths.map(({ parentPath, name }) => join(parentPath, name))
  return Object.fromEntries(files.map((path) => [path.slice(golden.length + 1), readFileSync(path, 'utf8')]))
}

describe('a pull request with an artifact, an issue and a discussion', () => {
  test('is the golden entry', () => {
    const now = published()
    if (process.env.CASEWRIGHT_UPDATE_GOLDEN !== undefined) {
      rmSync(golden, { recursive: true, force: true })
      for (const [path, text] of Object.entries(now)) {
        mkdirSync(dirname(join(golden, path)), { recursive: true })
        writeFileSync(join(golden, path), text)
      }
    }
    const then = expected()
    expect(Object.keys(now).toSorted()).toEqual(Object.keys(then).toSorted())
    for (const [path, text] of Object.entries(now)) expect({ path, text }).toEqual({ path, text: then[path] })
  })

  test('has a source for every figure', () => {
    const folder = `entries/${result.published?.branch.slice('casewright/'.length, -9)}/`
    const files = Object.entries(published()).flatMap(([path, content]): EntryFile[] =>
      path.startsWith(folder) && !path.startsWith(`${folder}.`) ? [{ path: path.slice(folder.length), content }] : [],
    )
    const { findings, figures } = verifyFiles(files)
    expect(findings).toEqual([])
    expect(figures).toBeGreaterThan(20)
  })

  test('calls the gain by name, shows the loss, and tells what was asked', () => {
    const page =
      Object.entries(published())
        .find(([path]) => path.endsWith('/index.md'))?.[1]
        .replaceAll('\u00a0', ' ') ?? ''
    expect(page).toContain('67 % less time')
    expect(page).toMatch(/Push\/producers=1.*33\.8/)
    expect(page).toContain('order between two producers')
    expect(page).toContain('twice as slow at one')
  })
})

/**
 * What the layers of fault tests have in common: a merged pull request with hostile words, showcases to draft it into,
 * and the whole way from reading it to the draft pull request as one step that can be broken on purpose.
 */

import { configOf } from '../../src/config.ts'
import type { Published } from '../../src/destinations/pull-request.ts'
import { KnownError } from '../../src/errors.ts'
import { gitHub } from '../../src/github/client.ts'
import { type GitHubWriter, gitHubWriter } from '../../src/github/writer.ts'
import { draftOnGitHub } from '../../src/jobs/draft-on-github.ts'
import type { EntryFile } from '../../src/model.ts'
import { type FakeGitHub, fakeGitHub } from '../github/github.ts'
import type { PullHandle } from '../github/seed/pull.ts'
import type { RepositoryHandle } from '../github/seed/repository.ts'

/** Words that must not reach anybody as they are. */
const hostile = 'cc @octo-org/everybody, fixes #1, /deploy now, and <img src="https://evil.example/x.png"> {{ 7 * 7 }}'

const description = (figure: string) => `## Motivation

Every reader of the ring waits for one lock, since even a read moves the entry to the front. ${hostile}

## Results

| ns/op | before | after |
|---|--:|--:|
| Get/parallel | 182.9 | ${figure} |
| Get/serial | 21.3 | 23.0 |
`

export interface World {
  github: FakeGitHub
  source: RepositoryHandle
  pull: PullHandle
  /** Sets the figure that the pull request's text states. */
  state(figure: string): void
}

export async function world(): Promise<World> {
  const github = await fakeGitHub()
  return { github, ...sourceIn(github, 'ringcache') }
}

/** A merged pull request of its own, in a repository of its own. */
export function sourceIn(github: FakeGitHub, name: string): Omit<World, 'github'> {
  const source = github.repository(`example/${name}`, {
    licence: 'MIT',
    files: { 'README.md': '# ringcache\n\nringcache is an in-process LRU cache for Go services.\n', 'cache.go': 'package ringcache\n' },
  })
  const pull = source.pullRequest({
    title: 'cache: shard the LRU lock (fixes #1) @bob [skip ci]',
    author: 'eve',
    body: description('61.4'),
    files: { 'cache.go': 'package ringcache\n\nfunc Get() {}\n' },
    reviews: [
      {
        author: 'bob',
        comments: [{ path: 'cache.go', line: 3, body: 'Why sixteen shards?', answers: [{ body: 'More gave nothing on 64 cores.' }] }],
      },
    ],
    merged: 'squash',
  })
  return { source, pull, state: (figure) => void Object.assign(pull.data, { body: description(figure), updatedAt: github.world.now() }) }
}

/** How a run goes about it; the right way unless a test breaks it. */
export interface Way {
  fetch?: typeof fetch
  again?: boolean
  /** Between the program and the writing client: broken variants put themselves there. */
  writer?: (writer: GitHubWriter) => GitHubWriter
  draft?: typeof draftOnGitHub
}

export interface Showcase {
  name: string
  repository: RepositoryHandle
  /** One run of the whole way; `error` for what a user is told. Anything else is thrown. */
  run(way?: Way): Promise<Run>
}

export interface Run {
  published: Published | null
  files: readonly EntryFile[]
  error: KnownError | null
  requests: number
  /** Requests that could change something, and those of them that GitHub carried out. */
  writes: number
}

const wait = async () => {}

/** A new showcase of Ada's, where Bob may write. */
export function showcaseIn({ github, source: { data: of }, pull }: World, name: string): Showcase {
  const repository = github.repository(`ada/${name}`, {
    ownerType: 'User',
    files: { 'README.md': '# Work\n' },
    collaborators: { bob: 'write' },
  })
  const token = github.token({ user: 'ada' })
  const config = configOf({ people: { reviewers: ['bob'] } })
  return {
    name,
    repository,
    async run({ fetch, again = false, writer: broken, draft = draftOnGitHub } = {}) {
      const client = { baseUrl: github.url, userAgent: 'test', wait, ...(fetch && { fetch }) }
      const source = gitHub({ ...client, token })
      const writer = gitHubWriter({ ...client, token: { writes: token } })
      const count = (): Pick<Run, 'requests' | 'writes'> => ({ requests: source.requests + writer.requests, writes: writer.writes })
      try {
        const { published, files } = await draft({
          reference: { kind: 'pull-request', host: 'github.com', owner: 'example', name: of.name, number: pull.number },
          source,
          config,
          own: { baseline: [], candidate: [], environment: null, cwd: '.' },
          to: { kind: 'showcase', writer: broken?.(writer) ?? writer, showcase: { host: 'github.com', owner: 'ada', name }, again, wait },
          allowedSecrets: new Set(),
          generator: 'casewright test',
          onProgress: () => {},
        })
        return { published, files, error: null, ...count() }
      } catch (error) {
        if (!(error instanceof KnownError)) throw error
        return { published: null, files: [], error, ...count() }
      }
    },
  }
}

/** A source with a merged pull request, and a showcase, in the fake GitHub. */
import { type FakeGitHub, type FakeGitHubOptions, fakeGitHub } from '../github/github.ts'
import type { PullHandle, PullSeed } from '../github/seed/pull.ts'
import type { RepositoryHandle, RepositorySeed } from '../github/seed/repository.ts'

export const description = `## Motivation

Every reader of the ring waits for one lock, since even a read moves the entry to the front.

## Results

| ns/op | before | after |
|---|--:|--:|
| Get/parallel | 182.9 | 61.4 |
| Get/serial | 21.3 | 23.0 |
`

export interface ActionWorld {
  github: FakeGitHub
  source: RepositoryHandle
  showcase: RepositoryHandle
  pull: PullHandle
  /** The push that merged it, as GitHub tells a workflow. */
  push: { event: 'push'; repository: string; sha: string; payload: object }
}

export interface ActionWorldSeed {
  pull?: PullSeed
  source?: RepositorySeed
  showcase?: RepositorySeed
  options?: FakeGitHubOptions
}

export async function actionWorld(seed: ActionWorldSeed = {}): Promise<ActionWorld> {
  const github = await fakeGitHub(seed.options)
  const source = github.repository('example/ringcache', {
    licence: 'MIT',
    files: { 'README.md': '# ringcache\n\nringcache is an in-process LRU cache for Go services.\n', 'cache.go': 'package ringcache\n' },
    ...seed.source,
  })
  const pull = source.pullRequest({
    title: 'cache: shard the LRU lock',
    body: description,
    files: { 'cache.go': 'package ringcache\n\nfunc Get() {}\n' },
    ...seed.pull,
  })
  pull.label('case-study')
  const sha = pull.merge('squash')
  const showcase = github.repository('ada/work', { ownerType: 'User', files: { 'README.md': '# Work\n' }, ...seed.showcase })
  const payload = {
    ref: 'refs/heads/main',
    repository: { default_branch: 'main', private: false },
    commits: [{ id: sha, message: pull.data.title }],
  }
  return { github, source, showcase, pull, push: { event: 'push', repository: 'example/ringcache', sha, payload } }
}

/** A showcase on the fake GitHub with a pull request that adds a finished entry: what the tests of checks and sign-offs start from. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gitHubWriter } from '../../src/github/writer.ts'
import { type FakeGitHub, fakeGitHub } from '../github/github.ts'
import type { PullHandle } from '../github/seed/pull.ts'
import type { RepositoryHandle, RepositorySeed } from '../github/seed/repository.ts'

const fixtures = fileURLToPath(new URL('../fixtures/claims', import.meta.url))

/** The files of a finished entry, by path in the showcase. */
export function entryIn(folder: string, name: 'ringcache' | 'kernel' | 'harvest' = 'kernel'): Record<string, string> {
  const paths = readdirSync(join(fixtures, name), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    paths.map(({ parentPath, name: file }) => {
      const path = join(parentPath, file)
      return [`${folder}/${path.slice(join(fixtures, name).length + 1)}`, readFileSync(path, 'utf8')]
    }),
  )
}

export interface Stage {
  github: FakeGitHub
  showcase: RepositoryHandle
  pull: PullHandle
  /** The App's own client, one for each run. */
  writer(): ReturnType<typeof gitHubWriter>
  place: { owner: string; name: string; number: number }
}

/** The pull request is the App's, as usual, unless told. */
export async function stage(seed: RepositorySeed = {}, author = 'casewright[bot]'): Promise<Stage> {
  const github = await fakeGitHub()
  const showcase = github.repository('ada/work', {
    ownerType: 'User',
    files: { 'README.md': '# Work\n' },
    collaborators: { bob: 'write', carol: 'maintain', rita: 'read' },
    ...seed,
  })
  const app = github.app()
  const installation = app.install('ada')
  const pull = showcase.pullRequest({
    title: 'Case study: a kernel',
    head: 'casewright/a-kernel-01234567',
    author,
    files: entryIn('entries/a-kernel'),
  })
  return {
    github,
    showcase,
    pull,
    writer: () =>
      gitHubWriter({ baseUrl: github.url, token: { writes: app.token(installation) }, userAgent: 'test', wait: async () => {} }),
    place: { owner: 'ada', name: 'work', number: pull.number },
  }
}

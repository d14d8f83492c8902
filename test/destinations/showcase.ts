/** A showcase on the fake GitHub, and a draft to publish there: what the tests of the draft pull request start from. */
import { createHash } from 'node:crypto'
import { type Published, publishPullRequest, type ShowcaseEntry } from '../../src/destinations/pull-request.ts'
import { gitHubWriter } from '../../src/github/writer.ts'
import { merge } from '../../src/merge/merge.ts'
import { type FakeGitHub, type FakeGitHubOptions, fakeGitHub, type TokenSeed } from '../github/github.ts'
import type { RepositoryHandle, RepositorySeed } from '../github/seed/repository.ts'

/** A subject of its own for every number. */
export const subjectOf = (number: number) => createHash('sha256').update(`4711 pull-request ${number}`).digest('hex')
export const subject = subjectOf(12)
export const branch = `casewright/shard-the-lock-${subject.slice(0, 8)}`
export const folder = 'entries/shard-the-lock'
export const page = `${folder}/index.md`

const front = (title: string) => `---\ntitle: "${title}"\nledger: "evidence.json"\n---\n\n`
export const draft = (figure: string) =>
  `${front(`A get takes ${figure} ns`)}A get takes ${figure} ns instead of 182 ns.\n\n## The problem\n\nEvery reader waits for one lock.\n`

export const filesOf = (figure: string): ShowcaseEntry['files'] => [
  { path: 'index.md', content: draft(figure) },
  { path: 'evidence.json', content: `{ "figure": ${figure} }\n` },
  { path: 'chart.svg', content: `<svg><title>${figure}</title></svg>\n` },
  { path: 'data/measurements.csv', content: new TextEncoder().encode(`ns\n${figure}\n`) },
]

export interface Stage {
  github: FakeGitHub
  showcase: RepositoryHandle
  /** Publishes with a client of its own, as a run of its own does. */
  publish(change?: Partial<ShowcaseEntry>, token?: TokenSeed): Promise<Published & { requests: number; writes: number }>
}

export async function stage(seed: RepositorySeed = {}, options: FakeGitHubOptions = {}): Promise<Stage> {
  const github = await fakeGitHub(options)
  const showcase = github.repository('ada/showcase', {
    ownerType: 'User',
    files: { 'README.md': '# Work\n' },
    collaborators: { bob: 'write' },
    ...seed,
  })
  return {
    github,
    showcase,
    async publish(change = {}, token = { user: 'ada' }) {
      const wait = async () => {}
      const writer = gitHubWriter({ baseUrl: github.url, token: { writes: github.token(token) }, userAgent: 'test', wait })
      const from = github.history.length
      const published = await publishPullRequest({
        writer,
        owner: 'ada',
        name: 'showcase',
        subject,
        slug: 'shard-the-lock',
        folder: 'entries',
        title: 'Case study: shard the lock',
        text: 'Draft case study: shard the lock.\n\nTo stop this one, close the pull request.',
        author: null,
        reviewers: [],
        files: filesOf('61'),
        merge,
        again: false,
        wait,
        mayPublish: async () => {},
        ...change,
      })
      const sent = github.history.slice(from)
      return { ...published, requests: sent.length, writes: sent.filter(({ write }) => write).length }
    },
  }
}

/**
 * A private repository with a word of its own in every field, beside a public showcase, on the fake GitHub. The words
 * are in no dictionary, so that one of them in a public byte can only have come from here.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { configOf } from '../src/config.ts'
import { gitHub } from '../src/github/client.ts'
import { gitHubWriter } from '../src/github/writer.ts'
import { draftOnGitHub, type GitHubDraftResult } from '../src/jobs/draft-on-github.ts'
import type { PrivateField } from '../src/policy/visibility.ts'
import { type FakeGitHub, fakeGitHub } from './github/github.ts'
import type { PullHandle } from './github/seed/pull.ts'
import type { RepositoryHandle } from './github/seed/repository.ts'

/** Twelve consonants that stand for one field, the same in every run. */
export function canary(field: string): string {
  const bytes = createHash('sha256').update(field).digest()
  return Array.from(bytes.subarray(0, 12), (byte) => 'bcdfghjklmnpqrstvwxz'[byte % 20]).join('')
}

/** Fields by what the allow-list has to say of them; null is never published. */
export const canaries: Readonly<Record<string, PrivateField | 'repository or links' | null>> = {
  owner: 'repository or links',
  repository: 'repository or links',
  readme: 'repository',
  title: 'title',
  author: 'people',
  label: 'topics',
  reason: 'quotations',
  benchmark: 'benchmark-names',
  cpu: 'environment',
  method: null,
  heading: null,
  comment: null,
  commenter: null,
  review: null,
  reviewer: null,
  issue: null,
  'issue-body': null,
  branch: null,
  commit: null,
  'commit-body': null,
  path: null,
  symbol: null,
  test: null,
  code: null,
  package: null,
  host: null,
  'benchmark-file': null,
  folder: null,
  artifact: null,
  check: null,
  workflow: null,
  release: null,
  approver: null,
  'config-comment': null,
  description: null,
}

export interface PrivateWorld {
  github: FakeGitHub
  source: RepositoryHandle
  showcase: RepositoryHandle
  pull: PullHandle
  approver: string
  /** Drafts into the showcase as its owner; `say` gets every progress line. */
  draft(options?: {
    askedBy?: string
    again?: boolean
    say?: (line: string) => void
    staging?: boolean
    artifact?: boolean
    /** Reads with the token of a workflow, which is no person's. */
    ofWorkflow?: boolean
  }): Promise<GitHubDraftResult>
  /** Sets what the source's own configuration says. */
  allow(fields: readonly PrivateField[], more?: { publish?: boolean; approvers?: readonly string[] }): void
  close(): Promise<void>
}

/** The account that writes to the showcase, and nowhere else. */
export const publisher = 'publisher'
const wait = () => Promise.resolve()

function benchmarks(side: 'old' | 'new'): string {
  const lines = Array.from({ length: 10 }, (_, i) => {
    const [get, put] = side === 'old' ? [183_417 + i * 131, 52_639 + i * 17] : [61_853 + i * 97, 57_911 + i * 19]
    return `Benchmark${canary('benchmark')}/get-8 \t 1000\t ${(get / 1000).toFixed(3)} ns/op\nBenchmark${canary('benchmark')}/put-8 \t 1000\t ${(put / 1000).toFixed(3)} ns/op`
  })
  return `goos: linux\ngoarch: amd64\npkg: ${canary('host')}.internal/${canary('package')}\ncpu: ${canary('cpu')} 7763\n${lines.join('\n')}\n`
}

/** Figures of the files as written, none of which is a ratio. */
export const values = ['183.417', '61.853', '52.639', '57.911']

export async function privateWorld(): Promise<PrivateWorld> {
  const github = await fakeGitHub()
  const folder = mkdtempSync(join(tmpdir(), `casewright-${canary('folder')}-`))
  const file = (side: 'old' | 'new') => {
    mkdirSync(join(folder, side))
    writeFileSync(join(folder, side, `${canary('benchmark-file')}.txt`), benchmarks(side))
    return `${side}/*.txt`
  }
  const own = { baseline: [file('old')], candidate: [file('new')], environment: null, cwd: folder }
  const approver = canary('approver')
  const name = `${canary('owner')}/${canary('repository')}`
  const path = `${canary('path')}/core.go`
  const source = github.repository(name, {
    visibility: 'private',
    licence: 'MIT',
    description: canary('description'),
    collaborators: { stager: 'write', [approver]: 'write', [canary('reviewer')]: 'write', asker: 'write', publisher: 'read' },
    files: { 'README.md': `# ${canary('repository')}\n\nIt keeps ${canary('readme')} in memory for services.\n`, [path]: 'package core\n' },
  })
  const showcase = github.repository('work/showcase', {
    collaborators: { publisher: 'write', stager: 'read' },
    files: { 'README.md': '# Work\n' },
  })
  const issue = source.issue({
    title: `Slow ${canary('issue')}`,
    body: `Every ${canary('issue-body')} waits.`,
    author: canary('commenter'),
  })
  const pull = source.pullRequest({
    title: `Shard the ${canary('title')} lock`,
    author: canary('author'),
    head: `${canary('branch')}-lock`,
    labels: [canary('label')],
    body: `## Motivation\n\nEvery reader of the ${canary('reason')} waits for one lock, since even a read moves its entry to the front of the list.\n\n## ${canary('heading')}\n\nThe lock is split by ${canary('method')}. Closes #${issue.number}.\n`,
    commits: [
      {
        message: `Split ${canary('commit')}\n\nBecause of ${canary('commit-body')}.`,
        files: {
          [path]: `package core\n\nfunc ${canary('symbol')}() {\n\treturn "${canary('code')}"\n}\n`,
          [`${canary('path')}/core_test.go`]: `package core\n\nfunc Test${canary('test')}(t *testing.T) {\n}\n`,
        },
      },
    ],
    comments: [{ author: canary('commenter'), body: `I like ${canary('comment')}.` }],
    reviews: [
      {
        author: canary('reviewer'),
        state: 'COMMENTED',
        comments: [{ path, line: 3, body: `Why not ${canary('review')}?`, answers: [{ body: `Because ${canary('review')} is slow.` }] }],
      },
    ],
  })
  source.check(pull.head(), { name: canary('check') })
  source.workflowRun({
    head: pull.head(),
    name: canary('workflow'),
    artifacts: {
      'casewright-bench': {
        [`baseline/${canary('artifact')}.txt`]: benchmarks('old'),
        [`candidate/${canary('artifact')}.txt`]: benchmarks('new'),
      },
    },
  })
  pull.merge('squash')
  source.release({ tag: `v1-${canary('release')}` })

  const token = (user: string) => github.token({ user })
  const common = { baseUrl: github.url, userAgent: 'casewright/test', wait }
  return {
    github,
    source,
    showcase,
    pull,
    approver,
    draft: ({ askedBy, again = false, say = () => {}, staging = true, artifact = false, ofWorkflow = false } = {}) =>
      draftOnGitHub({
        reference: {
          kind: 'pull-request',
          host: 'github.com',
          owner: canary('owner'),
          name: canary('repository'),
          number: pull.number,
        },
        source: gitHub({ ...common, token: ofWorkflow ? github.token({ workflow: name }) : token('asker') }),
        config: configOf({}),
        // Without files of this machine the figures come from the run's artifact.
        own: artifact ? { ...own, baseline: [], candidate: [] } : own,
        to: {
          kind: 'showcase',
          writer: gitHubWriter({ ...common, token: { writes: token(publisher) } }),
          staging: staging ? gitHubWriter({ ...common, token: { writes: token('stager') } }) : null,
          showcase: { host: 'github.com', owner: 'work', name: 'showcase' },
          askedBy: askedBy ?? null,
          again,
          wait,
        },
        allowedSecrets: new Set(),
        generator: 'casewright 0.0.0',
        onProgress: say,
      }),
    allow(fields, { publish = true, approvers = [approver] } = {}) {
      const lines = [
        `# ${canary('config-comment')}`,
        'privacy:',
        `  publish-private: ${publish}`,
        `  approvers: [${approvers.join(', ')}]`,
        `  fields: [${fields.join(', ')}]`,
      ]
      source.commit('Configure', { '.github/casewright.yml': `${lines.join('\n')}\n` })
    },
    async close() {
      rmSync(folder, { recursive: true, force: true })
      await github.close()
    },
  }
}

/** Every workflow that we hand out or run, and every snippet of one in the documentation: linted, pinned, with narrow permissions. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { root } from '../../scripts/root.ts'
import { gitRepository } from '../git-repository.ts'
import { type Lint, linters } from './linters.ts'

interface Workflow {
  permissions?: unknown
  jobs: Record<string, { permissions?: Record<string, string>; 'timeout-minutes'?: number; steps?: Step[] }>
}
interface Step {
  uses?: string
  with?: Record<string, unknown>
}

const action = parse(readFileSync(join(root, 'action.yml'), 'utf8')) as { inputs: object; outputs: object }
const folders = ['examples/workflows', '.github/workflows']
const files = folders.flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.yml'))
    .map((name) => `${folder}/${name}`),
)
const pages = ['README.md', ...readdirSync(join(root, 'docs')).map((name) => `docs/${name}`)].filter((name) => name.endsWith('.md'))
const snippets = pages.flatMap((page) =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/^```ya?ml\n([\s\S]*?)^```$/gm)]
    .map(([, text = '']) => text)
    .filter((text) => /^\s*(?:- )?uses:|^jobs:/m.test(text))
    .map((text, i) => ({ name: `${page}, snippet ${i + 1}`, text: wholeWorkflow(text) })),
)
const all = [...files.map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') })), ...snippets]

/** Steps alone get the rest of a workflow around them. */
function wholeWorkflow(text: string): string {
  if (/^jobs:/m.test(text)) return text
  const steps = text.replaceAll(/^/gm, '      ').trimEnd()
  return `on: push\npermissions: {}\njobs:\n  snippet:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 10\n    steps:\n${steps}\n`
}

let lint: Lint
beforeAll(async () => {
  lint = await linters()
})

test('the linters see a wrong key, a wrong context and a wrong input of a step', async () => {
  const faults = await lint(
    '.github/workflows/wrong.yml',
    'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    timout: 3\n    steps:\n      - run: echo \u0024{{ github.evnt }}\n',
  )
  expect(faults.join('\n')).toMatch(/timout/)
  expect(faults.join('\n')).toMatch(/evnt/)
})

test('action.yml', async () => {
  expect(await lint('action.yml', readFileSync(join(root, 'action.yml'), 'utf8'))).toEqual([])
})

describe.each(all)('$name', ({ name, text }) => {
  const { permissions, jobs } = parse(text) as Workflow
  const steps = Object.values(jobs).flatMap((job) => job.steps ?? [])

  test('is right', async () => {
    expect(await lint(`.github/workflows/${name.replaceAll(/[^a-z0-9.]+/gi, '-').replace(/(\.yml)?$/, '.yml')}`, text)).toEqual([])
  })

  test('may do nothing at the top, ends in time, and pins what it uses', () => {
    expect(permissions).toEqual({})
    for (const job of Object.values(jobs)) expect(job['timeout-minutes']).toBeGreaterThan(0)
    for (const line of text.split('\n').filter((one) => /^\s*(?:- )?uses:/.test(one)))
      expect(line).toMatch(/uses: (?:[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|casewright\/casewright@v\d+\.\d+\.\d+|\.\/)$/)
  })

  test('gives the Action inputs that it has', () => {
    const ours = steps.filter(({ uses }) => uses === './' || uses?.startsWith('casewright/casewright@'))
    for (const { with: inputs = {} } of ours) for (const input of Object.keys(inputs)) expect(Object.keys(action.inputs)).toContain(input)
    for (const [, output = ''] of text.matchAll(/steps\.casewright\.outputs\.([\w-]+)/g))
      expect(Object.keys(action.outputs)).toContain(output)
  })
})

test('bench.sh measures both commits in turn and lays the outputs out as the artifact', () => {
  const repository = gitRepository({})
  const out = mkdtempSync(join(tmpdir(), 'casewright-bench-sh-'))
  try {
    repository.commit('Before', { 'ns.txt': '183\n' })
    repository.commit('After', { 'ns.txt': '61\n' })
    const script = join(root, 'examples/workflows/bench.sh')
    const run = (command: string, into: string) =>
      execFileSync('bash', [script, 'HEAD^1', 'HEAD', '3', join(out, into), command], {
        cwd: repository.directory,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH: process.env.PATH, HOME: out, PREPARE: 'echo ready > ready.txt' },
      })
    run('cat ready.txt > /dev/null; echo "BenchmarkGet-8 100 $(cat ns.txt) ns/op"', 'text')
    const texts = (side: string) => readdirSync(join(out, 'text', side)).sort()
    expect([texts('baseline'), texts('candidate')]).toEqual([
      ['01.txt', '02.txt', '03.txt'],
      ['01.txt', '02.txt', '03.txt'],
    ])
    expect(readFileSync(join(out, 'text/baseline/02.txt'), 'utf8')).toBe('BenchmarkGet-8 100 183 ns/op\n')
    expect(readFileSync(join(out, 'text/candidate/03.txt'), 'utf8')).toBe('BenchmarkGet-8 100 61 ns/op\n')
    run('echo noise; echo "{}" > "$RESULT.json"', 'json')
    expect(readdirSync(join(out, 'json/baseline')).sort()).toEqual(['01.json', '02.json', '03.json'])
    expect(repository.git('worktree', 'list').trim().split('\n')).toHaveLength(1)
    expect(() => run('exit 3', 'failed')).toThrow()
  } finally {
    rmSync(out, { recursive: true, force: true })
    repository.remove()
  }
})

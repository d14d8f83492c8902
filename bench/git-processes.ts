/** Drafting asks git with the same number of processes, whatever the number of commits and files in the range. */
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { root } from '../scripts/root.ts'
import type { Figure } from './figure.ts'

const FEW = 3
const MANY = 600

export async function run(): Promise<Figure[]> {
  const work = mkdtempSync(join(tmpdir(), 'casewright-bench-'))
  try {
    const few = processes(work, FEW)
    const many = processes(work, MANY)
    return [
      {
        name: `git processes of a draft, ${MANY} commits against ${FEW}`,
        value: many / few,
        unit: '×',
        limit: 1,
        bound: 'at-most',
        detail: `${many} and ${few} processes`,
      },
    ]
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** How many git processes `casewright draft` starts on a repository with `commits` commits in its range. */
function processes(work: string, commits: number): number {
  const clone = join(work, `clone-${commits}`)
  repository(clone, commits)
  const calls = join(work, `calls-${commits}`)
  const path = `${countingGit(work, calls)}${delimiter}${process.env.PATH}`
  writeFileSync(join(work, 'text.md'), text)
  const args = [
    'draft',
    '--repo',
    clone,
    '--range',
    `main~${commits}..main`,
    '--text',
    join(work, 'text.md'),
    '--out',
    join(work, `out-${commits}`),
  ]
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'src/cli.ts'), ...args], {
    env: { ...process.env, PATH: path },
    encoding: 'utf8',
  })
  if (status !== 0 || !existsSync(calls)) throw new Error(`casewright ${args.join(' ')} ended with ${status}:\n${stderr}`)
  return readFileSync(calls, 'utf8').trimEnd().split('\n').length
}

const text = `## Motivation

Sorting many names takes long, because every comparison folds both names again.

## Modifications

Names are folded once.

## Results

| benchmark | before | after |
| --- | --: | --: |
| sort 1,000 names (ms) | 12.4 | 3.1 |
`

/** One commit for the base, then `commits` with a file each. */
function repository(clone: string, commits: number): void {
  mkdirSync(clone)
  execFileSync('git', ['-C', clone, 'init', '--quiet', '--initial-branch=main'])
  const stream = Array.from({ length: commits + 1 }, (_, i) => {
    const message = `Change file ${i}\n`
    const content = `export const value${i} = ${i}\n`
    return [
      'commit refs/heads/main',
      `committer A Person <person@example.org> ${1_780_000_000 + i * 60} +0000`,
      `data ${message.length}\n${message}`,
      `M 100644 inline src/file-${i}.ts`,
      `data ${content.length}\n${content}`,
    ].join('\n')
  })
  execFileSync('git', ['-C', clone, 'fast-import', '--quiet'], { input: stream.join('\n') })
}

/** A folder whose `git` notes each call and then is the real one. */
function countingGit(work: string, calls: string): string {
  const folder = mkdtempSync(join(work, 'bin-'))
  const real = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
  writeFileSync(join(folder, 'git'), `#!/bin/sh\necho "$*" | tr '\\n' ' ' >> '${calls}'\necho >> '${calls}'\nexec '${real}' "$@"\n`)
  chmodSync(join(folder, 'git'), 0o755)
  return folder
}

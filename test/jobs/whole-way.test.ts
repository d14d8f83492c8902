/** The whole way on disk: draft, verify, sign, preview; the same bytes in any time zone and language. */
import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { preview } from '../../src/jobs/preview.ts'
import { signOff } from '../../src/jobs/sign-off.ts'
import { verify } from '../../src/jobs/verify.ts'
import { type GoldenCase, harvest, kernel, ringcache } from '../golden/cases.ts'

const out = mkdtempSync(join(tmpdir(), 'casewright-way-'))
const cases: GoldenCase[] = []
beforeAll(() => void cases.push(kernel(), ringcache(), harvest()))
afterAll(() => {
  for (const golden of cases) golden.repository.remove()
  rmSync(out, { recursive: true, force: true })
})

function casewright(golden: GoldenCase, folder: string, environment: NodeJS.ProcessEnv = {}): string {
  const sides = [...golden.baseline.flatMap((glob) => ['--baseline', glob]), ...golden.candidate.flatMap((glob) => ['--candidate', glob])]
  const args = [
    'draft',
    '--repo',
    golden.repository.directory,
    '--range',
    `${golden.base}..${golden.head}`,
    '--text',
    golden.text,
    '--tests',
    golden.tests,
  ]
  const answer = execFileSync(process.execPath, ['src/cli.ts', ...args, ...sides, '--out', join(out, folder), '--json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...environment },
  })
  return (JSON.parse(answer) as { folder: string }).folder
}

function bytesIn(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(
    paths
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length), readFileSync(path, 'latin1')]),
  )
}

test('every golden entry verifies without a finding', async () => {
  for (const [i, golden] of cases.entries()) {
    const [entry] = await verify({ paths: [casewright(golden, `verify-${i}`)], fix: false, vouch: null })
    expect(entry?.findings).toEqual([])
    expect(entry?.figures).toBeGreaterThan(3)
  }
})

test('the same bytes in another time zone, language and order of the environment', () => {
  const [, golden] = cases
  if (golden === undefined) throw new Error('there are three cases')
  const plain = bytesIn(casewright(golden, 'plain', { TZ: 'UTC', LC_ALL: 'C' }))
  const other = bytesIn(casewright(golden, 'other', { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }))
  expect(Object.keys(plain).length).toBeGreaterThan(5)
  expect(other).toEqual(plain)
})

test('an entry that a person edited is not overwritten; the preview tells draft, signed, and changed since', async () => {
  const [, , golden] = cases
  if (golden === undefined) throw new Error('there are three cases')
  const entry = casewright(golden, 'signed')
  const state = async () => (await preview({ entry, out: null })).state
  expect(await state()).toBe('draft')
  await signOff({ entry, name: 'Leila H', measured: false, time: '2026-11-25T12:00:00Z' })
  expect(await state()).toBe('signed')
  appendFileSync(join(entry, 'index.md'), '\nA sentence of my own.\n')
  expect(await state()).toBe('changed')
  expect(() => casewright(golden, 'signed')).toThrow()
  expect(readFileSync(join(entry, 'index.md'), 'utf8')).toContain('A sentence of my own.')
})

/** `casewright disclose` as an engineer has it: one line for everything, the exact bytes in a folder, and what an auditor checks. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publicDigest } from '../../src/jobs/public-digest.ts'
import { type GoldenCase, ringcache } from '../golden/cases.ts'

const out = mkdtempSync(join(tmpdir(), 'casewright-disclose-'))
let golden: GoldenCase
beforeAll(() => {
  golden = ringcache()
})
afterAll(() => {
  rmSync(out, { recursive: true, force: true })
  golden.repository.remove()
})

function casewright(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/cli.ts', ...args], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

function disclose(...more: string[]) {
  const { repository, base, head, text, baseline, candidate } = golden
  const sides = [...baseline.flatMap((glob) => ['--baseline', glob]), ...candidate.flatMap((glob) => ['--candidate', glob])]
  return casewright('disclose', '--repo', repository.directory, '--range', `${base}..${head}`, '--text', text, ...sides, ...more)
}

test('lists, writes what would leave and what would not, and opens its commitments', () => {
  const config = join(out, 'casewright.yml')
  writeFileSync(config, 'privacy:\n  publish-private: true\n  approvers: [bea]\n  fields: [title]\n')
  const folder = join(out, 'sheet')
  const { status, stdout, stderr } = disclose('--config', config, '--out', folder)
  expect(status).toBe(0)
  expect(stdout).toMatch(/^kept {5}title: Shard the LRU lock {2}\(the field title is open\)$/m)
  expect(stdout).toMatch(/^removed {2}name of a benchmark: \S+ → benchmark A {2}\(the field benchmark-names is closed\)$/m)
  expect(stderr).not.toContain('Nothing can be published yet')

  const digest = /sha256 of these bytes: ([0-9a-f]{64})/.exec(stdout)?.[1]
  const names = ['index.md', 'evidence.json', 'figures.svg', 'pull-request.md']
  expect(publicDigest(names.map((path) => ({ path, content: readFileSync(join(folder, 'public', path)) })))).toBe(digest)
  expect(readFileSync(join(folder, 'disclosure.md'), 'utf8')).toContain(digest)
  expect(disclose('--out', folder)).toMatchObject({ status: 2, stderr: expect.stringContaining('is not empty') })

  const openings = join(folder, 'openings.json')
  expect(casewright('verify', join(folder, 'public'), '--openings', openings)).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('3 commitments open'),
  })
  // An auditor may get some rows and not the salt; another record does not fit its commitment.
  const rows = (JSON.parse(readFileSync(openings, 'utf8')) as { openings: { source: { sha256: string } }[] }).openings
  writeFileSync(openings, JSON.stringify({ openings: rows.map((row) => ({ ...row, source: { ...row.source, sha256: '0'.repeat(64) } })) }))
  expect(casewright('verify', join(folder, 'public'), '--openings', openings)).toMatchObject({
    status: 1,
    stdout: expect.stringContaining('does not give the commitment'),
  })
})

test('says what is missing before anything can be published; --json holds it all', () => {
  const { status, stdout } = disclose('--json')
  expect(status).toBe(0)
  const answer = JSON.parse(stdout) as { lines: { kept: boolean }[]; missing: string[]; folder: null }
  expect(answer.missing).toHaveLength(2)
  expect(answer.lines.filter(({ kept }) => kept).length).toBeGreaterThan(10)
  expect(answer.folder).toBeNull()
})

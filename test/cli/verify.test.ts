/** The two commands as a person runs them. */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { compiled } from '../compiled.ts'
import { edit, finishedEntries, finishedEntry } from '../finished-entry.ts'

function casewright(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [resolve('src/cli.ts'), ...args], { env: { ...compiled, NO_COLOR: '1' }, encoding: 'utf8' })
}

describe('casewright verify', () => {
  test('says that nothing is wrong, and how much it looked at', () => {
    const { status, stdout, stderr } = casewright('verify', finishedEntries())
    expect([status, stdout]).toEqual([0, ''])
    expect(stderr).toMatch(/ringcache: 0 wrong, 0 unbacked, 0 style, \d+ figures agree with the ledger; not signed/)
  })

  test('one line a finding, exit 1', () => {
    const folder = finishedEntry('ringcache')
    edit(folder, 'index.md', '66 % less time (95', '66\u00a0% more time (95')
    const { status, stdout } = casewright('verify', folder)
    expect(status).toBe(1)
    expect(stdout).toMatch(/index\.md:\d+ wrong direction "more" contradicts the ledger: .*\n$/)
    expect(stdout.split('\n')).toHaveLength(2)
  })

  test('an unbacked figure ends with 0, with --strict with 1; --vouch takes a person', () => {
    const folder = finishedEntry('ringcache')
    edit(folder, 'index.md', 'It has a price', 'Our users saw 12\u00a0% fewer page faults. It has a price')
    expect(casewright('verify', folder).status).toBe(0)
    expect(casewright('verify', folder, '--strict').status).toBe(1)
    expect(casewright('verify', folder, '--vouch', '7').status).toBe(2)
    expect(casewright('verify', folder, '--vouch', 'Ada L', '--why', 'dashboard', '--strict').status).toBe(0)
    const { stdout } = casewright('verify', folder, '--json')
    expect(JSON.parse(stdout)).toMatchObject({ schemaVersion: 1, entries: [{ findings: [], fixed: 0, vouched: 0, signOff: null }] })
  })

  test('no entry is a fault of usage', () => {
    const { status, stderr } = casewright('verify', '/nonexistent')
    expect(status).toBe(2)
    expect(stderr).toMatch(/no such file or folder/)
  })
})

describe('casewright sign-off', () => {
  test('signs, prints the record’s place, and verify knows it', () => {
    const folder = finishedEntry('kernel')
    const { status, stdout, stderr } = casewright('sign-off', folder, '--as', 'Ada L', '--measured')
    expect([status, stdout]).toEqual([0, `${folder}/sign-off.json\n`])
    expect(stderr).toContain('I did repeat the measurement.')
    expect(casewright('verify', folder).stderr).toContain('signed by Ada L, self-signed')
  })

  test('needs a name, and one word about the measurement', () => {
    const folder = finishedEntry('kernel')
    expect(casewright('sign-off', folder).status).toBe(2)
    expect(casewright('sign-off', folder, '--as', 'Ada L', '--measured', '--not-measured').status).toBe(2)
  })
})

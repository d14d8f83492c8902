import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { compiled } from '../compiled.ts'
import { writeSmallEntry } from '../small-entry.ts'

/** Runs the command line with `path` as its whole PATH. */
function casewright(args: string[], path: string): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [resolve('src/cli.ts'), ...args], {
    env: { ...compiled, PATH: path, NO_COLOR: '1' },
    encoding: 'utf8',
  })
}

const emptyFolder = () => mkdtempSync(join(tmpdir(), 'casewright-path-'))

describe('casewright preview', () => {
  test('prints where the page is', () => {
    const entry = writeSmallEntry()
    const { status, stdout } = casewright(['preview', entry], emptyFolder())
    expect(status).toBe(0)
    expect(stdout).toBe(`${entry}.preview.html  (draft)\n`)
  })

  test('a folder that is no entry ends with 2 and the mend, on stderr', () => {
    const { status, stdout, stderr } = casewright(['preview', emptyFolder()], emptyFolder())
    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/no index\.md in it.*casewright draft/)
  })

  test.skipIf(process.platform !== 'linux')('--open hands the page to the opener, and says when there is none', async () => {
    const entry = writeSmallEntry()
    const path = emptyFolder()
    writeFileSync(join(path, 'xdg-open'), `#!/bin/sh\necho "$1" > '${path}/o' && /bin/mv '${path}/o' '${path}/opened'\n`)
    chmodSync(join(path, 'xdg-open'), 0o755)
    expect(JSON.parse(casewright(['preview', entry, '--open', '--json'], path).stdout)).toMatchObject({ state: 'draft' })
    for (let tries = 0; tries < 50 && !existsSync(join(path, 'opened')); tries++) await setTimeout(40)
    expect(readFileSync(join(path, 'opened'), 'utf8')).toBe(`${entry}.preview.html\n`)
    const without = casewright(['preview', entry, '--open'], emptyFolder())
    expect(without.status).toBe(0)
    expect(without.stderr).toMatch(/open the file in a browser yourself/)
  })
})

import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { compiled } from '../compiled.ts'
import { writeSmallEntry } from '../small-entry.ts'

const reproduce = (...args: string[]) =>
  spawnSync(process.execPath, [resolve('src/cli.ts'), 'reproduce', ...args], { env: { ...compiled, NO_COLOR: '1' }, encoding: 'utf8' })

test('shows what one run is, beside the path of the script', () => {
  const entry = writeSmallEntry()
  const { status, stdout, stderr } = reproduce(entry, '--runs', '8')
  expect(status).toBe(0)
  expect(stdout).toBe(`${entry}.reproduce.sh\n`)
  expect(stderr).toMatch(/8 runs a side, alternating, at 1f0c4d2 and a2b3c4d\. One run is:\n {2}\.\/bench\.sh\n/)
})

test.each(['0', '2.5'])('--runs %s is refused', (runs) => {
  expect(reproduce(writeSmallEntry(), '--runs', runs).status).toBe(2)
})

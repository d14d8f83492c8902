import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { lockDirectory } from '../../src/queue/directory-lock.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'casewright-lock-'))
const lock = (directory: string) => lockDirectory(directory, () => {})
const file = (directory: string) => join(directory, 'casewright.lock')

/** A lock as a process leaves it that was killed: the same place, a number that nobody has any more. */
async function leftBehind(change: (holder: Record<string, unknown>) => void = () => {}): Promise<string> {
  const directory = folder()
  const { release } = await lock(directory)
  const holder = JSON.parse(readFileSync(file(directory), 'utf8'))
  release()
  holder.pid = spawnSync(process.execPath, ['-e', '0']).pid
  change(holder)
  writeFileSync(file(directory), JSON.stringify(holder))
  return directory
}

describe('one process a directory', () => {
  test('a second is refused while the first has it, and welcome afterwards', async () => {
    const directory = folder()
    const first = await lock(directory)
    await expect(lock(directory)).rejects.toThrow(`${directory} is in use by process ${process.pid} `)
    first.release()
    expect(existsSync(file(directory))).toBe(false)
    ;(await lock(directory)).release()
  })

  test('what a killed process left is taken at once, by one of those who want it', async () => {
    const directory = await leftBehind()
    const began = performance.now()
    const both = await Promise.allSettled([lock(directory), lock(directory)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(performance.now() - began).toBeLessThan(4000)
  })

  test.skipIf(process.platform !== 'linux')('a number that was given to another process since does not count as alive', async () => {
    const directory = await leftBehind((holder) => {
      holder.pid = process.pid
      holder.started = '1'
    })
    ;(await lock(directory)).release()
  })

  test('a holder elsewhere counts as ended when it has been silent for long', async () => {
    const directory = await leftBehind((holder) => {
      holder.place = 'another-machine pid:[1]'
    })
    const long = new Date(Date.now() - 60_000)
    utimesSync(file(directory), long, long)
    ;(await lock(directory)).release()
  })
})

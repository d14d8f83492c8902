/**
 * One process a directory. PGlite has no lock of its own, and two processes on one directory lose data without a word.
 *
 * The lock is a file that names its holder and is touched every few seconds. A holder on this machine (and in this
 * container) that has ended is seen at once; one that cannot be asked, because it is elsewhere, counts as ended when the
 * file has not been touched for a while.
 */
import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, readlinkSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { KnownError } from '../errors.ts'

const TOUCHED_EVERY = 3_000
const ENDED_AFTER = 15_000
/** Two that take over the same dead lock at once see within this time who was last. */
const SETTLED_AFTER = 250

const holderSchema = z.object({ lock: z.string(), place: z.string(), pid: z.number(), started: z.string() })
type Holder = z.infer<typeof holderSchema>

/** Takes the directory, which is made where it is missing. Throws a KnownError when a living process has it. */
export async function lockDirectory(directory: string, onLost: (error: Error) => void): Promise<{ release(): void }> {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const path = join(directory, 'casewright.lock')
  const mine: Holder = { lock: randomUUID(), place: placeOf(), pid: process.pid, started: startOf(process.pid) ?? '' }
  const own = `${path}.${mine.lock}`
  writeFileSync(own, JSON.stringify(mine), { mode: 0o600 })
  try {
    await take(path, own, directory)
  } finally {
    rmSync(own, { force: true })
  }
  await pause(SETTLED_AFTER)
  if (holderOf(path)?.lock !== mine.lock) throw taken(directory, holderOf(path))
  const timer = setInterval(() => {
    if (holderOf(path)?.lock === mine.lock) utimesSync(path, new Date(), new Date())
    else onLost(new Error(`another process has taken ${directory}`))
  }, TOUCHED_EVERY)
  timer.unref()
  return {
    release() {
      clearInterval(timer)
      if (holderOf(path)?.lock === mine.lock) rmSync(path, { force: true })
    },
  }
}

async function take(path: string, own: string, directory: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      linkSync(own, path)
      return
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const holder = holderOf(path)
    const alive = holder === null ? null : isAlive(holder)
    if (alive === true) throw taken(directory, holder)
    const touched = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (alive === false || Date.now() - touched > ENDED_AFTER) {
      renameSync(own, path)
      return
    }
    if (tries >= ENDED_AFTER / 500 + 4) throw taken(directory, holder)
    await pause(500)
  }
}

function taken(directory: string, holder: Holder | null): KnownError {
  const who = holder === null ? 'another process' : `process ${holder.pid} (${holder.place.split(' ')[0]})`
  return new KnownError(
    `${directory} is in use by ${who}. One process at a time may open it, because two would lose data: stop the other one, give this one a directory of its own (CASEWRIGHT_DATA), or use PostgreSQL (DATABASE_URL), where any number may run.`,
  )
}

function holderOf(path: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null
  }
}

/** Whether the holder lives; null where it cannot be asked from here. */
function isAlive({ place, pid, started }: Holder): boolean | null {
  if (place !== placeOf()) return null
  const start = startOf(pid)
  if (start !== null) return start === started
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux'
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Where process numbers mean the same: the machine, and on Linux the container. */
function placeOf(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return hostname()
  }
}

/** When a process started, so that a number that was given out again is not taken for the old process. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null
  } catch {
    return null
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { openQueue } from '../../src/queue/queue.ts'
import { queueDirectory } from '../queue/directory.ts'
import { startPostgres } from '../queue/postgres.ts'
import { send } from './running-app.ts'

const ALL = process.env.CASEWRIGHT_TEST_ALL !== undefined
const KILLS = ALL ? 10 : 2
const folder = mkdtempSync(join(tmpdir(), 'casewright-kill-'))
const children = new Set<ChildProcess>()

afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface AppProcess {
  url: string
  end(signal: NodeJS.Signals): Promise<number | null>
}

async function start(directory: string, file: string, databaseUrl = ''): Promise<AppProcess> {
  const child = spawn(process.execPath, [resolve('test/app/app-process.ts'), directory, file, databaseUrl], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.add(child)
  const ended = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))
  void ended.then(() => children.delete(child))
  let complaint = ''
  child.stderr?.on('data', (text) => {
    complaint += text
  })
  const url = await Promise.race([
    new Promise<string>((done) => child.stdout?.once('data', (text) => done(String(text).trim()))),
    ended.then((code) => Promise.reject(new Error(`the App ended with ${code}: ${complaint}`))),
  ])
  return {
    url,
    end(signal) {
      child.kill(signal)
      return ended
    },
  }
}

/** Sends deliveries until the App is gone; answers the ids of those that were acknowledged. */
async function sendUntilGone(url: string, acknowledged: Set<string>): Promise<void> {
  for (;;) {
    const id = randomUUID()
    const repository = { id: 1 + (acknowledged.size % 5), full_name: 'example/ringcache' }
    const payload = { action: 'published', release: { id: acknowledged.size, tag_name: id, draft: false, prerelease: false }, repository }
    try {
      if ((await send(url, 'release', payload, { id })).status === 202) acknowledged.add(id)
    } catch {
      return
    }
  }
}

function lines(file: string): string[][] {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(' '))
}

/** Of one lane nothing began before the one before it had ended, or its process was gone. */
function overlaps(file: string, killed: ReadonlySet<string>): string[] {
  const running = new Map<string, string>()
  return lines(file).flatMap(([what = '', lane = '', delivery = '', pid = '']) => {
    const before = running.get(lane)
    if (what === 'end') running.delete(lane)
    else running.set(lane, pid)
    return what === 'begin' && before !== undefined && !killed.has(before) ? [`${lane}: ${delivery} beside another in ${before}`] : []
  })
}

/** Everything that was acknowledged has run to its end, and the queue says so, with a code. */
async function settle(
  acknowledged: ReadonlySet<string>,
  file: string,
  place: { databaseUrl: string | null; directory: string },
): Promise<void> {
  const queue = await openQueue({ ...place, onError: () => {}, onLost: () => {} })
  try {
    expect(await queue.missing([...acknowledged])).toEqual([])
    expect(await queue.counts()).toMatchObject({ waiting: 0, running: 0, parked: 0, dead: 0 })
    const ended = await queue.view()
    expect(ended.ended.every(({ state, code }) => state === 'done' && code !== '')).toBe(true)
  } finally {
    await queue.close(0)
  }
  const worked = new Set(lines(file).flatMap(([what, , delivery = '']) => (what === 'end' ? [delivery] : [])))
  expect([...acknowledged].filter((id) => !worked.has(id))).toEqual([])
}

async function drained(url: string): Promise<void> {
  for (let tries = 0; tries < 1200; tries++) {
    const metrics = await (await fetch(`${url}/metrics`)).text()
    const left = ['waiting', 'running', 'parked'].map((state) =>
      Number(metrics.match(new RegExp(`^casewright_jobs\\{state="${state}"\\} (\\d+)$`, 'm'))?.[1]),
    )
    if (left.every((count) => count === 0)) return
    await pause(100)
  }
  throw new Error('the queue did not run dry')
}

describe('on PGlite', () => {
  test(`killed ${KILLS} times, then told to stop: every acknowledged delivery is worked on, one job a lane at a time`, async () => {
    const directory = await queueDirectory()
    const file = join(folder, 'killed')
    writeFileSync(file, '')
    const acknowledged = new Set<string>()
    const killed = new Set<string>()
    for (let round = 0; round < KILLS; round++) {
      const app = await start(directory, file)
      const sending = sendUntilGone(app.url, acknowledged)
      await pause(150 + 350 * ((round * 7) % KILLS))
      await app.end('SIGKILL')
      await sending
      for (const [, , , pid = ''] of lines(file)) killed.add(pid)
    }
    expect(acknowledged.size).toBeGreaterThan(KILLS)

    const stopped = await start(directory, file)
    const sending = Promise.all(Array.from({ length: 4 }, () => sendUntilGone(stopped.url, acknowledged)))
    await pause(300)
    expect(await stopped.end('SIGTERM')).toBe(0)
    await sending
    // Nothing was cut off in the middle.
    const since = lines(file).filter(([, , , pid = '']) => !killed.has(pid))
    expect(since.filter(([what]) => what === 'end')).toHaveLength(since.filter(([what]) => what === 'begin').length)

    const last = await start(directory, file)
    await drained(last.url)
    expect(await last.end('SIGTERM')).toBe(0)
    await settle(acknowledged, file, { databaseUrl: null, directory })
    expect(overlaps(file, killed)).toEqual([])
    rmSync(directory, { recursive: true, force: true })
  }, 300_000)
})

describe.skipIf(!ALL)('on PostgreSQL', () => {
  test('two processes, one of them killed: the other takes over what it had, and no lane has two writers', async ({ skip }) => {
    const postgres = (await startPostgres()) ?? skip()
    const databaseUrl = await postgres.database()
    const file = join(folder, 'two')
    writeFileSync(file, '')
    const acknowledged = new Set<string>()
    const [first, second] = await Promise.all([start('', file, databaseUrl), start('', file, databaseUrl)])
    const pids = () => new Set(lines(file).map(([, , , pid = '']) => pid))
    const sending = Promise.all([sendUntilGone(first.url, acknowledged), sendUntilGone(second.url, acknowledged)])
    await pause(3000)
    expect(pids().size).toBe(2)
    expect(overlaps(file, new Set())).toEqual([])
    const before = lines(file).length
    await first.end('SIGKILL')
    await pause(500)
    await second.end('SIGTERM')
    await sending
    expect(lines(file).length).toBeGreaterThan(before)
    const last = await start('', file, databaseUrl)
    await drained(last.url)
    await last.end('SIGTERM')
    await settle(acknowledged, file, { databaseUrl, directory: '' })
    expect(overlaps(file, pids())).toEqual([])
    await postgres.stop()
  }, 300_000)
})

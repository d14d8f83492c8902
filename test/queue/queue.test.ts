import { rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { TestClock } from 'pg-boss'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { KnownError } from '../../src/errors.ts'
import type { Delivery, Job, Outcome } from '../../src/queue/job.ts'
import { openQueue, type Queue } from '../../src/queue/queue.ts'
import { queueDirectory } from './directory.ts'
import { type Postgres, startPostgres } from './postgres.ts'

/** Where a queue can be: its options, for as many openings as a test likes. */
type Place = { databaseUrl: string | null; directory: string }

const postgres: { server: Postgres | null } = { server: null }
const directories: string[] = []
const open: Queue[] = []

beforeAll(async () => {
  postgres.server = await startPostgres()
}, 60_000)

afterEach(async () => {
  for (const queue of open.splice(0)) await queue.close(500)
})

afterAll(async () => {
  await postgres.server?.stop()
  for (const directory of directories) rmSync(directory, { recursive: true, force: true })
})

const places: [string, () => Promise<Place | null>][] = [
  [
    'PGlite',
    async () => {
      const directory = await queueDirectory()
      directories.push(directory)
      return { databaseUrl: null, directory }
    },
  ],
  ['PostgreSQL', async () => (postgres.server === null ? null : { databaseUrl: await postgres.server.database(), directory: '' })],
]

/** Moving the clock takes seconds on PGlite; the same on PostgreSQL is enough where there is one. */
const brief = (name: string) => name === 'PGlite' && postgres.server !== null && process.env.CASEWRIGHT_TEST_ALL === undefined

async function opened(place: Place, clock?: TestClock): Promise<Queue> {
  const queue = await openQueue({ ...place, ...(clock && { clock }), onError: () => {}, onLost: () => {} })
  open.push(queue)
  return queue
}

const job = (name: string, more: Partial<Job> = {}): Job => ({
  name,
  data: {},
  lane: 'repository:1',
  about: `repository:1 ${name}`,
  ...more,
})
const done = (words = 'Done.', more: object = {}): Outcome => ({ state: 'done', code: 'ok', words, ...more })

function delivery(id: string, more: Partial<Delivery> = {}): Delivery {
  return {
    id,
    event: 'pull_request',
    action: 'closed',
    installation: 7,
    repositoryId: 1,
    body: { number: 1 },
    key: `key of ${id}`,
    ...more,
  }
}

/** Lets minutes pass, in steps; what is due at a step runs then. */
async function pass(clock: TestClock, minutes: number, step = 1): Promise<void> {
  for (let passed = 0; passed < minutes; passed += step) {
    await clock.setTime(clock.now() + step * 60_000 - 3000)
    await clock.tick(3000)
    await pause(10)
  }
}

async function until(what: () => boolean | Promise<boolean>, tries = 400): Promise<void> {
  for (let i = 0; !(await what()); i++) {
    if (i === tries) throw new Error('it did not come to be')
    await pause(25)
  }
}

describe.each(places)('the queue on %s', (name, placeOf) => {
  test('keeps a delivery once, by its id and by its body, and its jobs with it', async ({ skip }) => {
    const place = (await placeOf()) ?? skip()
    const queue = await opened(place)
    expect(await queue.accept(delivery('a'), [job('draft'), job('greet')])).toBe('new')
    expect(await queue.accept(delivery('a'), [job('draft')])).toBe('duplicate')
    expect(await queue.accept(delivery('b', { key: 'key of a' }), [job('draft')])).toBe('duplicate')
    // At the same moment, and with what jsonb refuses.
    const body = { comment: { body: 'nul \u0000 and half \ud800' } }
    const many = Array.from({ length: 40 }, (_, i) => queue.accept(delivery(`c${i % 20}`, { body }), [job(`j${i % 20}`)]))
    expect((await Promise.all(many)).filter((found) => found === 'new')).toHaveLength(20)
    expect(await queue.counts()).toMatchObject({ deliveries: 21, waiting: 22 })
    expect(await queue.missing(['a', 'never', 'c19'])).toEqual(['never'])
  })

  test('one job a lane at a time, others beside it; what follows is taken on; how it ended is written down', async ({ skip }) => {
    const queue = await opened((await placeOf()) ?? skip())
    const running = new Map<string, number>()
    let [together, inLane] = [0, 0]
    await queue.accept(delivery('a'), [
      ...Array.from({ length: 6 }, (_, i) => job(`one-${i}`, { lane: 'repository:1' })),
      ...Array.from({ length: 6 }, (_, i) => job(`two-${i}`, { lane: 'repository:2' })),
    ])
    await queue.work(
      async ({ name, lane }) => {
        running.set(lane, (running.get(lane) ?? 0) + 1)
        inLane = Math.max(inLane, running.get(lane) ?? 0)
        together = Math.max(
          together,
          [...running.values()].reduce((sum, each) => sum + each),
        )
        await pause(15)
        running.set(lane, (running.get(lane) ?? 0) - 1)
        return name === 'one-0' ? done('Found more.', { next: [job('found')], url: 'https://example.com/1' }) : done()
      },
      { concurrency: 4 },
    )
    await until(async () => (await queue.view()).ended.length === 13)
    expect({ together, inLane }).toEqual({ together: 2, inLane: 1 })
    const { ended, counts } = await queue.view()
    expect(ended.find(({ name }) => name === 'one-0')).toMatchObject({
      about: 'repository:1 one-0',
      state: 'done',
      code: 'ok',
      words: 'Found more.',
      url: 'https://example.com/1',
      tries: 1,
    })
    expect(counts).toMatchObject({ waiting: 0, running: 0, dead: 0 })
  })

  test('a limit parks with its reason until it ends; a failure backs off, is buried at last, and can be revived', async ({ skip }) => {
    if (brief(name)) skip()
    const place = (await placeOf()) ?? skip()
    // Later than any directory that is copied: pg-boss remembers when it last looked.
    const clock = new TestClock('2040-03-01T12:00:00Z')
    const queue = await opened(place, clock)
    const started = clock.now()
    const minutes = () => Math.round((clock.now() - started) / 60_000)
    const seen: [string, number][] = []
    await queue.add([job('limited'), job('broken', { lane: 'repository:2' })])
    let mended = false
    await queue.work(
      async ({ name }) => {
        seen.push([name, minutes()])
        if (name === 'limited' && minutes() < 30) throw new KnownError("GitHub's rate limit is used up.", { until: started + 30 * 60_000 })
        if (name === 'broken' && !mended) throw new Error('it is broken')
        return done()
      },
      { concurrency: 2 },
    )
    await pass(clock, 2)
    expect((await queue.view()).parked).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: 'limited',
          code: 'limit',
          words: "GitHub's rate limit is used up.",
          until: new Date(started + 1_800_000),
        }),
        expect.objectContaining({ name: 'broken', code: 'failed', words: 'it is broken' }),
      ]),
    )
    await pass(clock, 40, 4)
    expect(seen.filter(([name]) => name === 'limited')).toEqual([
      ['limited', 0],
      ['limited', expect.toSatisfy((minute: number) => minute >= 30 && minute <= 36)],
    ])
    await pass(clock, 420, 20)
    const { dead, counts } = await queue.view()
    expect(dead).toEqual([expect.objectContaining({ name: 'broken', words: 'it is broken', tries: 11 })])
    expect(counts).toMatchObject({ dead: 1, parked: 0 })
    const pauses = seen.filter(([name]) => name === 'broken').map(([, at]) => at)
    expect(pauses).toHaveLength(11)
    expect(pauses.at(-1)).toBeGreaterThan(90)
    mended = true
    expect(await queue.revive()).toBe(1)
    await pass(clock, 2)
    expect((await queue.view()).ended.map(({ name }) => name)).toContain('broken')
    expect((await queue.counts()).dead).toBe(0)
  })

  test('remembers over restarts, gives back what was running, repeats by the clock, forgets what is old', async ({ skip }) => {
    if (brief(name)) skip()
    const place = (await placeOf()) ?? skip()
    // Later than any directory that is copied: pg-boss remembers when it last looked.
    const clock = new TestClock('2040-03-01T12:00:00Z')
    const first = await opened(place, clock)
    await first.remember('watermark', '1')
    await first.remember('watermark', '2')
    await first.accept(delivery('a'), [job('slow')])
    const begun = Promise.withResolvers<void>()
    await first.work(
      async (_, { signal }) => {
        begun.resolve()
        await new Promise((resolve) => signal.addEventListener('abort', resolve))
        throw new Error('told to stop')
      },
      { concurrency: 1 },
    )
    await clock.tick(3000)
    await begun.promise
    const closing = first.close(1000)
    for (let i = 0; i < 20; i++) await clock.tick(500)
    await closing
    open.length = 0

    const second = await opened(place, clock)
    expect(await second.recall('watermark')).toBe('2')
    const ran: string[] = []
    await second.work(
      async ({ name }) => {
        ran.push(name)
        return done()
      },
      { concurrency: 1 },
    )
    await second.repeat(job('reconcile'), '*/15 * * * *')
    await second.repeat(job('reconcile'), '*/15 * * * *')
    for (let quarter = 0; quarter < 2; quarter++) {
      await clock.setTime(clock.now() + 13.5 * 60_000)
      for (let tick = 0; tick < 20; tick++) {
        await clock.tick(5000)
        await pause(10)
      }
    }
    expect(ran.filter((name) => name === 'slow')).toHaveLength(1)
    const reconciled = ran.filter((name) => name === 'reconcile').length
    // At the start, and at two quarters of an hour; a second wish while one waits is the same.
    expect(reconciled).toBeGreaterThanOrEqual(3)
    expect(reconciled).toBeLessThanOrEqual(4)
    expect(
      await second.forget({
        bodiesBefore: new Date(clock.now()),
        deliveriesBefore: new Date(clock.now()),
        endsBefore: new Date(clock.now() + 1),
      }),
    ).toBe(1 + ran.length)
    expect(await second.counts()).toMatchObject({ waiting: 0 })
  })
})

test('a second process on the same directory is refused, with the way out', async () => {
  const directory = await queueDirectory()
  directories.push(directory)
  await opened({ databaseUrl: null, directory })
  await expect(opened({ databaseUrl: null, directory })).rejects.toThrow(/is in use by process \d+ .*DATABASE_URL/)
})

test('a PostgreSQL that is not there is said without its password', async () => {
  const place = { databaseUrl: 'postgres://casewright:very-secret@127.0.0.1:1/none', directory: '' }
  const refused = await openQueue({ ...place, onError: () => {}, onLost: () => {} }).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(KnownError)
  expect(String(refused)).toMatch(/the PostgreSQL of DATABASE_URL cannot be used/)
  expect(String(refused)).not.toContain('very-secret')
})

/** Many small writes as few: whatever is asked for while one transaction runs goes together into the next one. */

import { setTimeout as pause } from 'node:timers/promises'

interface Waiting<T, R> {
  item: T
  resolve: (result: R) => void
  reject: (error: unknown) => void
}

/** Milliseconds; senders that are answered send their next within it. */
const MOMENT = 100

export interface Batches<T, R> {
  add(item: T): Promise<R>
  /** Resolves when nothing waits to be written and nothing has come for a moment; at the latest after so many milliseconds. */
  quiet(longest: number): Promise<void>
}

/** `run` answers each item in order. When it throws for several, each is tried by itself, so that one cannot spoil the others. */
export function inBatches<T, R>(most: number, run: (items: readonly T[]) => Promise<readonly R[]>): Batches<T, R> {
  const waiting: Waiting<T, R>[] = []
  let running = false
  let last = Number.NEGATIVE_INFINITY

  async function one(batch: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const results = await run(batch.map(({ item }) => item))
      batch.forEach(({ resolve, reject }, at) => {
        const result = results[at]
        if (result === undefined) reject(new Error('a batch was answered in part'))
        else resolve(result)
      })
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error)
      else for (const each of batch) await one([each])
    }
  }

  /** PGlite works in this very thread: what has arrived is read first, as long as more comes, and then written at once. */
  async function gathered(): Promise<void> {
    for (let before = 0; waiting.length > before && waiting.length < most; ) {
      before = waiting.length
      await pause(2)
    }
  }

  async function drain(): Promise<void> {
    running = true
    while (waiting.length > 0) {
      await gathered()
      await one(waiting.splice(0, most))
    }
    running = false
  }

  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        last = performance.now()
        if (!running) void drain()
      }),
    async quiet(longest) {
      const until = performance.now() + longest
      // At least one turn of the event loop: PGlite answers within the turn, so workers alone could hold it for ever.
      do await pause(MOMENT / 50)
      while (performance.now() < until && (running || performance.now() < last + MOMENT))
    },
  }
}

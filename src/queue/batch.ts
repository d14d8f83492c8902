/** Many small writes as few: whatever is asked for while one transaction runs goes together into the next one. */

interface Waiting<T, R> {
  item: T
  resolve: (result: R) => void
  reject: (error: unknown) => void
}

/** `run` answers each item in order. When it throws for several, each is tried by itself, so that one cannot spoil the others. */
export function inBatches<T, R>(most: number, run: (items: readonly T[]) => Promise<readonly R[]>): (item: T) => Promise<R> {
  const waiting: Waiting<T, R>[] = []
  let running = false

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

  async function drain(): Promise<void> {
    running = true
    while (waiting.length > 0) await one(waiting.splice(0, most))
    running = false
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!running) void drain()
    })
}

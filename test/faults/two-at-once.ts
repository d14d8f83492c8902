/** Several workers at once, but never by chance: one request at a time goes through, and whose turn it is was said before. */

export interface Turnstile {
  /** The way out of one worker. */
  fetchOf(worker: number): typeof fetch
  /** Runs a worker; while it runs, the others wait until it asks for something too. */
  run<T>(worker: number, work: () => Promise<T>): Promise<T>
}

/** `order` picks, turn by turn, among the requests that wait; `between` is told how many went through before each. */
export function turnstile(order: readonly number[], between: (turn: number) => void): Turnstile {
  const waiting: { worker: number; go: () => void }[] = []
  const live = new Set<number>()
  let [isBusy, turn] = [false, 0]
  const next = () => {
    if (isBusy || waiting.length === 0) return
    // A worker that computes will ask soon: whose turn it is must not hang on who is quicker.
    if ([...live].some((worker) => !waiting.some((one) => one.worker === worker))) return
    const [chosen] = waiting.sort((a, b) => a.worker - b.worker).splice((order[turn % Math.max(1, order.length)] ?? 0) % waiting.length, 1)
    isBusy = true
    between(turn++)
    chosen?.go()
  }
  return {
    fetchOf: (worker) => async (input, init) => {
      await new Promise<void>((go) => {
        waiting.push({ worker, go })
        next()
      })
      try {
        return await fetch(input, init)
      } finally {
        isBusy = false
        next()
      }
    },
    async run(worker, work) {
      live.add(worker)
      try {
        return await work()
      } finally {
        live.delete(worker)
        next()
      }
    },
  }
}

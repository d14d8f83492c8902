/** Calls something at once after a quiet time, and at most once in so many milliseconds however often it is asked. */
export function seldom(run: () => void, milliseconds: number): () => void {
  let last = Number.NEGATIVE_INFINITY
  let waiting = false
  const now = () => {
    waiting = false
    last = performance.now()
    run()
  }
  return () => {
    if (waiting) return
    const rest = last + milliseconds - performance.now()
    if (rest <= 0) return now()
    waiting = true
    setTimeout(now, rest).unref()
  }
}

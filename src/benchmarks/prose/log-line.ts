/**
 * The message of a log line: what follows the clock and the level, process, module and line behind it. Null for a line
 * without a clock at its beginning. Numbers before the message are never figures.
 */
export function logMessage(text: string): { text: string; from: number } | null {
  const clock = /\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,9})?Z?/.exec(text.slice(0, 120))
  if (clock === null || /[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}/.test(text.slice(0, clock.index))) return null
  let from = clock.index + clock[0].length
  // `[INFO 2026-06-18 22:01:07,123 PID:345 /srv/metric.py:write:60] message`: the whole bracket is the frame.
  const before = text.slice(0, clock.index)
  if (before.lastIndexOf('[') > before.lastIndexOf(']')) {
    const close = text.slice(from, from + 200).indexOf(']')
    if (close < 0) return null
    from += close + 1
  }
  for (let i = 0; i < 8; i++) {
    frame.lastIndex = from
    const part = frame.exec(text)
    if (part === null || part[0] === '') break
    from += part[0].length
  }
  return { text: text.slice(from), from }
}

/** `[INFO ]`, `(APIServer pid=12)`, `PID:28`, `cache.py:88]`, `pool-3-thread-2`, `com.example.Metrics`, ` - `. */
const frame =
  /\s*(?:\[[^\][]{0,80}\]|\([^()]{0,80}\)|(?:INFO|WARN|WARNING|DEBUG|ERROR|TRACE)\b|PID:?\d{1,8}|[\w./-]{1,60}:\d{1,6}\]?(?=\s)|[\w-]{1,40}-\d{1,4}(?=\s)|[a-z]+(?:\.\w+){2,6}(?=\s)|[-–:|>]+(?=\s)|\d{1,8}(?=\s+---))(?=\s|:|$):?\s*/y

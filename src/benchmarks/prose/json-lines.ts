import type { Line } from '../document/lines.ts'
import { type Context, type Figure, figure } from './figure.ts'
import { betterOf, isMeasured, isSetting, metricName } from './metric.ts'

/**
 * JSON pasted as output, also when it breaks off: `"latency_ms": 12.3`, and objects whose value stands under a name
 * (`"perf_metric_name": "http_p50_latency"`, `"perf_metric_value": 3.6`). Only keys and names of known metrics count.
 */
export function readJsonLines(lines: readonly Line[], context: Context): { figures: Figure[]; taken: Set<number> } {
  const figures: Figure[] = []
  const taken = new Set<number>()
  let name = ''
  for (const { text, number } of lines) {
    if (/^\s*[[\]{}][\s,[\]{}]*$/.test(text)) {
      if (text.includes('{') || text.includes('}')) name = ''
      continue
    }
    const row = /^\s*\{?\s*"([^"]{1,80})"\s*:\s*(?:"([^"]{0,120})"|(-?\d{1,20}(?:\.\d{1,20})?(?:[eE][-+]?\d{1,3})?))\s*\}?,?\s*$/.exec(text)
    if (row === null) continue
    taken.add(number)
    const [, key = '', words, digits] = row
    if (words !== undefined) {
      if (/(?:^|_|\b)(?:name|metric|benchmark|test|task)$/i.test(key)) name = words
      continue
    }
    const generic = /(?:^|_)value$/i.test(key)
    const label = generic ? name : key
    if (digits === undefined || !isMeasured(label) || (isSetting(label) && !generic)) continue
    const parts = metricName(label)
    figures.push(
      figure({
        benchmark: generic ? '' : name,
        metric: parts.metric || label,
        statistic: parts.statistic,
        value: Number(digits),
        unit: parts.unit,
        better: betterOf(label, parts.unit),
        side: context.side,
        condition: context.condition,
        line: number,
        text: digits,
      }),
    )
  }
  return { figures, taken }
}

import type { Better } from '../../model.ts'
import type { Line } from '../document/lines.ts'
import { type Context, type Figure, figure } from './figure.ts'
import { quantities } from './quantity.ts'

/** Counters of which less is better; of all others (branches, cache-references) nobody knows. */
const costs = /clock|cycles|instructions|misses|faults|switches|migrations|stalled|energy|walks|flush/i

const counter = /^\s*(\d[\d,.]*)\s+(?:(msec|ns|Joules)\s+)?([a-zA-Z][\w.-]{1,40}(?:[:/][\w=,.-]{0,40}\/?){0,3})(?:\s+#.*|\s+\(.*|\s*)$/
const elapsed = /^\s*(\d[\d.]*)(?:\s+\+-\s+(\d[\d.]*))?\s+seconds (time elapsed|user|sys)(?:\s+\(.*)?\s*$/

/**
 * The screen output of `perf stat`: a count and the event's name a line, what follows `#` derived from others. Of
 * several runs (`-r`) they are means, and behind `+-` stands the standard error.
 * https://github.com/torvalds/linux/blob/master/tools/perf/util/stat-display.c
 */
export function readPerfStat(lines: readonly Line[], context: Context): { figures: Figure[]; taken: Set<number> } {
  const figures: Figure[] = []
  const taken = new Set<number>()
  let runs: number | null = null
  let open = false
  for (const { text, number } of lines) {
    const start = /^\s*Performance counter stats for '?(.{1,300}?)'?(?: \((\d{1,6}) runs\))?:\s*$/.exec(text)
    if (start !== null) {
      open = true
      runs = start[2] === undefined ? null : Number(start[2])
    }
    const row = open ? rowOf(text) : null
    if (start !== null || row !== null) taken.add(number)
    if (row === null) continue
    const one = figure({
      ...row,
      statistic: runs === null ? 'value' : 'mean',
      side: context.side,
      condition: context.condition,
      line: number,
    })
    figures.push(runs === null ? one : { ...one, samples: runs, sampleKind: 'process' })
  }
  return { figures, taken }
}

function rowOf(text: string) {
  const time = elapsed.exec(text)
  if (time !== null) {
    const [, digits = '', error, name = ''] = time
    const spread = error === undefined ? null : ({ kind: 'standard-error', value: Number(error) } as const)
    return { metric: name, value: Number(digits), unit: 's', better: 'lower' as Better, text: digits, spread }
  }
  const count = counter.exec(text)
  const [q] = count === null ? [] : quantities((count[1] ?? '').trim())
  if (count === null || q === undefined) return null
  const [, digits = '', unit = '', name = ''] = count
  return {
    metric: name,
    value: q.value,
    unit,
    better: costs.test(name) ? ('lower' as Better) : ('unknown' as Better),
    text: digits,
    spread: null,
  }
}

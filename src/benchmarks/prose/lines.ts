import type { Line } from '../document/lines.ts'
import { type Context, figure, joinConditions } from './figure.ts'
import { type LineFigure, labelledFigures } from './labelled.ts'
import { kindOf } from './metric.ts'
import { type Quantity, quantities } from './quantity.ts'
import type { SideNames } from './side.ts'

/**
 * Lines of tool output: `label: value`, `name   12.3 µs`, the shell's `time`, log lines with "took …". A line
 * `--- M=64, N=128 ---` is a condition of those below it.
 */
export function readLines(lines: readonly Line[], context: Context, names: SideNames): LineFigure[] {
  const figures: LineFigure[] = []
  let section = ''
  for (const line of lines) {
    const rule = /^\s*(?:-{2,}|#{2,})\s+([^-=\s].{0,200}?)\s+(?:-{2,}|#{2,})\s*$/.exec(line.text)
    if (rule !== null) section = rule[1] ?? ''
    else if (!isNoise(line.text)) {
      const here = { ...context, condition: joinConditions(context.condition, section) }
      figures.push(...readLine(line, here, names))
    }
  }
  return figures
}

/** Progress bars, commands, settings of the environment, listings of files, Go's summary. */
function isNoise(text: string): boolean {
  return (
    /[█▏▎▍▌▋▊▉]|it\/s\]|^\s*(?:\$|❯|>>>|%|[-d]rw|ok\s|PASS\b|export\s)|\s--\w|\\$|^\s*[A-Z][A-Z0-9_]+=/.test(text) || text.length > 2000
  )
}

function readLine({ text: raw, number: line }: Line, context: Context, names: SideNames): LineFigure[] {
  const text = raw.replace(/^\s*\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}\S*\s+/, (stamp) => ' '.repeat(stamp.length))
  const plain = (q: Quantity, fields: { benchmark?: string; metric: string }): LineFigure =>
    figure({
      ...fields,
      value: q.value,
      unit: q.unit,
      better: 'lower',
      side: context.side,
      condition: context.condition,
      line,
      text: raw.trim(),
      spread: q.spread,
    })
  const took = /(?:^|[\]:]\s)\s*(?:Function )?([^\s:][^:]{0,60}?) took (?=[\d~])/.exec(text)
  if (took !== null) {
    const [q] = quantities(text.slice(took.index + took[0].length))
    return q === undefined || kindOf(q.unit) !== 'time' ? [] : [plain(q, { benchmark: took[1] ?? '', metric: 'time' })]
  }
  // Another log line: its numbers are clocks, process ids and counts.
  if (text !== raw) return []
  const shell = shellTime(text)
  if (shell !== null)
    return shell.figures.map(([metric, q]) => plain(q, { benchmark: context.side === 'unknown' ? shell.command : '', metric }))
  const pair = /^\s*(?:[-*+•]\s+|\d{1,3}[.)]\s+)?([^=|]{1,80}?)\s*(?::(?=\s)|=)\s*(?=\S)/.exec(text)
  if (pair !== null && /[A-Za-z]/.test(pair[1] ?? '')) {
    return labelledFigures({ label: pair[1] ?? '', text, from: pair[0].length, line, locator: raw.trim() }, context, names)
  }
  return listedTime(text).map(([benchmark, q]) => plain(q, { benchmark, metric: kindOf(q.unit) }))
}

/** `real 1m2.3s` of bash, and zsh's `command  93.38s user 2.29s system 256% cpu 37.350 total`. */
function shellTime(text: string): { command: string; figures: [string, Quantity][] } | null {
  const bash = /^\s*(real|user|sys)\s+(?=\d)/.exec(text)
  const [q] = bash === null ? [] : quantities(text)
  if (bash !== null && q !== undefined) return { command: '', figures: [[bash[1] ?? '', { ...q, unit: q.unit || 's' }]] }
  const zsh =
    /^(.{0,200}?)\s*(\d{1,9}(?:\.\d{1,9})?)s user (\d{1,9}(?:\.\d{1,9})?)s system \d{1,6}% cpu (\d{1,9}(?:\.\d{1,9})?) total\s*$/.exec(text)
  if (zsh === null) return null
  const names = ['user', 'system', 'total']
  const figures = names.map((name, i): [string, Quantity] => [
    name,
    { value: Number(zsh[i + 2]), unit: 's', start: 0, end: 0, spread: null, signed: false },
  ])
  return { command: (zsh[1] ?? '').trim(), figures }
}

/** `void kernel<8>   5.088 μs`: a name, a gap, and one quantity that ends the line. */
function listedTime(text: string): [string, Quantity][] {
  const cut = /^\s*(\S.{0,300}?)(?: {2,}|\t+)(?=[-+]?\d\S*(?: \S+)?\s*$)/.exec(text)
  if (cut === null || !/[A-Za-z]/.test(cut[1] ?? '')) return []
  const rest = text.slice(cut[0].length).trimEnd()
  const [q] = quantities(rest)
  return q !== undefined && q.end === rest.length && kindOf(q.unit) !== '' ? [[(cut[1] ?? '').trim(), q]] : []
}

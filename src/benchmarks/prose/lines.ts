import type { Flag } from '../../model.ts'
import type { Line } from '../document/lines.ts'
import { type Context, type Draft, figure, joinConditions } from './figure.ts'
import { labelledFigures } from './labelled.ts'
import { type RatioLine, sidesByLines } from './line-ratios.ts'
import { logMessage } from './log-line.ts'
import { betterOf, kindOf } from './metric.ts'
import { type Quantity, quantities } from './quantity.ts'
import { shellTime } from './shell-time.ts'
import { type SideNames, sideOf } from './side.ts'
import { statementsOf } from './statements.ts'

/**
 * Lines of tool output: `label: value`, `name   12.3 µs`, the shell's `time`, log lines with "took …" and "… is …". A
 * line `--- M=64, N=128 ---` is a condition of those below it. The same line again in one block is another run.
 */
export function readLines(lines: readonly Line[], context: Context, names: SideNames): { figures: Draft[]; flags: Flag[] } {
  const sections: RatioLine[][] = [[]]
  let section = ''
  for (const line of lines) {
    const rule = /^\s*(?:-{2,}|#{2,})\s+([^-=\s].{0,200}?)\s+(?:-{2,}|#{2,})\s*$/.exec(line.text)
    if (rule !== null) {
      section = rule[1] ?? ''
      sections.push([])
    } else if (!isNoise(line.text)) {
      const figures = readLine(line, { ...context, condition: joinConditions(context.condition, section) }, names)
      sections.at(-1)?.push({ ...line, figures })
    }
  }
  const read = sections.map((section) => sidesByLines(sidesAsNames(section, context.condition, names)))
  return { figures: asRuns(read.flatMap(({ figures }) => figures)), flags: read.flatMap(({ flags }) => flags).slice(0, 1) }
}

/** Several lines of one name in one block are its runs; so a label says ("3 trials"), or the repetition itself. Lines of a log are none. */
export function asRuns(figures: readonly Draft[]): Draft[] {
  const groups = Map.groupBy(figures, ({ benchmark, metric, statistic, condition, side, unit }) =>
    JSON.stringify([benchmark, metric, statistic, condition, side, unit]),
  )
  const repeated = new Set([...groups.values()].filter((group) => group.length > 1 && group.length <= 100).flat())
  return figures.map((one) =>
    repeated.has(one) && one.samples === null && one.logged !== true ? { ...one, samples: 1, sampleKind: 'trial' } : one,
  )
}

/** Progress bars, commands, settings of the environment, listings of files, Go's summary. */
function isNoise(text: string): boolean {
  return (
    text.length > 2000 || /[█▏▎▍▌▋▊▉]|it\/s\]|^\s*(?:\$|❯|>>>|%|[-d]rw|ok\s|PASS\b|export\s)|\s--\w|\\$|^\s*[A-Z][A-Z0-9_]+=/.test(text)
  )
}

function readLine({ text, number: line }: Line, context: Context, names: SideNames): Draft[] {
  const plain = (q: Quantity, benchmark: string, metric: string): Draft => {
    const fields = { benchmark, metric, value: q.value, unit: q.unit, better: betterOf(metric, q.unit), spread: q.spread }
    return figure({ ...fields, side: context.side, condition: context.condition, line, text: text.slice(q.start, q.end).trim() })
  }
  const message = logMessage(text)
  const from = message?.from ?? 0
  const stated = statementsOf(message?.text ?? text).flatMap(({ label, start, end, kind }) => {
    if (kind === 'is')
      return message === null ? [] : labelledFigures({ label, text: text.slice(0, from + end), from: from + start, line }, context, names)
    const [q] = quantities(text.slice(from + start, from + start + 40))
    return q === undefined || !/^(?:time|size)$/.test(kindOf(q.unit)) ? [] : [plain(shift(q, from + start), label, kindOf(q.unit))]
  })
  if (message !== null) return stated.map((one) => ({ ...one, logged: true }))
  if (stated.length > 0) return stated
  const shell = shellTime(text)
  if (shell !== null) return shell.figures.map(([metric, q]) => plain(q, context.side === 'unknown' ? shell.command : '', metric))
  const pair = /^\s*(?:[-*+•]\s+|\d{1,3}[.)]\s+)?([^=|]{1,80}?)\s*(?::(?=\s)|=)\s*(?=\S)/.exec(text)
  if (pair !== null && /[A-Za-z]/.test(pair[1] ?? ''))
    return labelledFigures({ label: pair[1] ?? '', text, from: pair[0].length, line }, context, names)
  const windowed = statementsOf(text).find((one) => one.kind === 'is')
  if (windowed !== undefined) return labelledFigures({ label: windowed.label, text, from: windowed.start, line }, context, names)
  return listedTime(text).map(([benchmark, q]) => plain(q, benchmark, kindOf(q.unit)))
}

/** `main    1234 ops/s` above `patched 1890 ops/s`: where lines name both sides and nothing else, a name is a side. */
function sidesAsNames(lines: readonly RatioLine[], around: string, names: SideNames): RatioLine[] {
  const condition = lines.flatMap(({ figures }) => figures)[0]?.condition ?? around
  const sided = lines.map(({ text, number, figures }): Draft | null => {
    const [, word = ''] = /^\s*(\S(?:[^\n\d]{0,30}\S)?)\s+[-+]?\d\S*(?: \S+)?\s*$/.exec(text.slice(0, 200)) ?? []
    const { side, rest } = sideOf(word, names)
    const [q] = quantities(text)
    if (side === 'unknown' || rest !== '' || q === undefined || kindOf(q.unit) === '' || figures.length > 1) return null
    const fields = { benchmark: '', metric: kindOf(q.unit), value: q.value, unit: q.unit, better: betterOf('', q.unit), spread: q.spread }
    return figure({ ...fields, side, condition, line: number, text: text.slice(q.start, q.end).trim() })
  })
  const sides = new Set(sided.map((one) => one?.side))
  if (!sides.has('baseline') || !sides.has('candidate')) return [...lines]
  return lines.map((line, index) => {
    const own = sided[index]
    return own == null ? line : { ...line, figures: [own] }
  })
}

/** `void kernel<8>   5.088 μs`: a name, a gap, and one quantity that ends the line. */
function listedTime(text: string): [string, Quantity][] {
  const cut = /^\s*(\S.{0,300}?)(?: {2,}|\t+)(?=[-+]?\d\S*(?: \S+)?\s*$)/.exec(text)
  if (cut === null || !/[A-Za-z]/.test(cut[1] ?? '')) return []
  const rest = text.slice(cut[0].length).trimEnd()
  const [q] = quantities(rest)
  return q !== undefined && q.end === rest.length && kindOf(q.unit) !== '' ? [[(cut[1] ?? '').trim(), shift(q, cut[0].length)]] : []
}

function shift(q: Quantity, by: number): Quantity {
  return { ...q, start: q.start + by, end: q.end + by }
}

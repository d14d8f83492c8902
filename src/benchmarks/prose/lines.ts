import type { Line } from '../document/lines.ts'
import { type Context, type Draft, figure, joinConditions } from './figure.ts'
import { labelledFigures } from './labelled.ts'
import { logMessage } from './log-line.ts'
import { betterOf, isMeasured, kindOf, metricName } from './metric.ts'
import { type Quantity, quantities } from './quantity.ts'
import type { SideNames } from './side.ts'

/**
 * Lines of tool output: `label: value`, `name   12.3 µs`, the shell's `time`, log lines with "took …" and "… is …". A
 * line `--- M=64, N=128 ---` is a condition of those below it. The same line again in one block is another run.
 */
export function readLines(lines: readonly Line[], context: Context, names: SideNames): Draft[] {
  const figures: Draft[] = []
  let section = ''
  for (const line of lines) {
    const rule = /^\s*(?:-{2,}|#{2,})\s+([^-=\s].{0,200}?)\s+(?:-{2,}|#{2,})\s*$/.exec(line.text)
    if (rule !== null) section = rule[1] ?? ''
    else if (!isNoise(line.text))
      figures.push(...readLine(line, { ...context, condition: joinConditions(context.condition, section) }, names))
  }
  return asRuns(figures)
}

/** Several lines of one name in one block are its runs; so a label says ("3 trials"), or the repetition itself. */
export function asRuns(figures: readonly Draft[]): Draft[] {
  const groups = Map.groupBy(figures, ({ benchmark, metric, statistic, condition, side }) =>
    JSON.stringify([benchmark, metric, statistic, condition, side]),
  )
  const repeated = new Set([...groups.values()].filter((group) => group.length > 1 && group.length <= 100).flat())
  return figures.map((one) => (repeated.has(one) && one.samples === null ? { ...one, samples: 1, sampleKind: 'trial' } : one))
}

/** Progress bars, commands, settings of the environment, listings of files, Go's summary. */
function isNoise(text: string): boolean {
  return (
    text.length > 2000 || /[█▏▎▍▌▋▊▉]|it\/s\]|^\s*(?:\$|❯|>>>|%|[-d]rw|ok\s|PASS\b|export\s)|\s--\w|\\$|^\s*[A-Z][A-Z0-9_]+=/.test(text)
  )
}

function readLine({ text, number: line }: Line, context: Context, names: SideNames): Draft[] {
  const plain = (q: Quantity, benchmark: string, metric: string): Draft => {
    const shown = text.slice(q.start, q.end).trim()
    const fields = { benchmark, metric, value: q.value, unit: q.unit, better: betterOf(metric, q.unit), spread: q.spread }
    return figure({ ...fields, side: context.side, condition: context.condition, line, text: shown })
  }
  const message = logMessage(text)
  const [body, from] = [message?.text ?? text, message?.from ?? 0]
  if (message !== null) {
    return statementsOf(body).flatMap(({ label, start, kind }) => {
      if (kind === 'is')
        return labelledFigures({ label, text: text.slice(0, from + endOf(body, start)), from: from + start, line }, context, names)
      const [q] = quantities(body.slice(start, start + 40))
      return q === undefined || !/^(?:time|size)$/.test(kindOf(q.unit)) ? [] : [plain(shift(q, from + start), label, kindOf(q.unit))]
    })
  }
  const took = statementsOf(body).find((one) => one.kind === 'took')
  const [tookFigure] = took === undefined ? [] : quantities(body.slice(took.start, took.start + 40))
  if (took !== undefined && tookFigure !== undefined && /^(?:time|size)$/.test(kindOf(tookFigure.unit))) {
    return [plain(shift(tookFigure, took.start), took.label, kindOf(tookFigure.unit))]
  }
  const is =
    /(?:^|[\]:>|]\s|\s-\s|\d\s)([A-Za-z][A-Za-z _/()-]{2,60}?(?: for (?:the )?last \d{1,6} \w{1,12})?) is (?=[-+]?\d[\d.,]*(?: \w{1,12})?\s*$)/.exec(
      text,
    )
  if (is !== null && isMeasured(is[1] ?? ''))
    return labelledFigures({ label: is[1] ?? '', text, from: is.index + is[0].length, line }, context, names)
  const shell = shellTime(text)
  if (shell !== null) return shell.figures.map(([metric, q]) => plain(q, context.side === 'unknown' ? shell.command : '', metric))
  const pair = /^\s*(?:[-*+•]\s+|\d{1,3}[.)]\s+)?([^=|]{1,80}?)\s*(?::(?=\s)|=)\s*(?=\S)/.exec(text)
  if (pair !== null && /[A-Za-z]/.test(pair[1] ?? ''))
    return labelledFigures({ label: pair[1] ?? '', text, from: pair[0].length, line }, context, names)
  return listedTime(text).map(([benchmark, q]) => plain(q, benchmark, kindOf(q.unit)))
}

interface Statement {
  label: string
  /** Where its figure begins. */
  start: number
  kind: 'took' | 'is'
}

/**
 * What a message states, clause by clause: "Function process took 0 days 00:00:07.5 to run", "Inference time for last
 * 60 seconds is 41.20", "KV cache size: 3.1 GiB; weights take 14.9 GiB".
 */
function statementsOf(message: string): Statement[] {
  const found: Statement[] = []
  let from = 0
  for (const clause of message.split(/[;,](?=\s)|\.(?=\s)/).slice(0, 20)) {
    const took = /(?:^|[\]:]\s)\s*(?:Function )?([^\s:][^:]{0,60}?) (?:took|takes?) (?:up )?(?=[\d~])/.exec(clause)
    const is = /^\s*([A-Za-z][^:[\]]{2,80}?)(?: is |: | = |=)(?=[-+]?\d)/.exec(clause)
    const label = (is?.[1] ?? '').split(' - ').at(-1) ?? ''
    if (took !== null) found.push({ label: took[1] ?? '', start: from + took.index + took[0].length, kind: 'took' })
    else if (is !== null && (isMeasured(metricName(label).metric) || isMeasured(label)))
      found.push({ label, start: from + is[0].length, kind: 'is' })
    from += clause.length + 1
  }
  return found
}

/** The end of the clause that begins at an offset. */
function endOf(message: string, start: number): number {
  const end = /[;,.](?=\s)/.exec(message.slice(start))?.index
  return end === undefined ? message.length : start + end
}

/** `real 1m2.3s` of bash, and zsh's `command  93.38s user 2.29s system 256% cpu 37.350 total`. */
function shellTime(text: string): { command: string; figures: [string, Quantity][] } | null {
  const bash = /^\s*(real|user|sys)\s+(?=\d)/.exec(text)
  const [q] = bash === null ? [] : quantities(text)
  if (bash !== null && q !== undefined) return { command: '', figures: [[bash[1] ?? '', { ...q, unit: q.unit || 's' }]] }
  const zsh =
    /^(.{0,200}?)\s*(\d{1,9}(?:\.\d{1,9})?)s user (\d{1,9}(?:\.\d{1,9})?)s system \d{1,6}% cpu (\d{1,9}(?:\.\d{1,9})?) total\s*$/.exec(text)
  if (zsh === null) return null
  const figures = ['user', 'system', 'total'].map((name, i): [string, Quantity] => {
    const digits = zsh[i + 2] ?? ''
    const start = text.indexOf(`${digits}${name === 'total' ? ' total' : 's'}`, (zsh[1] ?? '').length)
    return [name, { value: Number(digits), unit: 's', start, end: start + digits.length, spread: null, signed: false }]
  })
  return { command: (zsh[1] ?? '').trim(), figures }
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

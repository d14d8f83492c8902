import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Figure, Findings } from '../findings.ts'

/** What was timed: the label, and what sets it apart from its siblings. */
export function torchName(label: string, parts: readonly string[], threads: string): { benchmark: string; condition: string } {
  const condition = [...parts.filter((part) => part !== ''), threads === '' ? '' : `threads=${threads}`].filter((part) => part !== '')
  return { benchmark: label, condition: condition.join(', ') }
}

const opening = /^\[?<[\w.]*\bcommon\.Measurement object at 0x/
const closing = /^\s*(\d+) measurements?, (\d+) runs ?(?:per measurement)?,? (\d+) threads?/
const central = /^\s*(?:Median: )?([\d.]+) (ns|us|ms|s)$/
const quartiles = /^\s*IQR: +([\d.]+) (ns|us|ms|s) \(([\d.]+) to ([\d.]+)\)$/

/** Lines from one measurement to the end of its block; a title may be a statement of many lines. */
const longest = 80

/** Reads the printed measurements; answers their names, by which a table that repeats them is known. */
export function readTorchMeasurements({ lines }: Document, found: Findings): ReadonlySet<string> {
  const names = new Set<string>()
  for (const [index, { text }] of lines.entries()) {
    if (!opening.test(text)) continue
    const block = lines.slice(index + 1, index + longest)
    const end = block.findIndex((line) => closing.test(line.text) || opening.test(line.text))
    const last = block[end]
    const count = last === undefined ? null : closing.exec(last.text)
    if (!count) {
      found.problem('A measurement without its last line, which says how many there were: it is not read.', {
        line: lines[index] ?? block[0] ?? { number: 1, text },
      })
      continue
    }
    names.add(readBlock(block.slice(0, end), { samples: Number(count[1]), threads: count[3] ?? '' }, found))
    // A remark of the tool stands below.
    const remark = block[end + 1]
    const share = remark === undefined ? undefined : /Interquartile range is ([\d.]+)% of the median/.exec(remark.text)?.[1]
    if (remark !== undefined && share !== undefined)
      found.flag('high-variance', `The interquartile range is ${share} % of the median.`, { line: remark, text: share })
  }
  return names
}

function readBlock(block: readonly Line[], { samples, threads }: { samples: number; threads: string }, found: Findings): string {
  const at = block.findLastIndex(({ text }) => central.test(text))
  const line = block[at]
  const [, value = '', unit = ''] = central.exec(line?.text ?? '') ?? []
  const [title = '', description = ''] = block
    .slice(0, Math.max(at, 0))
    .flatMap(({ text }) => (/^\S/.test(text) && !text.startsWith('setup:') ? text : []))
  const cut = title.indexOf(': ')
  const [label, sub] = cut < 0 ? [title, ''] : [title.slice(0, cut), title.slice(cut + 2)]
  const name = torchName(label, [sub, description], threads)
  if (line === undefined) return `${name.benchmark} | ${name.condition}`
  const spreadLine = block.find(({ text }) => quartiles.test(text))
  const [, iqr = '', iqrUnit = '', low = '', high = ''] = quartiles.exec(spreadLine?.text ?? '') ?? []
  const shared = { ...name, metric: 'time', samples, sampleKind: 'iteration' } as const
  const spread: Figure['spread'] = iqr === '' || iqrUnit !== unit ? null : { kind: 'range', low: Number(low), high: Number(high) }
  found.line(line, value, { ...shared, unit, statistic: samples === 1 ? 'value' : 'median', better: 'lower', spread })
  if (spreadLine !== undefined) found.line(spreadLine, iqr, { ...shared, unit: iqrUnit, statistic: 'iqr', role: 'derived' })
  if (samples === 1) found.flag('single-run', `${title} was timed once only.`, { line, text: value })
  return `${name.benchmark} | ${name.condition}`
}

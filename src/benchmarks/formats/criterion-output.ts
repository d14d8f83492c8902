import { readCell } from '../cells.ts'
import { betterOfUnit } from '../direction.ts'
import { type Document, matches } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Findings } from '../findings.ts'
import { benchLines } from './bench-line.ts'

/** `[320.62 ps 323.90 ps 327.55 ps]`: low, estimate, high of a 95 % interval. */
const bounds = /^\s*\[\s*([\d.]+) (\S+) ([\d.]+) (\S+) ([\d.]+) (\S+)\s*\]/
const change = /^\s*(?:(change|time|thrpt):\s*)?\[([-+\u2212]?[\d.]+%) ([-+\u2212]?[\d.]+%) ([-+\u2212]?[\d.]+%)\]/

export function isCriterionOutput(document: Document): boolean {
  return matches(
    document,
    /\btime:\s+\[\s*[\d.]+ [pnm\u00b5\u03bcu]?s [\d.]+ [pnm\u00b5\u03bcu]?s [\d.]+ [pnm\u00b5\u03bcu]?s\s*\]/,
    'time:',
  )
}

/** The report that criterion prints. A long name stands on a line of its own above its figures. */
export function readOutput(document: Document, found: Findings): void {
  let benchmark = ''
  let samples: number | null = null
  let above = ''
  for (const line of document.lines) {
    const figures = figuresOf(line)
    const relative = figures === null ? change.exec(line.text) : null
    samples = samplesOf(line.text) ?? samples
    if (figures !== null) {
      if (figures.metric === 'time') benchmark = figures.name || above
      readEstimate(line, benchmark, figures, samples, found)
    } else if (relative !== null) readChange(line, benchmark, relative, found)
    else if (/^\s*(?:No change in performance|Change within noise|Performance has)/.test(line.text))
      found.flag(
        'derived-value',
        `${benchmark}: criterion compares with an earlier run, which is not in this text, and says "${line.text.trim()}"`,
        { line },
      )
    if (line.text.trim() !== '' && !/^\s|^Benchmarking|^Found/.test(line.text)) above = line.text.trim()
  }
}

interface Figures {
  name: string
  metric: 'time' | 'throughput'
  low: number
  high: number
  unit: string
  /** `323.90 ps`: the estimate, as written. */
  text: string
}

function figuresOf(line: Line): Figures | null {
  for (const [word, metric] of [
    ['time:', 'time'],
    ['thrpt:', 'throughput'],
  ] as const) {
    const cut = line.text.indexOf(word)
    const [, low = '', , estimate = '', unit = '', high = ''] = (cut < 0 ? null : bounds.exec(line.text.slice(cut + word.length))) ?? []
    if (estimate !== '')
      return { name: line.text.slice(0, cut).trim(), metric, low: Number(low), high: Number(high), unit, text: `${estimate} ${unit}` }
  }
  return null
}

function readEstimate(line: Line, benchmark: string, figures: Figures, samples: number | null, found: Findings): void {
  const { metric, low, high, unit, text } = figures
  found.line(line, text, {
    benchmark,
    metric,
    statistic: 'estimate',
    unit,
    better: metric === 'time' ? 'lower' : 'higher',
    // The throughput is the same figure turned round.
    role: metric === 'time' ? 'result' : 'derived',
    spread: { kind: 'interval', low, high, level: 0.95 },
    samples,
    sampleKind: samples === null ? null : 'iteration',
  })
  if (unit === 'ps') found.flag('implausible', `${benchmark} takes picoseconds: the compiler removed the work.`, { line, text })
}

function samplesOf(text: string): number | null {
  const count = /Collecting (\d+) samples|outliers? among (\d+) measurements/.exec(text)
  return count === null ? null : Number(count[1] ?? count[2])
}

function readChange(line: Line, benchmark: string, [, label, low = '', estimate = '', high = '']: RegExpExecArray, found: Findings): void {
  const [from, to] = [readCell(low)?.value, readCell(high)?.value]
  const spread = from === undefined || to === undefined ? null : ({ kind: 'interval', low: from, high: to, level: 0.95 } as const)
  const rate = label === 'thrpt'
  found.line(line, estimate, {
    benchmark,
    metric: rate ? 'throughput' : 'time',
    statistic: 'change',
    unit: '%',
    better: rate ? 'higher' : 'lower',
    role: 'derived',
    spread,
  })
}

/** `--output-format bencher`: the typical time, and half the width of its interval. */
export function readBenchLines(document: Document, found: Findings): void {
  for (const { name, text, unit, line } of benchLines(document)) {
    const around = readCell(text)?.plusMinus
    const spread = around ? ({ kind: 'half-width', value: around.value } as const) : null
    found.line(line, text, {
      benchmark: name,
      metric: 'time',
      statistic: 'typical',
      unit,
      better: unit.endsWith('/iter') ? 'lower' : betterOfUnit(unit),
      spread,
    })
  }
}

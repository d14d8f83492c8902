/** The summary that oha prints; a log may hold several. */
import { readCell } from '../cells.ts'
import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import { entryOf } from '../entry-of.ts'
import type { Figure, Findings } from '../findings.ts'
import { labelAbove } from '../label-above.ts'
import { lineAbove } from './line-above.ts'
import { errorFigure, judgeOha, latency, statusFigure, summaryFigures } from './oha-metrics.ts'
import { judgeMean } from './requests.ts'

interface Printed {
  line: Line
  text: string
  figure: Figure
}

interface Block {
  label: Pick<Figure, 'side' | 'condition'>
  printed: Printed[]
  statuses: { code: string; count: number; place: { line: Line; text: string } }[]
  errors: { error: string; count: number; place: { line: Line; text: string } }[]
}

export function readOhaOutput({ lines }: Document, found: Findings): void {
  const blocks: Block[] = []
  let section = ''
  for (const [index, line] of lines.entries()) {
    const plain = line.text.trim()
    if (plain === 'Summary:' || (blocks.length === 0 && plain.startsWith('Success rate:')))
      blocks.push({ label: labelAbove(lineAbove(lines, index)), printed: [], statuses: [], errors: [] })
    const block = blocks.at(-1)
    if (block === undefined) continue
    if (/^[A-Z][^:]*:$/.test(plain)) section = plain.slice(0, -1)
    else readLine(section, line, plain, block)
  }
  for (const block of blocks) writeBlock(block, found)
}

const names: Readonly<Record<string, string>> = {
  'Success rate': 'successRate',
  Total: 'total',
  Slowest: 'slowest',
  Fastest: 'fastest',
  Average: 'average',
  'Requests/sec': 'requestsPerSec',
  'Total data': 'totalData',
  'Size/request': 'sizePerRequest',
  'Size/sec': 'sizePerSec',
}

function readLine(section: string, line: Line, plain: string, block: Block): void {
  const [, name = '', text = ''] = /^([A-Z][\w/ ]{0,30}?):\s+(\S.*)$/.exec(plain) ?? []
  const figure = section === 'Summary' || section === '' ? entryOf(summaryFigures, entryOf(names, name) ?? '') : undefined
  if (figure !== undefined) block.printed.push({ line, text, figure: { ...figure, unit: unitOf(figure, text) } })
  const [, percent, time] = /^(\d{1,3}(?:\.\d+)?)% in (\S.*)$/.exec(plain) ?? []
  if (percent !== undefined && time !== undefined) {
    const which = /\(([^)]{1,40})\)$/.exec(section)?.[1]
    const statistic = `p${Number(percent)}`
    block.printed.push({
      line,
      text: time,
      figure: { ...latency, statistic, unit: unitOf(latency, time), ...(which === undefined ? {} : { condition: which }) },
    })
  }
  if (section.startsWith('Details')) readDetails(line, plain, block)
  const [, code, count] = /^\[(\d{3})\] (\d+) responses?$/.exec(plain) ?? []
  if (code !== undefined && count !== undefined)
    block.statuses.push({ code, count: Number(count), place: { line, text: `${count} responses` } })
  const [, times, error] = section === 'Error distribution' ? (/^\[(\d+)\] (\S.*)$/.exec(plain) ?? []) : []
  if (times !== undefined && error !== undefined) block.errors.push({ error, count: Number(times), place: { line, text: times } })
}

/** `DNS+dialup:	0.0175 sec, 0.0152 sec, 0.0199 sec`: average, fastest, slowest. */
function readDetails(line: Line, plain: string, block: Block): void {
  const [, name, times] = /^(DNS[+-]\w+):\s+(\S.*)$/.exec(plain) ?? []
  if (name === undefined || times === undefined) return
  const metric = name === 'DNS+dialup' ? 'DNSDialup' : 'DNSLookup'
  for (const [at, text] of times.split(', ').entries()) {
    const statistic = ['mean', 'min', 'max'][at]
    if (statistic !== undefined)
      block.printed.push({ line, text, figure: { metric, statistic, unit: unitOf(latency, text), better: 'lower' } })
  }
}

/** As printed; older versions give the success rate as a share. */
function unitOf({ unit = '' }: Figure, text: string): string {
  const printed = readCell(text)?.unit ?? ''
  return printed === '' ? unit : unit === 'B/s' ? `${printed}/s` : printed
}

function writeBlock({ label, printed, statuses, errors }: Block, found: Findings): void {
  const { responses, served } = judgeOha({ statuses, errors }, found)
  const sampled = responses > 0 ? ({ samples: responses, sampleKind: 'request' } as const) : {}
  for (const { line, text, figure } of printed) {
    if (!served && figure.role !== 'workload') continue
    const where = [label.condition, figure.condition].filter(Boolean).join(', ')
    const counted = figure.role === undefined && figure.condition === undefined && !figure.metric.startsWith('DNS') ? sampled : {}
    found.line(line, text, { ...figure, ...label, ...counted, condition: where })
  }
  const counts = [
    ...statuses.map(({ code, place }) => ({ figure: statusFigure(code), place })),
    ...errors.map(({ error, place }) => ({ figure: errorFigure(error), place })),
  ]
  for (const { figure, place } of counts) {
    const where = [label.condition, figure.condition].filter(Boolean).join(', ')
    found.line(place.line, place.text, { ...figure, ...label, condition: where })
  }
  const value = (statistic: string) =>
    printed.find(({ figure }) => figure.metric === 'latency' && figure.statistic === statistic && figure.condition === undefined)
  const [mean, median] = [value('mean'), value('p50')]
  if (served && mean !== undefined && median !== undefined && mean.figure.unit === median.figure.unit)
    judgeMean('latency', readCell(mean.text)?.value ?? null, readCell(median.text)?.value ?? null, mean, found)
}

import { readCell } from '../cells.ts'
import { type Document, matches } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Figure, Findings } from '../findings.ts'
import { labelAbove } from '../label-above.ts'
import type { Reader } from '../reader.ts'
import { lineAbove } from './line-above.ts'
import { judgeMean, judgeRequests, judgeTail } from './requests.ts'
import { targetPath } from './target-path.ts'
import { failuresOf, percentileOf, ratesOf, type Shown, settingsOf, statisticsOf } from './wrk-lines.ts'

/** https://github.com/wg/wrk/blob/master/src/wrk.c and https://github.com/giltene/wrk2/blob/master/src/wrk.c */
export const wrk: Reader = {
  name: 'wrk',
  title: 'wrk and wrk2',
  docs: 'What wrk and wrk2 print, with and without `--latency`; `MB` are powers of 1,024 there.',
  primary: ['latency', 'request_throughput'],
  detect: (document) => matches(document, /^[ \t]*\d+ threads and \d+ connections[ \t]*$/m, 'threads and '),
  parse(document, found) {
    const blocks = blocksOf(document)
    const targets = new Set(blocks.map(({ target }) => target))
    for (const block of blocks) writeBlock(block, targets.size > 1, found)
  },
}

interface Block {
  /** The path that was asked for; hosts are nobody's business. */
  target: string
  label: Pick<Figure, 'side' | 'condition'>
  lines: Line[]
}

function blocksOf({ lines }: Document): Block[] {
  const blocks: Block[] = []
  for (const [index, line] of lines.entries()) {
    const started = /^\s*Running (?:\S+) test @ (\S+)/.exec(line.text)
    const isNew = started !== null || (/^\s*\d+ threads and \d+ connections/.test(line.text) && blocks.at(-1)?.lines.length !== 1)
    if (isNew) blocks.push({ target: targetPath(started?.[1] ?? ''), label: labelAbove(lineAbove(lines, index)), lines: [] })
    blocks.at(-1)?.lines.push(line)
  }
  return blocks
}

function writeBlock({ target, label, lines }: Block, manyTargets: boolean, found: Findings): void {
  const shown: Shown[] = []
  let requests: Shown | null = null
  let failures = 0
  let place: { line: Line } | undefined
  let section = ''
  for (const line of lines) {
    const title = /^\s*(?:Latency Distribution|Detailed Percentile)(?: \(HdrHistogram - (Recorded|Uncorrected) Latency)?/.exec(line.text)
    if (title !== null) section = line.text.includes('Detailed') ? 'spectrum' : title[1] === 'Uncorrected' ? 'uncorrected' : 'recorded'
    const done = /^\s*((\d+) requests) in (\S+), (\S+) read/.exec(line.text)
    if (done?.[1] !== undefined) requests = { line, text: done[1], figure: { metric: 'requests', unit: 'requests', role: 'derived' } }
    for (const failure of failuresOf(line)) {
      failures += failure.count
      place = { line }
      shown.push(failure)
    }
    shown.push(...settingsOf(line), ...statisticsOf(line), ...percentileOf(line, section), ...ratesOf(line))
  }
  const total = requests === null ? null : (readCell(requests.text)?.value ?? null)
  const refused = shown.find(({ figure }) => figure.metric === 'non2xx')
  const completed = total === null ? null : total - (refused === undefined ? 0 : (readCell(refused.text)?.value ?? 0))
  const served = judgeRequests(
    { completed, failed: failures, included: refused !== undefined, place: place ?? requests ?? undefined },
    found,
  )
  const sampled = total === null ? {} : ({ samples: total, sampleKind: 'request' } as const)
  for (const { line, text, figure } of requests === null ? shown : [...shown, requests]) {
    if (!served && figure.role !== 'workload' && figure.metric !== 'requests') continue
    const where = [label.condition, manyTargets ? target : '', figure.condition].filter(Boolean).join(', ')
    const counted = (figure.role ?? 'result') === 'result' ? sampled : {}
    found.line(line, text, { ...figure, ...counted, ...label, condition: where })
    if (figure.metric === 'latency') judgeTail(figure.statistic ?? '', total, { line, text }, found)
  }
  judgeMiddle(shown, served, found)
}

function judgeMiddle(shown: readonly Shown[], served: boolean, found: Findings): void {
  const of = (statistic: string) =>
    shown.find(({ figure }) => figure.metric === 'latency' && figure.statistic === statistic && figure.condition === undefined)
  const [mean, median] = [of('mean'), of('p50')]
  if (!served || mean === undefined || median === undefined || mean.figure.unit !== median.figure.unit) return
  judgeMean('latency', readCell(mean.text)?.value ?? null, readCell(median.text)?.value ?? null, mean, found)
}

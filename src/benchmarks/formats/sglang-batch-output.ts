import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition } from '../labels.ts'

/** One case of a run: a prompt of one size, filled in and decoded once. */
interface Case {
  /** Sizes as far as they are printed. */
  sizes: Map<string, string>
  figures: { line: Line; text: string; figure: Figure }[]
}

const time = { better: 'lower', samples: 1, sampleKind: 'iteration' } as const
const rate = { better: 'higher', samples: 1, sampleKind: 'iteration' } as const

/** What the two tools print, line by line; the names are those of their JSON. */
const rows: readonly [RegExp, ...Figure[]][] = [
  [
    /^Prefill\. latency: +([\d.]+ s), throughput: +([\d.]+ token\/s)/,
    { metric: 'prefill_latency', ...time },
    { metric: 'prefill_throughput', ...rate },
  ],
  [
    /^Decode\. +median latency: +([\d.]+ s), median throughput: +([\d.]+ token\/s)/,
    { metric: 'decode_latency', ...time, statistic: 'median', samples: null },
    { metric: 'decode_throughput', ...rate, statistic: 'median', samples: null },
  ],
  [
    /^Total\. latency: +([\d.]+ s), throughput: +([\d.]+ token\/s)/,
    { metric: 'total_latency', ...time },
    { metric: 'overall_throughput', ...rate },
  ],
  [/^latency: +([\d.]+ s)$/, { metric: 'latency', ...time }],
  [/^(?:last_)?ttft: +([\d.]+ s)$/, { metric: 'last_ttft', ...time }],
  [/^input throughput: +([\d.]+ tok(?:en)?\/s)$/, { metric: 'input_throughput', ...rate }],
  [/^output throughput: +([\d.]+ tok(?:en)?\/s)$/, { metric: 'output_throughput', ...rate }],
  [/^\(input \+ output\) throughput: +([\d.]+ tok(?:en)?\/s)$/, { metric: 'overall_throughput', ...rate }],
  [/^last generation throughput: +([\d.]+ tok(?:en)?\/s)$/, { metric: 'last_gen_throughput', ...rate }],
]

/** The cases that were measured; those of the warm-up print the same lines and are left out. */
export function readBatchOutput(document: Document, found: Findings): void {
  const cases: Case[] = []
  let warmingUp = false
  for (const line of document.lines) {
    const text = line.text.trim()
    if (/^(?:=+ )?Warm-?up\b(?!.* End)/i.test(text)) warmingUp = true
    else if (/^(?:=+ )?Benchmark\b(?!.* End)|Warm-?up End/i.test(text)) warmingUp = false
    else if (!warmingUp) readLine(line, text, cases)
  }
  writeCases(leaveOutWarmup(document, cases, found), found)
}

function readLine(line: Line, text: string, cases: Case[]): void {
  const size = /^(batch size|input_len|output_len): +(\d+)$/.exec(text) ?? /^Decode \d+\. (Batch size): +(\d+),/.exec(text)
  if (text.startsWith('Prefill. ') || size?.[1] === 'batch size') cases.push({ sizes: new Map(), figures: [] })
  const current = cases.at(-1)
  if (current === undefined) return
  if (size?.[1] !== undefined) current.sizes.set(size[1].toLowerCase().replace(' ', '_'), size[2] ?? '')
  for (const [pattern, ...figures] of rows) {
    const [, ...texts] = pattern.exec(text) ?? []
    for (const [index, figure] of figures.entries()) {
      const said = texts[index]
      if (said !== undefined) current.figures.push({ line, text: said, figure: { ...figure, unit: said.split(' ')[1] ?? '' } })
    }
  }
}

/** Early versions of the server's benchmark warm up with a case that nothing marks: 16 prompts, before the others. */
function leaveOutWarmup({ text }: Document, cases: Case[], found: Findings): Case[] {
  const [first, ...others] = cases
  const place = first?.figures[0]?.line
  if (place === undefined || others.length === 0 || /warm-?up|Prefill\. /i.test(text) || first?.sizes.get('batch_size') !== '16')
    return cases
  found.flag('cold-run', 'The first case is taken for the warm-up, which nothing marks, and left out.', { line: place })
  return others
}

/** Cases of the same printed sizes differ in what is not printed: their number tells them apart. */
function writeCases(cases: readonly Case[], found: Findings): void {
  const names = cases.map(({ sizes }) => condition(sizes))
  for (const [index, { figures }] of cases.entries()) {
    const name = names[index] ?? ''
    const alike = names.filter((other) => other === name).length > 1
    const where = alike ? [name, `case ${index + 1}`].filter((part) => part !== '').join(', ') : name
    for (const { line, text, figure } of figures) found.line(line, text, { ...figure, condition: where })
  }
}

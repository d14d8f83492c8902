import type { Document } from '../document/document.ts'
import { type Line, linesBelow } from '../document/lines.ts'
import { entryOf } from '../entry-of.ts'
import type { Figure, Findings } from '../findings.ts'
import { condition } from '../labels.ts'

const title = /^(FWD|BWD) \((ms \/ TFLOPS[^()]*)\)$/

/** The tables of benchmark_attn.py: `FWD (ms / TFLOPS / MFU%)` says what the parts of each cell are. */
export function readFlashTables({ lines }: Document, found: Findings): void {
  for (const [index, line] of lines.entries()) {
    const [, pass = '', kinds = ''] = title.exec(line.text.trim()) ?? []
    if (pass === '') continue
    const near = lines.slice(index + 1, index + 4).findIndex(({ text }) => /\bhdim +causal\b/.test(text))
    if (near < 0) continue
    const head = index + 1 + near
    const header = words(lines[head])
    const from = header.findIndex((name) => !settings.has(name))
    for (const row of linesBelow(lines, head)) {
      if (row.text.trim() === '' || title.test(row.text.trim())) break
      if (/^[-=\s]+$/.test(row.text)) continue
      readRow({ row, header, from, kinds: kinds.split(' / '), pass: pass.toLowerCase() }, found)
    }
  }
}

const settings = new Set(['hdim', 'causal', 'batch', 'seqlen', 'seqlen_q', 'seqlen_kv', 'gather_kv'])

function words(line: Line | undefined): string[] {
  return line?.text.trim().split(/\s+/) ?? []
}

interface Row {
  row: Line
  header: readonly string[]
  /** Where the columns of the implementations begin. */
  from: number
  kinds: readonly string[]
  pass: string
}

function readRow({ row, header, from, kinds, pass }: Row, found: Findings): void {
  const cells = words(row)
  if (from < 0 || cells.length !== header.length) {
    found.flag('malformed-row', 'The row has another number of cells than the header: it is not read.', { line: row })
    return
  }
  const where = condition(header.slice(0, from).map((name, index) => [name, cells[index] ?? '']))
  for (let index = from; index < header.length; index++) {
    const cell = cells[index] ?? ''
    // A dash stands for what was not asked for.
    if (/^[-—]$/.test(cell)) continue
    for (const [at, text] of cell.split('/').entries()) {
      const figure = entryOf(known, kinds[at] ?? '')
      if (figure !== undefined)
        found.line(row, text, { ...figure, benchmark: header[index] ?? '', condition: `${where}, ${pass}`, statistic: 'mean' })
    }
  }
}

const derived = { role: 'derived' } as const

const known: Readonly<Record<string, Figure>> = {
  ms: { metric: 'time', unit: 'ms', better: 'lower' },
  TFLOPS: { ...derived, metric: 'tflops', unit: 'TFLOPS', better: 'higher' },
  'MFU%': { ...derived, metric: 'MFU', unit: '%' },
  TBs: { ...derived, metric: 'bandwidth', unit: 'TB/s', better: 'higher' },
  'BW%': { ...derived, metric: 'bandwidth utilisation', unit: '%' },
}

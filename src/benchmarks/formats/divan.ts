import { readCell } from '../cells.ts'
import { type Document, matches } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Figure, Findings } from '../findings.ts'
import type { Reader } from '../reader.ts'

/** https://docs.rs/divan; src/tree_painter.rs draws the tree. */
export const divan: Reader = {
  name: 'divan',
  title: 'Divan',
  docs: 'The tree that `cargo bench` prints with Divan: times, throughput and allocations, named by their way through the tree.',
  primary: ['time', 'alloc bytes'],
  detect: (document) => matches(document, header, 'fastest '),
  parse: readTrees,
}

const header = /^ *\S[^│\n]* {2}fastest +│ slowest +│ median +│ mean +│ samples +│ iters *$/m

/** The columns of times; the last two count samples and iterations. */
const columns = ['min', 'max', 'median', 'mean'] as const

interface Leaf {
  benchmark: string
  samples: number | null
  /** What the rows below the times are about (`alloc`, `max alloc`, `dealloc` …); empty for throughput. */
  section: string
  /** Rows of the section so far: the first counts, the second weighs. */
  rows: number
}

function readTrees(document: Document, found: Findings): void {
  let path: string[] = []
  let margin = 0
  let leaf: Leaf | null = null
  for (const line of document.lines) {
    if (header.test(line.text)) {
      margin = line.text.search(/\S/)
      path = [line.text.slice(0, line.text.indexOf('  fastest')).trim()]
      leaf = null
    } else if (path.length > 0 && line.text.includes('│')) {
      const branch = /[├╰]─ /.exec(line.text)
      if (branch === null) {
        if (leaf !== null) readBelow(line, line.text.split('│').slice(-6), leaf, found)
        continue
      }
      const [first = '', ...cells] = line.text.slice(branch.index + 3).split('│')
      const { name, value } = nameAndValue(first)
      path = [...path.slice(0, 1 + Math.round((branch.index - margin) / 3)), name]
      leaf = { benchmark: path.join('::'), samples: readCell(cells[3] ?? '')?.value ?? null, section: '', rows: 0 }
      if (value !== '') readTimes(line, [value, ...cells], leaf, found)
    }
  }
}

/** A name and the first cell stand at least two spaces apart; a parent has no cell. */
function nameAndValue(text: string): { name: string; value: string } {
  const plain = text.trimEnd()
  const gap = plain.lastIndexOf('  ')
  return gap < 0 ? { name: plain.trim(), value: '' } : { name: plain.slice(0, gap).trim(), value: plain.slice(gap).trim() }
}

function sampled({ benchmark, samples }: Leaf): Pick<Figure, 'benchmark' | 'samples' | 'sampleKind'> {
  return { benchmark, samples, sampleKind: samples === null ? null : 'iteration' }
}

function readTimes(line: Line, cells: readonly string[], leaf: Leaf, found: Findings): void {
  if (cells[0] === '(ignored)') {
    found.flag('skipped-or-errored-row', `${leaf.benchmark} has no figures: it was ignored.`, { line })
    return
  }
  for (const [index, statistic] of columns.entries()) {
    const text = cells[index]?.trim() ?? ''
    const cell = readCell(text)
    if (text === '') continue
    found.line(line, text, { ...sampled(leaf), metric: 'time', statistic, unit: cell?.unit.replace(/^m$/, 'min') ?? '', better: 'lower' })
    if (statistic === 'median' && cell !== null && (cell.unit === 'ps' || (cell.unit === 'ns' && cell.value < 1)))
      found.flag('implausible', `${leaf.benchmark} takes less than a nanosecond: the compiler may have removed the work.`, { line, text })
  }
}

function readBelow(line: Line, cells: readonly string[], leaf: Leaf, found: Findings): void {
  const heading = /^([a-z ]+):$/.exec(cells[0]?.trim() ?? '')?.[1]
  if (heading !== undefined) {
    leaf.section = heading
    leaf.rows = 0
    return
  }
  for (const [index, statistic] of columns.entries()) {
    const text = cells[index]?.trim() ?? ''
    if (text === '') continue
    const unit = readCell(text)?.unit ?? ''
    // The same times seen as rates.
    if (leaf.section === '')
      found.line(line, text, {
        ...sampled(leaf),
        metric: 'throughput',
        statistic: rateOf(statistic),
        unit,
        better: 'higher',
        role: 'derived',
      })
    // Of the fastest and slowest sample it is what they allocated, not the least and most.
    else if (statistic === 'median' || statistic === 'mean') {
      const metric = `${leaf.section} ${leaf.rows === 0 ? 'count' : 'bytes'}`
      found.line(line, text, { ...sampled(leaf), metric, statistic, unit, better: leaf.section === 'dealloc' ? 'unknown' : 'lower' })
    }
  }
  leaf.rows++
}

function rateOf(statistic: (typeof columns)[number]): string {
  return statistic === 'min' ? 'max' : statistic === 'max' ? 'min' : statistic
}

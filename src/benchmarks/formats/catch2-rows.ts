import { readCell } from '../cells.ts'
import { splitColumns } from '../document/columns.ts'
import type { Line } from '../document/lines.ts'
import type { Findings, Ran, Runs } from '../findings.ts'
import { blockTaker, isBlock, nameOfBlock, samplesOfBlock, timesIn } from './catch2-block.ts'
import { nameOf, type Row, repeatedIn, type Table } from './catch2-table.ts'

/** Takes the lines of tables, in their order. */
export interface Rows {
  /** `sections` stand before the names. With --benchmark-no-analysis the mean stands in the row itself, and nothing below. */
  begin(sections: string, isAnalysed: boolean): void
  /** Whether a line of the table, where it stands in the text, is one that most are. */
  read(from: number, to: number, number: number): boolean
  /** Any other. */
  readLine(line: Line): void
  /** Says what is to be said of the figures, when all are read. */
  judge(): void
}

/** A block has all of its figures. */
const whole: Row = { sections: '', name: '', ran: () => ({}), mean: null, units: new Set(), figures: 2 }

/** Lines of a wrapped name that are remembered: no name fills a page. */
const most = 10

/** Reads the tables of a text. */
export function catch2Rows(text: string, found: Findings): Rows {
  const tables: Table[] = []
  const judgements: (() => void)[] = []
  let table: Table | null = null
  let row: Row | null = null
  let above: string[] = []
  /** Lines that belong to a block. */
  let inBlock = 0

  let repeated: ReadonlySet<string> | null = null
  /** A benchmark outside of the sections runs once for each of them: those are repetitions. */
  function runsOf(benchmark: string, samples: number): Runs {
    repeated ??= repeatedIn(text, tables)
    return repeated.has(benchmark) ? { samples: 1, sampleKind: 'repetition' } : { samples, sampleKind: 'iteration' }
  }

  function ranOf(row: Row, samples: number): Ran {
    return { benchmark: nameOf(row), runs: () => runsOf(nameOf(row), samples) }
  }

  function readOther({ sections, isAnalysed, rows }: Table, line: Line): void {
    const cells = splitColumns(line.text)
    const texts = cells.slice(-3)
    const [samples = '', iterations = '', time = ''] = texts
    const failed = cells.findIndex((cell) => cell.startsWith('Benchmark failed ('))
    if (isCount.test(samples) && isCount.test(iterations) && isTime.test(time)) {
      const name = [...above, ...cells.slice(0, -3)].join(' ').trim()
      const added: Row = { sections, name, ran: () => ranOf(added, Number(samples)), mean: null, units: new Set(), figures: 0 }
      rows.push(added)
      row = added
      above = []
      if (!isAnalysed) readFigure(added, line, time, 'only')
    } else if (failed >= 0) {
      const name = [...above, ...cells.slice(0, failed)].join(' ').trim()
      found.flag('skipped-or-errored-row', `"${name}" has no figures: ${cells[failed]}.`, { line })
    } else if (row !== null && texts.length === 3 && texts.every((text) => isTime.test(text))) {
      if (row.figures === 2) return
      if (isAnalysed) readFigures(row, line, texts)
      row.figures++
      // Older versions let a long name go on beside the figures.
      row.name = [row.name, ...cells.slice(0, -3)].filter(Boolean).join(' ')
    } else above = line.text.trim() === '' ? [] : [...above.slice(1 - most), line.text.trim()]
  }

  function readFigures(row: Row, line: Line, texts: readonly string[]): void {
    const [time = ''] = texts
    readFigure(row, line, time, row.figures === 0 ? 'mean' : 'deviation')
    row.mean ??= line
    const place = { line: row.mean }
    for (const text of texts) row.units.add(readCell(text)?.unit ?? '')
    if (row.units.size > 1) judgements.push(() => found.flag('mixed-units', 'Figures of one benchmark have units of their own.', place))
  }

  function readFigure(row: Row, line: Line, time: string, which: 'mean' | 'deviation' | 'only'): void {
    const cell = readCell(time)
    const measured = timesIn(cell?.unit ?? '')[which]
    const start = line.text.indexOf(time)
    if (cell === null) found.line(line, time, measured)
    else found.stretch(line, start, start + time.length, cell.value, row.ran, measured)
    if (cell?.value === 0 && which !== 'deviation') judgements.push(() => sayNoTime(nameOf(row), line, time))
  }

  function sayNoTime(name: string, line: Line, time: string): void {
    const message = `${name} takes no time: the compiler removed the work, or the clock is too coarse.`
    found.flag('implausible', message, { line, text: time })
  }

  return {
    begin(sections, isAnalysed) {
      const take = blockTaker(text, (from) => {
        const benchmark = sections + nameOfBlock(text, from)
        return { benchmark, runs: () => runsOf(benchmark, samplesOfBlock(text, from)) }
      })
      table = { sections, isAnalysed, blocks: [], rows: [], take }
      tables.push(table)
      row = null
      above = []
    },
    read(from, to, number) {
      if (inBlock > 0) {
        inBlock--
        return true
      }
      blank.lastIndex = from
      if (blank.test(text)) {
        above = []
        return true
      }
      if (table === null || !table.isAnalysed || above.length > 0 || !isBlock(text, from, to)) return false
      inBlock = 2
      row = whole
      table.blocks.push(from)
      found.row(from, number, 2, table.take)
      return true
    },
    readLine(line) {
      if (table !== null) readOther(table, line)
    },
    judge() {
      for (const say of judgements) say()
    },
  }
}

const blank = /[ \t]*(?![^\r\n])/y
const isCount = /^\d+$/
const isTime = /^\d[\d.]* (?:[pnumµμ]?s|m|h)$/

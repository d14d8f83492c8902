import { readCell } from '../cells.ts'
import type { Document } from '../document/document.ts'
import { eachLine, LateLine, type Line } from '../document/lines.ts'
import type { Findings, Place, Ran, Runs, TakeRow } from '../findings.ts'
import { type BenchLine, benchLineOf, mayHoldBenchLines } from './bench-line.ts'
import { betterIn, figuresAt, nameAt, rangeOf, rateOfBytes, rowTaker, time } from './libtest-row.ts'

/** What one program printed, which may be run again. */
interface Output {
  /** As cargo calls it: `benches/name.rs`; empty where nothing is said. */
  readonly target: string
  /** Where the rows begin in the text. */
  readonly rows: number[]
  /** The names of other lines. */
  readonly names: string[]
  readonly runs: (ran: Ran) => Runs
  readonly take: TakeRow
}

/** The lines of `#[bench]`. */
export function readLines(document: Document, found: Findings): void {
  if (!mayHoldBenchLines(document)) return
  const { text, firstLine } = document
  const outputs: Output[] = []
  const failed: Line[] = []
  const runsOf = runsAmong(text, outputs)

  function begin(target: string): Output {
    const runs = ({ benchmark = '' }: Ran) => runsOf(target, benchmark)
    const output: Output = { target, rows: [], names: [], runs, take: rowTaker(text, runs) }
    outputs.push(output)
    return output
  }

  let output = begin('')
  eachLine(text, firstLine, (from, to, number) => {
    const figures = figuresAt(text, from)
    if (figures > 0) {
      output.rows.push(from)
      found.row(from, number, figures, output.take)
      return
    }
    const line = new LateLine(number, text, from, to)
    const bench = benchLineOf(line)
    // `     Running benches/name.rs (target/release/deps/name-hash)`: what cargo says before the output of each program.
    const target = bench === null ? /^\s+Running (?:unittests )?(\S+)/.exec(line.text)?.[1] : undefined
    if (bench !== null) {
      output.names.push(bench.name)
      readOther(bench, output, found)
    } else if (target !== undefined) output = begin(target)
    if (/^test \S.* \.\.\. FAILED/.test(line.text)) failed.push(line)
  })
  if (outputs.every(({ rows, names }) => rows.length + names.length === 0)) return
  for (const line of failed) found.flag('skipped-or-errored-row', `No figure: "${line.text.trim()}".`, { line })
}

/** A line that looks otherwise. */
function readOther({ name, text: said, unit, line }: BenchLine, { runs }: Output, found: Findings): void {
  const cell = readCell(said)
  const measured = { ...time, unit, better: betterIn(unit), spread: rangeOf(cell?.plusMinus?.value ?? null) }
  const start = line.text.indexOf(said)
  if (cell === null) found.line(line, said, measured)
  else found.stretch(line, start, start + said.length, cell.value, { benchmark: name, runs }, measured)
  judgeZero(name, cell?.value ?? null, { line, text: said }, found)
  const rate = line.text.endsWith('MB/s') ? /^ = ([\d,]+ MB\/s)/.exec(line.text.slice(start + said.length))?.[1] : undefined
  if (rate !== undefined) found.line(line, rate, { ...rateOfBytes, benchmark: name })
}

/** Says that a benchmark of 0 measured nothing. */
export function judgeZero(name: string, value: number | null, place: Place, found: Findings): void {
  if (value === 0) found.flag('implausible', `${name} takes no time: the compiler removed the work.`, place)
}

/** Tells of a benchmark of a target whether it comes again: then each is a run of its own. */
function runsAmong(text: string, outputs: readonly Output[]): (target: string, benchmark: string) => Runs {
  let again: ReadonlySet<string> | null = null
  let counts: { all: ReadonlyMap<string, number>; ofTarget: ReadonlyMap<string, number> } | null = null
  return (target, benchmark) => {
    again ??= repeatedIn(text, outputs)
    if (!again.has(benchmark)) return once
    counts ??= countsOf(text, outputs, again)
    const [all = 1, ofTarget = 1] = [counts.all.get(benchmark), counts.ofTarget.get(`${target} ${benchmark}`)]
    const condition = all > ofTarget ? target : ''
    // The text of several calls in one file.
    return ofTarget > 1 ? { condition, samples: 1, sampleKind: 'process' } : { condition, sampleKind: 'iteration' }
  }
}

/** Iterations of one process, how many is not said. */
const once: Runs = { sampleKind: 'iteration' }

function eachName(text: string, outputs: readonly Output[], visit: (name: string, target: string) => void): void {
  for (const { target, rows, names } of outputs) {
    for (const from of rows) visit(nameAt(text, from), target)
    for (const name of names) visit(name, target)
  }
}

function repeatedIn(text: string, outputs: readonly Output[]): ReadonlySet<string> {
  const names = new Set<string>()
  const again = new Set<string>()
  eachName(text, outputs, (name) => {
    const before = names.size
    if (names.add(name).size === before) again.add(name)
  })
  return again
}

/** How often each of the names comes in all, and behind its target. Hardly one comes twice: then only are they counted. */
function countsOf(text: string, outputs: readonly Output[], names: ReadonlySet<string>) {
  const all = new Map<string, number>()
  const ofTarget = new Map<string, number>()
  eachName(text, outputs, (name, target) => {
    if (!names.has(name)) return
    const key = `${target} ${name}`
    all.set(name, (all.get(name) ?? 0) + 1)
    ofTarget.set(key, (ofTarget.get(key) ?? 0) + 1)
  })
  return { all, ofTarget }
}

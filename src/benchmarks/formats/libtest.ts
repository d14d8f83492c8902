import type { Spread } from '../../model.ts'
import { readCell } from '../cells.ts'
import { betterOfUnit } from '../direction.ts'
import type { Document } from '../document/document.ts'
import { blockWriter, jsonBlocks } from '../document/json-blocks.ts'
import type { Line } from '../document/lines.ts'
import { asText, at, fieldsOf, finite, has, type JsonNode, records, someRecord } from '../document/node.ts'
import type { Findings, Measured, Place, Ran } from '../findings.ts'
import type { Reader } from '../reader.ts'
import { benchLines, isCriterionBench } from './bench-line.ts'

/** https://github.com/rust-lang/rust/tree/master/library/test/src/formatters: `pretty.rs` and, on nightly, `json.rs`. */
export const libtest: Reader = {
  name: 'libtest',
  title: 'Rust libtest (`cargo bench`)',
  docs: 'The lines of `#[bench]`, and the JSON lines of `--format json` (nightly); a benchmark that comes again is another run.',
  primary: ['time'],
  detect: (document) => isText(document) || events(document).length > 0,
  parse(document, found) {
    readLines(document, found)
    readEvents(document, found)
  },
}

function isText(document: Document): boolean {
  return benchLines(document).length > 0 && !isCriterionBench(document)
}

/** Iterations of one process, how many is not said; the deviation is the distance of the slowest from the fastest. */
const time: Measured = { metric: 'time', statistic: 'median', better: 'lower', sampleKind: 'iteration' }
const timePerIteration: Measured = { ...time, unit: 'ns/iter' }

function rangeOf(deviation: number | null): Spread | null {
  return deviation === null ? null : { kind: 'range', value: deviation }
}

function readLines(document: Document, found: Findings): void {
  const rows = benchLines(document)
  if (rows.length === 0) return
  const targetOf = targets(document)
  const named = countOf(rows.map(({ name }) => name))
  // Hardly a name comes twice: then only are the programs that it comes from counted.
  const again = rows.filter(({ name }) => (named.get(name) ?? 0) > 1)
  const runs = countOf(again.map(({ name, line }) => `${targetOf(line)} ${name}`))
  for (const { name, text: said, unit, line } of rows) {
    const target = targetOf(line)
    const all = named.get(name) ?? 1
    const ofTarget = all === 1 ? 1 : (runs.get(`${target} ${name}`) ?? 1)
    const cell = readCell(said)
    found.line(
      line,
      said,
      {
        ...time,
        benchmark: name,
        spread: rangeOf(cell?.plusMinus?.value ?? null),
        unit,
        better: unit.endsWith('/iter') ? 'lower' : betterOfUnit(unit),
        condition: all > ofTarget ? target : '',
        // The text of several calls in one file.
        ...(ofTarget > 1 && { samples: 1, sampleKind: 'process' }),
      },
      cell?.value,
    )
    judgeZero(name, cell?.value ?? null, { line, text: said }, found)
    const rate = line.text.endsWith('MB/s')
      ? /^ = ([\d,]+ MB\/s)/.exec(line.text.slice(line.text.indexOf(said) + said.length))?.[1]
      : undefined
    if (rate !== undefined) found.line(line, rate, { ...rateOfBytes, benchmark: name })
  }
  if (!document.text.includes(' ... FAILED')) return
  for (const line of document.lines) {
    if (/^test \S.* \.\.\. FAILED/.test(line.text)) found.flag('skipped-or-errored-row', `No figure: "${line.text.trim()}".`, { line })
  }
}

/** How often each word comes. */
function countOf(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}

/** Bytes over the median, in powers of 1,000; the JSON calls them mebibytes and computes the same. */
const rateOfBytes: Measured = { ...time, metric: 'throughput', unit: 'MB/s', better: 'higher', role: 'derived' }

function judgeZero(name: string, value: number | null, place: Place, found: Findings): void {
  if (value === 0) found.flag('implausible', `${name} takes no time: the compiler removed the work.`, place)
}

/**
 * `     Running benches/name.rs (target/release/deps/name-hash)`: what cargo says before the output of each program. The
 * program of a line; empty where nothing is said.
 */
function targets({ text, lines }: Document): (line: Line) => string {
  if (!text.includes(' Running ')) return () => ''
  const said = new Map<Line, string>()
  let target = ''
  for (const line of lines) {
    target = /^\s+Running (?:unittests )?(\S+)/.exec(line.text)?.[1] ?? target
    said.set(line, target)
  }
  return (line) => said.get(line) ?? ''
}

// The type is looked at first: of other tools every record is asked.
const isEvent = (record: Readonly<Record<string, unknown>>) => record.type === 'bench' && has(record, 'name', 'median', 'deviation')

function events(document: Document): Document[] {
  return jsonBlocks(document, '"bench"').filter((block) => someRecord(block.json, isEvent))
}

function readEvents(document: Document, found: Findings): void {
  for (const block of events(document)) {
    const write = blockWriter(document, block, found)
    for (const record of records(block.json)) {
      const fields = fieldsOf(record.value)
      if (isEvent(fields)) {
        write.member(record, 'median', ranIn, medianOf)
        if (fields.mib_per_second !== undefined) write.member(record, 'mib_per_second', ranIn, rateOfBytes)
        if (fields.median === 0) judgeZero(asText(fields.name) ?? '', 0, write.place(at(record, 'median')), found)
      } else if (fields.type === 'test' && fields.event === 'failed')
        found.flag('skipped-or-errored-row', `No figure: "${asText(fields.name) ?? ''}" failed.`, write.place(at(record, 'name')))
    }
  }
}

function ranIn({ value }: JsonNode): Ran {
  return { benchmark: asText(fieldsOf(value).name) ?? '' }
}

function medianOf({ value }: JsonNode): Measured {
  return { ...timePerIteration, spread: rangeOf(finite(fieldsOf(value).deviation)) }
}

import type { Spread } from '../../model.ts'
import { readCell } from '../cells.ts'
import { betterOfUnit } from '../direction.ts'
import type { Document } from '../document/document.ts'
import { blockWriter, jsonBlocks } from '../document/json-blocks.ts'
import { asText, at, fieldsOf, finite, has, records, someRecord } from '../document/node.ts'
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
  const lines = benchLines(document)
  if (lines.length === 0) return
  const targets = targetLines(document)
  let passed = 0
  const rows = lines.map((row) => {
    while ((targets[passed]?.line ?? Number.POSITIVE_INFINITY) < row.line.number) passed++
    return { ...row, target: targets[passed - 1]?.name ?? '' }
  })
  const targetsOf = Map.groupBy(rows, ({ name }) => name)
  const runsOf = Map.groupBy(rows, ({ name, target }) => `${target} ${name}`)
  for (const { name, target, text: said, unit, line } of rows) {
    const runs = runsOf.get(`${target} ${name}`)?.length ?? 1
    found.line(line, said, {
      ...time,
      benchmark: name,
      spread: rangeOf(readCell(said)?.plusMinus?.value ?? null),
      unit,
      better: unit.endsWith('/iter') ? 'lower' : betterOfUnit(unit),
      condition: (targetsOf.get(name)?.length ?? 1) > runs ? target : '',
      // The text of several calls in one file.
      ...(runs > 1 ? { samples: 1, sampleKind: 'process' } : {}),
    })
    judgeZero(name, readCell(said)?.value ?? null, { line, text: said }, found)
    const rate = /^ = ([\d,]+ MB\/s)/.exec(line.text.slice(line.text.indexOf(said) + said.length))?.[1]
    if (rate !== undefined) found.line(line, rate, { ...rateOfBytes, benchmark: name })
  }
  for (const line of document.lines) {
    if (/^test \S.* \.\.\. FAILED/.test(line.text)) found.flag('skipped-or-errored-row', `No figure: "${line.text.trim()}".`, { line })
  }
}

/** Bytes over the median, in powers of 1,000; the JSON calls them mebibytes and computes the same. */
const rateOfBytes: Measured = { ...time, metric: 'throughput', unit: 'MB/s', better: 'higher', role: 'derived' }

function judgeZero(name: string, value: number | null, place: Place, found: Findings): void {
  if (value === 0) found.flag('implausible', `${name} takes no time: the compiler removed the work.`, place)
}

/** `     Running benches/name.rs (target/release/deps/name-hash)`: what cargo says before the output of each program. */
function targetLines(document: Document): { name: string; line: number }[] {
  return document.lines.flatMap(({ text, number }) => {
    const name = /^\s+Running (?:unittests )?(\S+)/.exec(text)?.[1]
    return name === undefined ? [] : [{ name, line: number }]
  })
}

const isEvent = (value: unknown) => has(value, 'type', 'name', 'median', 'deviation') && value.type === 'bench'

function events(document: Document): Document[] {
  return jsonBlocks(document, '"bench"').filter((block) => someRecord(block.json, isEvent))
}

function readEvents(document: Document, found: Findings): void {
  for (const block of events(document)) {
    const write = blockWriter(document, block, found)
    for (const record of records(block.json)) {
      const fields = fieldsOf(record.value)
      const name = asText(fields.name) ?? ''
      if (isEvent(fields)) {
        const ran: Ran = { benchmark: name }
        write.member(record, 'median', ran, { ...timePerIteration, spread: rangeOf(finite(fields.deviation)) })
        if (fields.mib_per_second !== undefined) write.member(record, 'mib_per_second', ran, rateOfBytes)
        if (fields.median === 0) judgeZero(name, 0, write.place(at(record, 'median')), found)
      } else if (fields.type === 'test' && fields.event === 'failed')
        found.flag('skipped-or-errored-row', `No figure: "${name}" failed.`, write.place(at(record, 'name')))
    }
  }
}

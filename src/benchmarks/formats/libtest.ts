import type { Document } from '../document/document.ts'
import { blockWriter, jsonBlocks } from '../document/json-blocks.ts'
import { asText, at, fieldsOf, finite, has, type JsonNode, records, someRecord } from '../document/node.ts'
import type { Findings, Measured, Ran } from '../findings.ts'
import type { Reader } from '../reader.ts'
import { benchSource } from './bench-line.ts'
import { judgeZero, readLines } from './libtest-lines.ts'
import { rangeOf, rateOfBytes, time } from './libtest-row.ts'

/** https://github.com/rust-lang/rust/tree/master/library/test/src/formatters: `pretty.rs` and, on nightly, `json.rs`. */
export const libtest: Reader = {
  name: 'libtest',
  title: 'Rust libtest (`cargo bench`)',
  docs: 'The lines of `#[bench]`, and the JSON lines of `--format json` (nightly); a benchmark that comes again is another run.',
  primary: ['time'],
  detect: (document) => benchSource(document) === 'libtest' || events(document).length > 0,
  parse(document, found) {
    readLines(document, found)
    readEvents(document, found)
  },
}

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
  return { ...time, unit: 'ns/iter', sampleKind: 'iteration', spread: rangeOf(finite(fieldsOf(value).deviation)) }
}

import { type Document, matches } from '../document/document.ts'
import { everyRecord, has, records } from '../document/node.ts'
import { readTables } from '../document/pipe-table.ts'
import type { Reader } from '../reader.ts'
import { isLlamaTable, readLlamaTables } from './llama-bench-markdown.ts'
import { testsOfCsv, testsOfSql } from './llama-bench-rows.ts'
import { writeLlamaRecords, writeLlamaRows } from './llama-bench-test.ts'

/** https://github.com/ggml-org/llama.cpp/blob/master/tools/llama-bench/README.md */
export const llamaBench: Reader = {
  name: 'llama-bench',
  title: 'llama.cpp llama-bench',
  docs: 'All of `-o json`, `jsonl`, `csv`, `sql` and `md`; repetitions are in the first two.',
  primary: ['decode_throughput', 'prefill_throughput'],
  detect: (document) => isResults(document) || isCsv(document) || isSql(document) || isMarkdown(document),
  parse(document, found) {
    const { json } = document
    if (isMarkdown(document)) readLlamaTables(document, found)
    else if (json !== null) writeLlamaRecords(records(json), found)
    else writeLlamaRows(isCsv(document) ? testsOfCsv(document, found) : testsOfSql(document, found), found)
  },
}

function isResults({ json }: Document): boolean {
  return everyRecord(json, (test) => has(test, 'build_commit', 'model_filename', 'n_prompt', 'n_gen', 'avg_ts'))
}

function isCsv(document: Document): boolean {
  return matches(document, /^build_commit,build_number,/m)
}

function isSql(document: Document): boolean {
  return matches(document, /^INSERT INTO \w{1,40} \(build_commit, /m)
}

function isMarkdown(document: Document): boolean {
  return matches(document, /\|[ \t]*t\/s[ \t]*\|[ \t]*$/m) && readTables(document.lines).some(isLlamaTable)
}

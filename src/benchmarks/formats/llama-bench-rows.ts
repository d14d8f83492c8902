/** The CSV and SQL of `llama-bench`, as tests. */
import { toNumber } from '../cells.ts'
import { readCsv } from '../document/csv.ts'
import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Findings } from '../findings.ts'
import type { LlamaRow } from './llama-bench-test.ts'

export function testsOfCsv(document: Document, found: Findings): LlamaRow[] {
  // Only the table itself: the tool's chatter may stand right above its header.
  const start = document.lines.findIndex(({ text }) => text.startsWith('build_commit,'))
  return readCsv({ ...document, lines: document.lines.slice(start) }).flatMap(({ header, rows, ragged }) =>
    header.includes('avg_ts') ? [...rows, ...ragged].flatMap(({ cells, line }) => testOfRow(header, cells, line, found)) : [],
  )
}

/** `INSERT INTO test (build_commit, …) VALUES ('308f61c31', …);` */
export function testsOfSql({ lines }: Document, found: Findings): LlamaRow[] {
  return lines.flatMap((line) => {
    const [head = '', values = ''] = line.text.split(') VALUES (')
    const names = head.split('(')[1]
    if (!line.text.startsWith('INSERT INTO ') || names === undefined) return []
    const cells = [...values.matchAll(/'([^']*)'/g)].map(([, value = '']) => value)
    return testOfRow(names.split(', '), cells, line, found)
  })
}

function testOfRow(header: readonly string[], cells: readonly string[], line: Line, found: Findings): LlamaRow[] {
  const names = namesOf(header, cells)
  if (names === null) {
    found.flag('malformed-row', `The row has ${cells.length} cells for ${header.length} columns: it is not read.`, { line })
    return []
  }
  if (names !== header)
    found.flag('malformed-row', 'The header lacks the column opencl, as in 2023; tokens over time prove that the others fit.', { line })
  const test = Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']))
  return [{ test, line }]
}

/**
 * The names of a row's columns. In 2023 the header lacked `opencl` behind `cuda`: with it, the row has to prove that its
 * columns are right, since tokens over time must be the rate. What does not is refused, never guessed.
 */
function namesOf(header: readonly string[], cells: readonly string[]): readonly string[] | null {
  if (cells.length === header.length) return header
  const gap = header.indexOf('cuda') + 1
  if (cells.length !== header.length + 1 || gap === 0 || header.includes('opencl')) return null
  const names = header.toSpliced(gap, 0, 'opencl')
  const value = (name: string) => toNumber(cells[names.indexOf(name)] ?? '') ?? Number.NaN
  const rate = ((value('n_prompt') + value('n_gen')) * 1e9) / value('avg_ns')
  return Math.abs(rate / value('avg_ts') - 1) < 0.01 ? names : null
}

import { readCsv } from '../document/csv.ts'
import type { Document } from '../document/document.ts'
import type { Findings } from '../findings.ts'
import { latency } from './oha-metrics.ts'
import { singleRequests } from './single-requests.ts'

/** The header of `--output-format csv`; the times are in seconds. */
export const ohaHeader = 'request-start,DNS,DNS+dialup,Response-delay,request-duration,bytes,status'

/** One row an answered request; errors are not in the file. */
export function readOhaRequests(document: Document, found: Findings): void {
  const [table] = readCsv(document)
  if (table === undefined) return
  const [duration, status] = [table.header.indexOf('request-duration'), table.header.indexOf('status')]
  for (const row of table.ragged)
    found.flag('malformed-row', `A row with ${row.cells.length} cells under a header of ${table.header.length} was left out.`, row)
  for (const [index, { cells, line }] of table.rows.entries()) {
    const answer = cells[status] ?? ''
    const condition = `request=${index + 1}${answer === '' ? '' : `, status=${answer}`}`
    found.line(line, cells[duration] ?? '', { ...latency, unit: 's', samples: 1, sampleKind: 'request', role: 'derived', condition })
  }
  found.flag('failures-unknown', 'The file holds answered requests only: it does not say how many failed.')
  singleRequests(table.rows.length, 'the JSON or the printed summary', found)
}

import { csvHeader } from '../document/csv.ts'
import { matches } from '../document/document.ts'
import { everyRecord, has, type JsonNode, records } from '../document/node.ts'
import type { Reader } from '../reader.ts'
import { readOhaResult } from './oha-json.ts'
import { readOhaOutput } from './oha-output.ts'
import { ohaHeader, readOhaRequests } from './oha-requests.ts'

/** https://github.com/hatoo/oha/blob/master/src/printer.rs */
export const oha: Reader = {
  name: 'oha',
  title: 'oha',
  docs: 'JSON and text of its summary, and the CSV of single requests.',
  primary: ['latency', 'request_throughput'],
  detect: (document) => isResults(document.json) || csvHeader(document).join() === ohaHeader || matches(document, printed, 'Success rate:'),
  parse(document, found) {
    if (isResults(document.json)) for (const result of records(document.json)) readOhaResult(result, found)
    else if (csvHeader(document).join() === ohaHeader) readOhaRequests(document, found)
    else readOhaOutput(document, found)
  },
}

/** hey prints the same summary without a success rate. */
const printed = /^[ \t]*Success rate:[ \t]+[\d.]+%?[ \t]*$/m

function isResults(json: JsonNode | null): boolean {
  return everyRecord(json, (result) => has(result, 'summary', 'statusCodeDistribution') && has(result.summary, 'requestsPerSec'))
}

import { matches } from '../document/document.ts'
import { everyRecord, has, type JsonNode, records } from '../document/node.ts'
import type { Reader } from '../reader.ts'
import { readAutocannonResult } from './autocannon-json.ts'
import { readAutocannonTables } from './autocannon-tables.ts'

/** https://github.com/mcollina/autocannon#autocannonopts-cb and lib/printResult.js */
export const autocannon: Reader = {
  name: 'autocannon',
  title: 'autocannon',
  docs: 'JSON of `--json` (also one a line with `-n`), and the printed tables.',
  primary: ['latency', 'request_throughput'],
  detect: (document) => isResults(document.json) || matches(document, /^[│ ]+Stat +│ +2\.5% +│/m, '2.5% '),
  parse(document, found) {
    if (document.json === null) readAutocannonTables(document, found)
    else for (const result of records(document.json)) readAutocannonResult(result, found)
  },
}

function isResults(json: JsonNode | null): boolean {
  return everyRecord(json, (result) => has(result, 'latency', 'requests', 'throughput', 'connections') && has(result.latency, 'p97_5'))
}

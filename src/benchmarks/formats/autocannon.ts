import { matches } from '../document/document.ts'
import { at, has, type JsonNode, records } from '../document/node.ts'
import type { Reader } from '../reader.ts'
import { readAutocannonResult } from './autocannon-json.ts'
import { readAutocannonTables } from './autocannon-tables.ts'

/** https://github.com/mcollina/autocannon#autocannonopts-cb and lib/printResult.js */
export const autocannon: Reader = {
  name: 'autocannon',
  title: 'autocannon',
  docs: 'JSON of `--json` (also one a line with `-n`), and the printed tables.',
  primary: ['latency', 'request_throughput'],
  detect: (document) => isResults(document.json) || matches(document, /^[│ ]+Stat +│ +2\.5% +│/m),
  parse(document, found) {
    if (document.json === null) readAutocannonTables(document, found)
    else for (const result of records(document.json)) readAutocannonResult(result, found)
  },
}

function isResults(json: JsonNode | null): boolean {
  const results = records(json)
  return (
    results.length > 0 &&
    results.every(
      (result) => has(result.value, 'latency', 'requests', 'throughput', 'connections') && has(at(result, 'latency').value, 'p97_5'),
    )
  )
}

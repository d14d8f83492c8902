import type { Document } from '../document/document.ts'
import type { Reader } from '../reader.ts'
import { isBenchstatCsv, readBenchstatCsv } from './benchstat-csv.ts'
import { isOldTable, readOldTable } from './benchstat-old.ts'
import { isTable, readTable } from './benchstat-table.ts'

/** https://pkg.go.dev/golang.org/x/perf/cmd/benchstat */
export const benchstat: Reader = {
  name: 'benchstat',
  title: 'benchstat',
  docs: 'Tables of benchstat, of today and before 2023, and its CSV; medians with their interval, geomean rows apart.',
  primary: ['sec/op', 'B/s', 'B/op', 'allocs/op'],
  detect: (document) => isText(document) && (isTable(document) || isBenchstatCsv(document) || isOldTable(document)),
  parse(document, found) {
    if (isTable(document)) readTable(document, found)
    else if (isBenchstatCsv(document)) readBenchstatCsv(document, found)
    else readOldTable(document, found)
  },
}

function isText({ json }: Document): boolean {
  return json === null
}

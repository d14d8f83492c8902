import { csvHeader } from '../document/csv.ts'
import { type Document, matches } from '../document/document.ts'
import { has, isListOf } from '../document/node.ts'
import type { Reader } from '../reader.ts'
import { readNvbenchCsv } from './nvbench-csv.ts'
import { readNvbenchJson } from './nvbench-json.ts'
import { readNvbenchTables } from './nvbench-markdown.ts'

/** https://github.com/NVIDIA/nvbench: nvbench/json_printer.cu, csv_printer.cu, markdown_printer.cu */
export const nvbench: Reader = {
  name: 'nvbench',
  title: 'NVBench',
  docs: 'JSON of `--json` (2021 and 1.0 on), CSV of `--csv` and the printed tables; cold and batch times stay apart.',
  primary: ['GPU Time'],
  detect: (document) => isJson(document) || isSheet(document) || matches(document, /^\|.*\| +(?:GPU|CPU) Time +\| +Noise +\|/m, 'Noise '),
  parse(document, found) {
    if (document.json !== null) readNvbenchJson(document.json, found)
    else if (isSheet(document)) readNvbenchCsv(document, found)
    else readNvbenchTables(document, found)
  },
}

function isJson({ json }: Document): boolean {
  return has(json?.value, 'devices', 'benchmarks') && isListOf(json.value.benchmarks, (one) => has(one, 'name', 'states'))
}

function isSheet(document: Document): boolean {
  return csvHeader(document).slice(0, 3).join() === 'Benchmark,Device,Device Name'
}

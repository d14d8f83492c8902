import { toNumber } from '../cells.ts'
import { type Document, matches } from '../document/document.ts'
import type { Findings } from '../findings.ts'
import type { Reader } from '../reader.ts'

/** https://benchmarkjs.com/docs/#prototype_toString; the names may hold " x " themselves. */
export const benchmarkJs: Reader = {
  name: 'benchmark-js',
  title: 'Benchmark.js',
  docs: 'The lines that `String(event.target)` gives: `name x 1,431,759 ops/sec ±0.74% (93 runs sampled)`.',
  primary: ['throughput'],
  detect: (document) => matches(document, row, 'ops/sec'),
  parse: readLines,
}

/** The end of a line, from the last " x ": rates below 100 have two decimals. */
const row = / x (\d[\d,]*(?:\.\d+)? ops\/sec)(?: (?:±|\+\/-)(\d[\d.]*)%)? \((\d+) runs? sampled\)/m

function readLines(document: Document, found: Findings): void {
  for (const line of document.lines) {
    const cut = line.text.lastIndexOf(' ops/sec')
    const start = cut < 0 ? -1 : line.text.lastIndexOf(' x ', cut)
    const [, rate, margin, runs] = (start < 0 ? null : row.exec(line.text.slice(start))) ?? []
    if (rate === undefined) continue
    const half = toNumber(margin ?? '')
    found.line(line, rate, {
      benchmark: line.text.slice(0, start).trim(),
      metric: 'throughput',
      statistic: '1/mean',
      unit: 'ops/sec',
      better: 'higher',
      // Each "run" is a cycle of many calls inside one process.
      samples: toNumber(runs ?? ''),
      sampleKind: 'iteration',
      spread: half === null ? null : { kind: 'relative-half-width', value: half / 100, level: 0.95 },
    })
  }
}

import type { Better } from '../../model.ts'
import { type Document, matches } from '../document/document.ts'
import { entryOf } from '../entry-of.ts'
import type { Findings } from '../findings.ts'
import type { Reader } from '../reader.ts'

/** https://github.com/bheisler/iai; src/lib.rs prints it. */
export const iai: Reader = {
  name: 'iai',
  title: 'Iai',
  docs: 'What `cargo bench` prints with Iai: counts of a simulated processor, exact from one run.',
  primary: ['Instructions', 'Estimated Cycles'],
  detect: (document) => matches(document, /^ {2}L1 Accesses: +\d+(?: \(| *$)/m, 'L1 Accesses:') && matches(document, row),
  parse: readOutput,
}

const row = /^ {2}(Instructions|L1 Accesses|L2 Accesses|RAM Accesses|Estimated Cycles): +(\d+)(?: \(([-+]\d[\d.]*%)\))?/m

/** More hits in one cache may be fewer in another: only the sums have a direction. */
const metrics: Record<string, { unit: string; better: Better }> = {
  Instructions: { unit: 'instructions', better: 'lower' },
  'Estimated Cycles': { unit: 'cycles', better: 'lower' },
}

function readOutput(document: Document, found: Findings): void {
  let benchmark = ''
  for (const line of document.lines) {
    const [, metric = '', count, change] = row.exec(line.text) ?? []
    if (count === undefined) {
      if (/^\S/.test(line.text)) benchmark = line.text.trim()
      continue
    }
    const figure = { benchmark, metric, ...(entryOf(metrics, metric) ?? { unit: 'accesses', better: 'unknown' as Better }) }
    found.line(line, count, { ...figure, samples: 1, sampleKind: 'process' })
    if (change === undefined) continue
    found.line(line, change, { ...figure, statistic: 'change', unit: '%', role: 'derived' })
    found.flag('derived-value', 'The percentages compare with an earlier run, which is not in this text.', { line, text: change })
  }
}

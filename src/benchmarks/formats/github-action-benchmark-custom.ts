import type { Spread } from '../../model.ts'
import { readCell } from '../cells.ts'
import { at, has, isListOf, items, type JsonNode, text } from '../document/node.ts'
import type { Reader } from '../reader.ts'

const keys = new Set(['name', 'unit', 'value', 'range', 'extra'])

/** https://github.com/benchmark-action/github-action-benchmark#examples: customBiggerIsBetter and customSmallerIsBetter. */
export const githubActionBenchmarkCustom: Reader = {
  name: 'github-action-benchmark-custom',
  title: 'github-action-benchmark, custom',
  docs: 'A JSON list of `{ name, unit, value, range?, extra? }`; whether bigger is better stands only in the workflow.',
  primary: [],
  detect: ({ json }) => isListOf(json?.value, (row) => has(row, 'name', 'unit', 'value') && Object.keys(row).every((key) => keys.has(key))),
  parse({ json }, found) {
    if (json === null) return
    found.flag('direction-unknown', 'Whether bigger or smaller is better stands in the workflow (`tool:`), not in this file.')
    for (const row of items(json)) {
      found.json(at(row, 'value'), {
        benchmark: text(at(row, 'name')) ?? '',
        metric: 'value',
        unit: text(at(row, 'unit')) ?? '',
        spread: rangeOf(at(row, 'range')),
      })
    }
  },
}

/** `3`, `± 3`, `± 2.5%`: whatever the author took for it; no level is known. */
function rangeOf(node: JsonNode): Spread | null {
  const said = typeof node.value === 'number' ? String(node.value) : (text(node) ?? '')
  const cell = readCell(said.replace(/^[±\s]+|^\+\/-\s*/, ''))
  if (cell === null) return null
  return cell.unit === '%' ? { kind: 'relative-half-width', value: cell.value / 100 } : { kind: 'half-width', value: cell.value }
}

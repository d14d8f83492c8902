import type { Spread } from '../../model.ts'
import { readCell } from '../cells.ts'
import { asText, fieldsOf, has, isListOf, type JsonNode, listOf } from '../document/node.ts'
import type { Measured, Ran } from '../findings.ts'
import type { Reader } from '../reader.ts'

const keys = new Set(['name', 'unit', 'value', 'range', 'extra'])

/** https://github.com/benchmark-action/github-action-benchmark#examples: customBiggerIsBetter and customSmallerIsBetter. */
export const githubActionBenchmarkCustom: Reader = {
  name: 'github-action-benchmark-custom',
  title: 'github-action-benchmark, custom',
  docs: 'A JSON list of `{ name, unit, value, range?, extra? }`; whether bigger is better stands only in the workflow.',
  primary: [],
  detect: ({ json }) => isListOf(listOf(json?.value).slice(0, 20), isRow),
  parse({ json }, found) {
    if (json === null) return
    found.flag('direction-unknown', 'Whether bigger or smaller is better stands in the workflow (`tool:`), not in this file.')
    const rows = listOf(json.value)
    for (let key = 0; key < rows.length; key++) found.member({ value: rows[key], parent: json, key }, 'value', ranIn, measuredIn)
  },
}

function isRow(value: unknown): boolean {
  return has(value, 'name', 'unit', 'value') && Object.keys(value).every((key) => keys.has(key))
}

function ranIn({ value }: JsonNode): Ran {
  return { benchmark: asText(fieldsOf(value).name) ?? '' }
}

function measuredIn({ value }: JsonNode): Measured {
  const { unit, range } = fieldsOf(value)
  return { metric: 'value', unit: asText(unit) ?? '', spread: rangeOf(range) }
}

/** `3`, `± 3`, `± 2.5%`: whatever the author took for it; no level is known. */
function rangeOf(range: unknown): Spread | null {
  if (typeof range === 'number') return { kind: 'half-width', value: range }
  const cell = typeof range === 'string' ? readCell(range.replace(/^[±\s]+|^\+\/-\s*/, '')) : null
  if (cell === null) return null
  return cell.unit === '%' ? { kind: 'relative-half-width', value: cell.value / 100 } : { kind: 'half-width', value: cell.value }
}

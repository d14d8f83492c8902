import type { Spread } from '../../model.ts'
import { readCell } from '../cells.ts'
import { has, isListOf, isObject, items } from '../document/node.ts'
import type { Measured } from '../findings.ts'
import type { Reader } from '../reader.ts'
import { remember } from '../remember.ts'

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
      const { name, unit, range } = isObject(row.value) ? row.value : {}
      const measured = unitMeasured(typeof unit === 'string' ? unit : '')
      const spread = rangeOf(range)
      found.member(row, 'value', { benchmark: typeof name === 'string' ? name : '' }, spread === null ? measured : { ...measured, spread })
    }
  },
}

const unitMeasured = remember((unit): Measured => ({ metric: 'value', unit }))

/** `3`, `± 3`, `± 2.5%`: whatever the author took for it; no level is known. */
function rangeOf(range: unknown): Spread | null {
  if (typeof range === 'number') return { kind: 'half-width', value: range }
  const cell = typeof range === 'string' ? readCell(range.replace(/^[±\s]+|^\+\/-\s*/, '')) : null
  if (cell === null) return null
  return cell.unit === '%' ? { kind: 'relative-half-width', value: cell.value / 100 } : { kind: 'half-width', value: cell.value }
}

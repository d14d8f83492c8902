import { toNumber } from '../cells.ts'
import { csvHeader, readCsv } from '../document/csv.ts'
import type { Figure } from '../findings.ts'
import { condition } from '../labels.ts'
import type { Reader } from '../reader.ts'
import { decimalMark, numberUnder } from './decimal-mark.ts'

/** A row a run: parameters N, training tokens D, compute C and the loss they led to (arXiv:2203.15556, arXiv:2404.10102). */
export const scalingLawCsv: Reader = {
  name: 'scaling-law-csv',
  title: 'Scaling-law points',
  docs: 'CSV with a loss and compute, or two of parameters, tokens and compute, for each run; points for a fit, no before and after.',
  primary: ['loss'],
  detect: (document) => kindsOf(csvHeader(document)) !== null,
  parse(document, found) {
    for (const { header, rows, ragged } of readCsv(document)) {
      for (const { line } of ragged)
        found.flag('malformed-row', 'The row has another number of cells than the header: it is not read.', { line })
      const kinds = kindsOf(header)
      if (kinds === null) continue
      const numbers = rows.flatMap(({ cells }) => [kinds.loss, ...kinds.sizes.map(({ index }) => index)].map((index) => cells[index] ?? ''))
      const valueIn = numberReader(numbers)
      const [first] = rows
      if (first !== undefined) {
        const unit = 'The file does not say the unit of the loss: it is taken for nats a token, as in work on scaling laws.'
        found.flag('unit-unknown', unit, { line: first.line, text: first.cells[kinds.loss] ?? '' })
        if (header.some((name) => /color|^[xy]$/i.test(name)))
          found.flag('derived-value', 'The points were read off a figure: how exactly is not known.', { line: first.line })
      }
      for (const { cells, line } of rows) {
        const sizes = kinds.sizes.map(({ figure, index }) => ({ figure, text: cells[index] ?? '' }))
        const where = condition(sizes.map(({ figure, text }) => [figure.metric, text]))
        for (const { figure, text } of sizes) {
          const value = valueIn(text)
          if (value !== null) found.line(line, text, { ...figure, condition: where, role: 'workload' }, value)
        }
        const text = cells[kinds.loss] ?? ''
        const figure = { ...loss, metric: header[kinds.loss] ?? 'loss', condition: where }
        found.line(line, text, figure, valueIn(text) ?? Number.NaN)
      }
    }
  },
}

/** Where a semicolon divides the cells, a comma may divide the decimals: `3,51`. Nobody knows what `3,510` is by itself. */
function numberReader(numbers: readonly string[]): (text: string) => number | null {
  if (!numbers.some((number) => number.includes(','))) return toNumber
  const mark = decimalMark(numbers)
  return (text) => numberUnder(mark, text.trim())
}

const loss = { unit: 'nats/token', better: 'lower', samples: 1, sampleKind: 'trial' } as const

const names: readonly (readonly [RegExp, Figure])[] = [
  [/^(?:n|n_?params?|num_params|params?|parameters|model[ _]?size|non_?embedding_params)$/i, { metric: 'N', unit: 'parameters' }],
  [/^(?:d|n_?tokens|num_tokens|tokens|training[ _]tokens|dataset[ _]size)$/i, { metric: 'D', unit: 'tokens' }],
  [/^(?:c|flops?|compute|training[ _](?:flops?|compute))$/i, { metric: 'C', unit: 'FLOP' }],
]

interface Kinds {
  loss: number
  sizes: { figure: Figure; index: number }[]
}

/** Columns of a curve: there, a row is a step of a run and no run. */
const alongARun = /^(?:_?step|iter(?:ation)?s?|epoch|wall[ _]?time|time|timestamp)$/i

/** Which columns are what; null unless there is one loss with compute, or with two of the three sizes. */
function kindsOf(header: readonly string[]): Kinds | null {
  const loss = header.findIndex((name) => /^(?:(?:final|val|validation|test|train|eval)[ _])?loss$/i.test(name))
  const sizes = names.flatMap(([pattern, figure]) => {
    const index = header.findIndex((name) => pattern.test(name))
    return index < 0 ? [] : [{ figure, index }]
  })
  const enough = sizes.length > 1 || (sizes[0]?.figure.metric === 'C' && !header.some((name) => alongARun.test(name)))
  return loss < 0 || !enough ? null : { loss, sizes }
}

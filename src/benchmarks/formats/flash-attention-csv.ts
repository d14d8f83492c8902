import { betterOf } from '../direction.ts'
import { csvHeader, readCsv } from '../document/csv.ts'
import { condition, splitUnit } from '../labels.ts'
import type { Reader } from '../reader.ts'

/** https://github.com/Dao-AILab/flash-attention/tree/main/flash_attn/cute: block_sparsity_benchmark_results.csv */
export const flashAttentionCsv: Reader = {
  name: 'flash-attention-csv',
  title: 'FlashAttention CSV',
  docs: 'CSV of the block-sparsity benchmark: shape, mask and kernel, then figures with their unit in the header.',
  primary: ['Creation Time'],
  detect: (document) => ['Mask Mod', 'Kernel Type'].every((name) => csvHeader(document).includes(name)),
  parse(document, found) {
    for (const { header, rows, ragged } of readCsv(document)) {
      for (const { line } of ragged)
        found.flag('malformed-row', 'The row has another number of cells than the header: it is not read.', { line })
      const columns = header.map((label) => splitUnit(label))
      for (const { cells, line } of rows) {
        const dimensions = columns.flatMap(({ name, unit }, index) => (unit === '' ? [[name, cells[index] ?? ''] as const] : []))
        for (const [index, { name, unit }] of columns.entries()) {
          const text = cells[index] ?? ''
          if (unit === '' || text === '') continue
          const statistic = /time/i.test(name) ? 'mean' : 'value'
          found.line(line, text, { metric: name, statistic, unit, better: betterOf(name, unit), condition: condition(dimensions) })
        }
      }
    }
  },
}

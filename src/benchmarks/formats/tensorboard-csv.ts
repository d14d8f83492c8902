import { csvHeader, readCsv } from '../document/csv.ts'
import type { Reader } from '../reader.ts'
import { writeCurve } from './curve.ts'

/** What TensorBoard's "download CSV" writes: one scalar of one run, named by the file alone. */
export const tensorboardCsv: Reader = {
  name: 'tensorboard-csv',
  title: 'TensorBoard scalars',
  docs: 'CSV of one scalar, `run-NAME-tag-TAG.csv`; the last step is the result, the points before it are its curve.',
  primary: ['val_loss', 'accuracy'],
  detect: (document) => csvHeader(document).join() === 'Wall time,Step,Value',
  parse(document, found) {
    const name = document.path.split('/').at(-1) ?? ''
    const [, run = '', tag = ''] = /^run-(.*?)-tag-(.+)\.csv$/.exec(name) ?? []
    // Without its name a file still may say what it is: val_loss.csv.
    const metric = tag === '' ? name.replace(/\.csv$/, '').replace(/^.*-(?=\w*loss$)/, '') : tag
    if (tag === '') found.flag('unit-in-label-only', 'Only the name of the file says what was measured, and it is not TensorBoard’s own.')
    for (const { rows, ragged } of readCsv(document)) {
      for (const { line } of ragged)
        found.flag('malformed-row', 'The row has another number of cells than the header: it is not read.', { line })
      writeCurve(
        run === '.' ? '' : run,
        metric,
        rows.map(({ cells, line }) => ({ step: cells[1] ?? '', text: cells[2] ?? '', line })),
        found,
      )
    }
  },
}

import { matches } from '../document/document.ts'
import type { Reader } from '../reader.ts'
import { readCompareTables } from './torch-compare.ts'
import { readTorchMeasurements } from './torch-measurement.ts'

/** https://github.com/pytorch/pytorch/tree/main/torch/utils/benchmark/utils: common.py (`Measurement.__repr__`), compare.py */
export const torchUtilsBenchmark: Reader = {
  name: 'torch-utils-benchmark',
  title: 'torch.utils.benchmark',
  docs: 'Printed measurements and the table of `Compare`, whose figures are rounded and whose unit stands below it.',
  primary: ['time'],
  detect: (document) => matches(document, /^\[?<[\w.]*\bcommon\.Measurement object at 0x|^Times are in \w+ \([a-z]+\)\.$/m),
  parse(document, found) {
    const measured = readTorchMeasurements(document, found)
    readCompareTables(document, measured, found)
  },
}

import type { Reader } from '../reader.ts'
import { isAsvComparison, readAsvComparison } from './asv-compare.ts'
import { isAsvOutput, readAsvOutput } from './asv-output.ts'
import { isAsvResult, isAsvSuite, readAsvResult } from './asv-result.ts'

/** https://asv.readthedocs.io/en/latest/dev.html#benchmark-suite-layout-and-file-formats */
export const asv: Reader = {
  name: 'asv',
  title: 'airspeed velocity',
  docs: 'Result files of versions 1 and 2 (with `benchmarks.json` beside or above them), what `asv run` prints, and the table of `asv compare`.',
  primary: ['time', 'peak memory', 'memory'],
  detect: (document) => isAsvResult(document) || isAsvSuite(document) || isAsvOutput(document) || isAsvComparison(document),
  parse(document, found) {
    if (isAsvResult(document)) readAsvResult(document, found)
    else {
      readAsvOutput(document, found)
      readAsvComparison(document, found)
    }
  },
}

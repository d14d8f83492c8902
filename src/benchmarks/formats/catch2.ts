import type { Reader } from '../reader.ts'
import { isCatch2Output, readCatch2Output } from './catch2-output.ts'
import { isCatch2Xml, readCatch2Xml } from './catch2-xml.ts'

/** https://github.com/catchorg/Catch2/blob/devel/docs/benchmarks.md; src/catch2/reporters writes both forms. */
export const catch2: Reader = {
  name: 'catch2',
  title: 'Catch2',
  docs: 'The tables of the console reporter and `<BenchmarkResults>` of `--reporter xml`; sections are part of the names.',
  primary: ['time'],
  detect: (document) => isCatch2Output(document) || isCatch2Xml(document),
  parse(document, found) {
    readCatch2Output(document, found)
    if (document.text.includes('<BenchmarkResults')) readCatch2Xml(document, found)
  },
}

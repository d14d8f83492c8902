import type { Reader } from '../reader.ts'
import { isJmhJson, readJmhJson } from './jmh-json.ts'
import { isJmhCsv, isJmhOutput, readJmhCsv, readJmhOutput } from './jmh-output.ts'

/** https://github.com/openjdk/jmh/tree/master/jmh-core/src/main/java/org/openjdk/jmh/results/format */
export const jmh: Reader = {
  name: 'jmh',
  title: 'JMH',
  docs: 'JSON of `-rf json`, CSV of `-rf csv`, and the table at the end of a run; which way is good follows from mode and unit.',
  primary: ['throughput', 'time', 'gc.alloc.rate.norm'],
  detect: (document) => isJmhJson(document) || isJmhOutput(document) || isJmhCsv(document),
  parse(document, found) {
    if (isJmhJson(document)) readJmhJson(document, found)
    else if (isJmhCsv(document)) readJmhCsv(document, found)
    else readJmhOutput(document, found)
  },
}

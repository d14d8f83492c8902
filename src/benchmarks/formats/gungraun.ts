import type { Reader } from '../reader.ts'
import { readSummaries, summaryBlocks } from './gungraun-json.ts'
import { isGungraunOutput, readGungraunOutput } from './gungraun-output.ts'

/** https://gungraun.github.io/gungraun/latest/html/cli_and_env/output/out_directory.html (formerly iai-callgrind). */
export const gungraun: Reader = {
  name: 'gungraun',
  title: 'Gungraun (iai-callgrind)',
  docs: 'The terminal’s output, and JSON of `--output-format=json` and `--save-summary` (schemas 1 to 6): counts of Valgrind’s tools, new against old.',
  primary: ['Instructions', 'Estimated Cycles', 'Total bytes'],
  detect: (document) => isGungraunOutput(document) || summaryBlocks(document).length > 0,
  parse(document, found) {
    if (document.json === null || document.fault !== null) readGungraunOutput(document, found)
    readSummaries(document, found)
  },
}

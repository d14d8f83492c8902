import { type Document, matches } from '../document/document.ts'
import { firstMembers, has, isObject } from '../document/node.ts'
import type { Reader } from '../reader.ts'
import { readEvalResults } from './lm-eval-json.ts'
import { evalTables, readEvalTables } from './lm-eval-table.ts'

/** https://github.com/EleutherAI/lm-evaluation-harness: lm_eval/loggers/evaluation_tracker.py, lm_eval/utils.py (`make_table`) */
export const lmEval: Reader = {
  name: 'lm-eval',
  title: 'lm-evaluation-harness',
  docs: '`results_….json` of `--output_path`, of version 0 too, and the printed table; groups repeat their tasks and are no tasks.',
  primary: ['acc', 'exact_match', 'pass@1', 'word_perplexity'],
  detect: (document) => isResults(document) || (matches(document, head, 'Version') && evalTables(document.lines).length > 0),
  parse(document, found) {
    if (document.json !== null) readEvalResults(document.json, found)
    else readEvalTables(document, found)
  },
}

const head = /^ *\| *(?:Tasks?|Groups) *\| *Version *\|/m

function isResults({ json }: Document): boolean {
  return (
    has(json?.value, 'results', 'config') &&
    isObject(json.value.results) &&
    ['versions', 'n-shot', 'configs'].some((key) => has(json.value, key)) &&
    firstMembers(json.value.results).every((task) => isObject(task))
  )
}

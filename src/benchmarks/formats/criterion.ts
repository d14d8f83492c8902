import type { Document } from '../document/document.ts'
import { has, isListOf } from '../document/node.ts'
import type { Reader } from '../reader.ts'
import { benchSource } from './bench-line.ts'
import { isEstimates, isSample, readEstimates, readSample } from './criterion-json.ts'
import { isCriterionOutput, readBenchLines, readOutput } from './criterion-output.ts'

/** https://bheisler.github.io/criterion.rs/book/: target/criterion/…/{new,base,change}/*.json and what it prints. */
export const criterion: Reader = {
  name: 'criterion',
  title: 'Criterion.rs',
  docs: '`estimates.json`, `sample.json`, `benchmark.json`, `tukey.json` and `change/estimates.json` of `target/criterion`, the printed report, and `--output-format bencher`.',
  primary: ['time'],
  detect: (document) =>
    isEstimates(document.json?.value) ||
    isSample(document.json?.value) ||
    isIdentity(document) ||
    isCriterionOutput(document) ||
    benchSource(document) === 'criterion',
  parse(document, found) {
    if (isEstimates(document.json?.value)) readEstimates(document, found)
    else if (isSample(document.json?.value)) readSample(document, found)
    else if (isCriterionOutput(document)) readOutput(document, found)
    else readBenchLines(document, found)
  },
}

/** The files that name a benchmark or hold its outlier fences: no figures, but no strangers either. */
function isIdentity({ json, path }: Document): boolean {
  return (
    has(json?.value, 'group_id', 'function_id', 'full_id') || (/(?:^|\/)tukey\.json$/.test(path) && isListOf(json?.value, Number.isFinite))
  )
}

import type { Spread } from '../../model.ts'
import type { Document } from '../document/document.ts'
import { type BlockWriter, blockWriter, jsonBlocks } from '../document/json-blocks.ts'
import { at, has, items, type JsonNode, number, numbers, records, someRecord, text } from '../document/node.ts'
import type { Figure, Findings } from '../findings.ts'
import type { Reader } from '../reader.ts'
import { judgeHomePath } from './home-path.ts'

/** https://bheisler.github.io/criterion.rs/book/cargo_criterion/external_tools.html; src/message_formats/json.rs writes it. */
export const cargoCriterionJson: Reader = {
  name: 'cargo-criterion-json',
  title: 'cargo-criterion, messages',
  docs: 'JSON lines of `cargo criterion --message-format=json`: `benchmark-complete` messages, also among those of cargo.',
  primary: ['time'],
  detect: (document) => blocksOf(document).length > 0,
  parse(document, found) {
    for (const block of blocksOf(document)) {
      for (const message of records(block.json)) {
        if (isResult(message.value)) readResult(message, blockWriter(document, block, found), found)
      }
    }
  },
}

const reasons = new Set<unknown>(['benchmark-complete', 'group-complete'])
const isMessage = (value: unknown) => has(value, 'reason', 'report_directory') && reasons.has(value.reason)
const isResult = (value: unknown) => has(value, 'reason', 'id') && value.reason === 'benchmark-complete'

function blocksOf(document: Document): Document[] {
  return jsonBlocks(document, '-complete"').filter((block) => someRecord(block.json, isMessage))
}

/** `typical` is the slope, or the mean where there is no slope. */
const statistics = [
  ['typical', 'typical'],
  ['mean', 'mean'],
  ['median', 'median'],
  ['median_abs_dev', 'mad'],
  ['slope', 'slope'],
] as const

function readResult(message: JsonNode, write: BlockWriter, found: Findings): void {
  const benchmark = text(at(message, 'id')) ?? ''
  judgeHomePath(text(at(message, 'report_directory')), write.place(at(message, 'report_directory')), found)
  const values = perIteration(message)
  const shared: Figure = {
    benchmark,
    metric: 'time',
    // Whatever was measured in place of time, criterion takes less of it for an improvement.
    better: 'lower',
    samples: values?.length ?? null,
    sampleKind: values === null ? null : 'iteration',
  }
  for (const [key, statistic] of statistics) {
    const estimate = at(message, key)
    // No slope with flat sampling.
    if (estimate.value === null) continue
    const figure: Figure = { ...shared, statistic, unit: text(at(estimate, 'unit')) ?? text(at(message, 'unit')) ?? '' }
    const role = statistic === 'mad' || statistic === 'slope' ? 'derived' : 'result'
    const raw = statistic === 'mean' && values !== null ? { values } : {}
    write.figure(at(estimate, 'estimate'), { ...figure, role, spread: intervalOf(estimate), ...raw })
    for (const bound of ['lower', 'upper'] as const)
      write.figure(at(estimate, `${bound}_bound`), { ...figure, statistic: `${statistic} ${bound} bound`, role: 'derived' })
  }
  for (const throughput of items(at(message, 'throughput'))) {
    const unit = text(at(throughput, 'unit')) ?? ''
    write.figure(at(throughput, 'per_iteration'), { benchmark, metric: `${unit || 'elements'} per iteration`, unit, role: 'workload' })
  }
  readChange(benchmark, at(message, 'change'), write, found)
}

/** What is written down are totals over growing numbers of iterations. */
function perIteration(message: JsonNode): number[] | null {
  const [totals, counts] = [numbers(at(message, 'measured_values')), numbers(at(message, 'iteration_count'))]
  if (totals === null || counts === null || totals.length !== counts.length || totals.length === 0) return null
  return counts.every((count) => count > 0) ? totals.map((total, index) => total / (counts[index] ?? 1)) : null
}

/** 0.95 is the tool's default, which the message does not repeat. */
function intervalOf(estimate: JsonNode): Spread | null {
  const [low, high] = [number(at(estimate, 'lower_bound')), number(at(estimate, 'upper_bound'))]
  return low === null || high === null ? null : { kind: 'interval', low, high, level: 0.95 }
}

/** Against the run before, which is not in the file. */
function readChange(benchmark: string, change: JsonNode, write: BlockWriter, found: Findings): void {
  if (!has(change.value, 'mean', 'median')) return
  for (const key of ['mean', 'median'] as const) {
    const estimate = at(change, key)
    write.figure(at(estimate, 'estimate'), {
      benchmark,
      metric: 'time',
      statistic: `${key} change`,
      // `ConfidenceInterval::from_percent` writes the fraction and calls it "%".
      unit: 'fraction',
      better: 'lower',
      role: 'derived',
      spread: intervalOf(estimate),
    })
  }
  found.flag(
    'derived-value',
    `${benchmark}: the change is a fraction although its unit says "%"; criterion calls it ${text(at(change, 'change')) ?? 'nothing'} against an earlier run, which is not in this file.`,
    write.place(at(change, 'change')),
  )
}

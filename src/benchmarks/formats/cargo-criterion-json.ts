import type { Spread } from '../../model.ts'
import type { Document } from '../document/document.ts'
import { type BlockWriter, blockWriter, jsonBlocks } from '../document/json-blocks.ts'
import { asText, at, fieldsOf, finite, finiteList, has, items, type JsonNode, records, someRecord, text } from '../document/node.ts'
import type { Findings, Measured, Ran } from '../findings.ts'
import type { Reader } from '../reader.ts'
import { remember } from '../remember.ts'
import { judgeHomePath, namesHome } from './home-path.ts'

/** https://bheisler.github.io/criterion.rs/book/cargo_criterion/external_tools.html; src/message_formats/json.rs writes it. */
export const cargoCriterionJson: Reader = {
  name: 'cargo-criterion-json',
  title: 'cargo-criterion, messages',
  docs: 'JSON lines of `cargo criterion --message-format=json`: `benchmark-complete` messages, also among those of cargo.',
  primary: ['time'],
  detect: (document) => blocksOf(document).length > 0,
  parse(document, found) {
    for (const block of blocksOf(document)) {
      const write = blockWriter(document, block, found)
      for (const message of records(block.json)) if (isResult(message.value)) readResult(message, write, found)
    }
  },
}

type Fields = Readonly<Record<string, unknown>>

const reasons = new Set<unknown>(['benchmark-complete', 'group-complete'])
const isMessage = (value: unknown) => has(value, 'reason', 'report_directory') && reasons.has(value.reason)
const isResult = (value: unknown) => has(value, 'reason', 'id') && value.reason === 'benchmark-complete'

function blocksOf(document: Document): Document[] {
  return jsonBlocks(document, '-complete"').filter((block) => someRecord(block.json, isMessage))
}

/** `typical` is the slope, or the mean where there is no slope. Each is made once for all results of one unit. */
const estimates = [
  ['typical', 'typical'],
  ['mean', 'mean'],
  ['median', 'median'],
  ['median_abs_dev', 'mad'],
  ['slope', 'slope'],
].map(([key = '', statistic = '']) => ({ key, statistic, in: remember((unit) => columnsOf(statistic, unit)) }))

function columnsOf(statistic: string, unit: string): { estimate: Measured; lower: Measured; upper: Measured } {
  // Whatever was measured in place of time, criterion takes less of it for an improvement.
  const time = { metric: 'time', better: 'lower', unit } as const
  const bound = (which: string): Measured => ({ ...time, statistic: `${statistic} ${which} bound`, role: 'derived' })
  const role = statistic === 'mad' || statistic === 'slope' ? 'derived' : 'result'
  return { estimate: { ...time, statistic, role }, lower: bound('lower'), upper: bound('upper') }
}

const perIterationIn = remember((unit): Measured => ({ metric: `${unit || 'elements'} per iteration`, unit, role: 'workload' }))

function readResult(message: JsonNode, write: BlockWriter, found: Findings): void {
  const fields = fieldsOf(message.value)
  const benchmark = asText(fields.id) ?? ''
  const directory = asText(fields.report_directory)
  if (directory !== null && namesHome(directory)) judgeHomePath(directory, write.place(at(message, 'report_directory')), found)
  const values = perIteration(fields)
  const ran: Ran = { benchmark }
  const sampled: Ran = { benchmark, samples: values?.length ?? null, sampleKind: values === null ? null : 'iteration' }
  for (const column of estimates) {
    const { key, statistic } = column
    // No slope with flat sampling.
    if (fields[key] === null) continue
    const estimate = at(message, key)
    const parts = fieldsOf(estimate.value)
    const columns = column.in(asText(parts.unit) ?? asText(fields.unit) ?? '')
    const raw = statistic === 'mean' && values !== null ? { values } : {}
    write.member(estimate, 'estimate', sampled, { ...columns.estimate, spread: intervalOf(parts), ...raw })
    write.member(estimate, 'lower_bound', sampled, columns.lower)
    write.member(estimate, 'upper_bound', sampled, columns.upper)
  }
  for (const throughput of items(at(message, 'throughput')))
    write.member(throughput, 'per_iteration', ran, perIterationIn(asText(fieldsOf(throughput.value).unit) ?? ''))
  if (has(fields.change, 'mean', 'median')) readChange(at(message, 'change'), ran, write, found)
}

/** What is written down are totals over growing numbers of iterations. */
function perIteration({ measured_values, iteration_count }: Fields): number[] | null {
  const [totals, counts] = [finiteList(measured_values), finiteList(iteration_count)]
  if (totals === null || counts === null || totals.length !== counts.length || totals.length === 0) return null
  return counts.every((count) => count > 0) ? totals.map((total, index) => total / (counts[index] ?? 1)) : null
}

/** 0.95 is the tool's default, which the message does not repeat. */
function intervalOf({ lower_bound, upper_bound }: Fields): Spread | null {
  const [low, high] = [finite(lower_bound), finite(upper_bound)]
  return low === null || high === null ? null : { kind: 'interval', low, high, level: 0.95 }
}

/** `ConfidenceInterval::from_percent` writes the fraction and calls it "%". */
const changes = ['mean', 'median'].map((key) => {
  const measured: Measured = { metric: 'time', statistic: `${key} change`, unit: 'fraction', better: 'lower', role: 'derived' }
  return { key, measured }
})

/** Against the run before, which is not in the file. */
function readChange(change: JsonNode, ran: Ran, write: BlockWriter, found: Findings): void {
  for (const { key, measured } of changes) {
    const estimate = at(change, key)
    write.member(estimate, 'estimate', ran, { ...measured, spread: intervalOf(fieldsOf(estimate.value)) })
  }
  found.flag(
    'derived-value',
    `${ran.benchmark}: the change is a fraction although its unit says "%"; criterion calls it ${text(at(change, 'change')) ?? 'nothing'} against an earlier run, which is not in this file.`,
    write.place(at(change, 'change')),
  )
}

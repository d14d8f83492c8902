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
// The reason is looked at first: of other tools every record is asked.
const isMessage = (record: Fields) => reasons.has(record.reason) && has(record, 'report_directory')
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
].map(([key = '', statistic = '']) => ({ key, in: remember((unit) => columnsOf(statistic, unit)) }))

interface Columns {
  readonly estimate: (row: JsonNode) => Measured
  readonly lower: Measured
  readonly upper: Measured
}

function columnsOf(statistic: string, unit: string): Columns {
  // Whatever was measured in place of time, criterion takes less of it for an improvement.
  const time = { metric: 'time', better: 'lower', unit } as const
  const bound = (which: string): Measured => ({ ...time, statistic: `${statistic} ${which} bound`, role: 'derived' })
  const role = statistic === 'mad' || statistic === 'slope' ? 'derived' : 'result'
  const estimate = ({ value, parent }: JsonNode): Measured => {
    const values = statistic === 'mean' ? perIteration(fieldsOf(parent?.value)) : null
    return { ...time, statistic, role, spread: intervalOf(fieldsOf(value)), ...(values && { values }) }
  }
  return { estimate, lower: bound('lower'), upper: bound('upper') }
}

/** The benchmark of a message, and that of one of its parts. */
function ranIn(message: JsonNode): Ran {
  return { benchmark: asText(fieldsOf(message.value).id) ?? '' }
}
const ranAbove = ({ parent }: JsonNode): Ran => (parent === null ? {} : ranIn(parent))

const ranTwoAbove = ({ parent }: JsonNode): Ran => (parent === null ? {} : ranAbove(parent))

function sampledAbove({ parent }: JsonNode): Ran {
  const values = perIteration(fieldsOf(parent?.value))
  return { ...(parent && ranIn(parent)), samples: values?.length ?? null, sampleKind: values === null ? null : 'iteration' }
}

const perIterationIn = remember((unit): Measured => ({ metric: `${unit || 'elements'} per iteration`, unit, role: 'workload' }))

function readResult(message: JsonNode, write: BlockWriter, found: Findings): void {
  const fields = fieldsOf(message.value)
  const directory = asText(fields.report_directory)
  if (directory !== null && namesHome(directory)) judgeHomePath(directory, write.place(at(message, 'report_directory')), found)
  for (const column of estimates) {
    const { key } = column
    // No slope with flat sampling.
    if (fields[key] === null) continue
    const estimate = at(message, key)
    const columns = column.in(asText(fieldsOf(estimate.value).unit) ?? asText(fields.unit) ?? '')
    write.member(estimate, 'estimate', sampledAbove, columns.estimate)
    write.member(estimate, 'lower_bound', sampledAbove, columns.lower)
    write.member(estimate, 'upper_bound', sampledAbove, columns.upper)
  }
  for (const throughput of items(at(message, 'throughput')))
    write.member(throughput, 'per_iteration', ranTwoAbove, perIterationIn(asText(fieldsOf(throughput.value).unit) ?? ''))
  if (has(fields.change, 'mean', 'median')) readChange(at(message, 'change'), write, found)
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
  const time: Measured = { metric: 'time', statistic: `${key} change`, unit: 'fraction', better: 'lower', role: 'derived' }
  return { key, measured: ({ value }: JsonNode): Measured => ({ ...time, spread: intervalOf(fieldsOf(value)) }) }
})

/** Against the run before, which is not in the file. */
function readChange(change: JsonNode, write: BlockWriter, found: Findings): void {
  for (const { key, measured } of changes) write.member(at(change, key), 'estimate', ranTwoAbove, measured)
  found.flag(
    'derived-value',
    `${ranAbove(change).benchmark}: the change is a fraction although its unit says "%"; criterion calls it ${text(at(change, 'change')) ?? 'nothing'} against an earlier run, which is not in this file.`,
    write.place(at(change, 'change')),
  )
}

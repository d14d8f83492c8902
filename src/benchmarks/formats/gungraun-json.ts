import type { Document } from '../document/document.ts'
import { blockWriter, jsonBlocks } from '../document/json-blocks.ts'
import { at, entries, has, isObject, items, type JsonNode, records, someRecord, text } from '../document/node.ts'
import type { Findings } from '../findings.ts'
import { countOf, printedName } from './gungraun-metrics.ts'
import { judgeHomePath } from './home-path.ts'

/** One benchmark; `schemas/summary.v1.schema.json` to v6 describe it. */
const isSummary = (value: unknown) =>
  has(value, 'module_path', 'benchmark_exe') && (Array.isArray(value.profiles) || Array.isArray(value.tool_summaries))

/** Summaries stand one a line, or indented, among what cargo prints. */
export function summaryBlocks(document: Document): Document[] {
  return jsonBlocks(document, '"module_path"').filter((block) => someRecord(block.json, isSummary))
}

interface Count {
  tool: string
  key: string
  /** Of the run itself, and of the run it was compared with; values are undefined where there was none. */
  now: JsonNode
  before: JsonNode
}

export function readSummaries(document: Document, found: Findings): void {
  const summaries = summaryBlocks(document).flatMap((block) =>
    records(block.json)
      .filter(({ value }) => isSummary(value))
      .map((node) => ({ node, block, counts: countsOf(node) })),
  )
  const twoSided = summaries.some(({ counts }) => counts.some(({ now, before }) => isThere(now) && isThere(before)))
  for (const { node, block, counts } of summaries) {
    const write = blockWriter(document, block, found)
    judgeHomePath(text(at(node, 'package_dir')), write.place(at(node, 'package_dir')), found)
    for (const { tool, key, now, before } of counts) {
      const figure = { ...countOf(printedName(key), tool), benchmark: nameOf(node) }
      if (isThere(now)) write.figure(now, { ...figure, side: twoSided ? 'candidate' : 'unknown' })
      if (isThere(before)) write.figure(before, { ...figure, side: twoSided ? 'baseline' : 'unknown' })
    }
  }
}

function isThere({ value }: JsonNode): boolean {
  return value !== undefined && value !== null
}

/** As the terminal shows it: `module::path id:arguments`. */
function nameOf(summary: JsonNode): string {
  const [path, id, details] = ['module_path', 'id', 'details'].map((key) => text(at(summary, key)))
  return [path ?? '', id && (details ? `${id}:${details}` : id)].filter(Boolean).join(' ')
}

function countsOf(summary: JsonNode): Count[] {
  const callgrind = at(summary, 'callgrind_summary')
  return [
    // Versions 4 to 6.
    ...items(at(summary, 'profiles')).flatMap((profile) => totals(text(at(profile, 'tool')), at(profile, 'summaries', 'total', 'summary'))),
    // Version 3.
    ...metricsOf('Callgrind', at(callgrind, 'callgrind_run', 'total', 'summary')),
    // Versions 1 and 2: one run a process.
    ...items(at(callgrind, 'summaries'))
      .slice(0, 1)
      .flatMap((run) => metricsOf('Callgrind', at(run, 'events'))),
    ...items(at(summary, 'tool_summaries')).flatMap((tool) => {
      const name = text(at(tool, 'tool'))
      const first = items(at(tool, 'summaries')).slice(0, 1)
      return [...totals(name, at(tool, 'summaries', 'total')), ...first.flatMap((run) => metricsOf(name ?? '', at(run, 'costs_summary')))]
    }),
  ]
}

/** `{ "Callgrind": { "Ir": … } }`, `{ "DhatSummary": … }`, or `"None"` for a tool without metrics. */
function totals(tool: string | null, summary: JsonNode): Count[] {
  return entries(summary).flatMap(([kind, metrics]) => metricsOf(tool ?? kind, metrics))
}

function metricsOf(tool: string, metrics: JsonNode): Count[] {
  return entries(metrics).map(([key, diff]) => {
    const sides = at(diff, 'metrics')
    if (!isObject(sides.value)) return { tool, key, now: at(diff, 'new'), before: at(diff, 'old') }
    const both = at(sides, 'Both')
    const [now, before] = isThere(both) ? [at(both, 0), at(both, 1)] : [at(sides, 'Left'), at(sides, 'Right')]
    return { tool, key, now: numberOf(now), before: numberOf(before) }
  })
}

/** `{ "Int": 1734 }` and `{ "Float": 0.5 }` since version 5; before it the number itself. */
function numberOf(metric: JsonNode): JsonNode {
  if (!isObject(metric.value)) return metric
  return at(metric, has(metric.value, 'Int') ? 'Int' : 'Float')
}

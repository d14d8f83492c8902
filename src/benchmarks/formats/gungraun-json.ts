import type { Document } from '../document/document.ts'
import { blockWriter, jsonBlocks } from '../document/json-blocks.ts'
import {
  asText,
  at,
  childValue,
  entries,
  fieldsOf,
  has,
  isObject,
  items,
  type JsonNode,
  records,
  someRecord,
  text,
} from '../document/node.ts'
import type { Findings, Ran } from '../findings.ts'
import { remember } from '../remember.ts'
import { countOf, oneProcess, printedName, toolCondition } from './gungraun-metrics.ts'
import { judgeHomePath, namesHome } from './home-path.ts'

type Fields = Readonly<Record<string, unknown>>

/** One benchmark; `schemas/summary.v1.schema.json` to v6 describe it. */
const isSummary = (record: Fields) =>
  (Array.isArray(record.profiles) || Array.isArray(record.tool_summaries)) && has(record, 'module_path', 'benchmark_exe')

/** Summaries stand one a line, or indented, among what cargo prints. */
export function summaryBlocks(document: Document): Document[] {
  return jsonBlocks(document, '"module_path"').filter((block) => someRecord(block.json, isSummary))
}

/** What one tool counted in a summary. */
interface Counts {
  readonly tool: string
  readonly counts: readonly Count[]
}

/** Of the run itself, and of the run it was compared with; null where there was none. */
interface Count {
  readonly key: string
  readonly now: Member | null
  readonly before: Member | null
}

interface Member {
  readonly row: JsonNode
  readonly key: string | number
}

export function readSummaries(document: Document, found: Findings): void {
  const summaries = summaryBlocks(document).flatMap((block) =>
    records(block.json)
      .filter(({ value }) => isSummary(fieldsOf(value)))
      .map((node) => ({ node, write: blockWriter(document, block, found), tools: toolsOf(node) })),
  )
  const twoSided = summaries.some(({ tools }) =>
    tools.some(({ counts }) => counts.some(({ now, before }) => now !== null && before !== null)),
  )
  const sides = twoSided ? ({ now: 'candidate', before: 'baseline' } as const) : ({ now: 'unknown', before: 'unknown' } as const)
  for (const { node, write, tools } of summaries) {
    const { package_dir } = fieldsOf(node.value)
    if (typeof package_dir === 'string' && namesHome(package_dir)) judgeHomePath(package_dir, write.place(at(node, 'package_dir')), found)
    const benchmark = nameOf(fieldsOf(node.value))
    for (const { tool, counts } of tools) {
      const once = { benchmark, condition: toolCondition(tool), ...oneProcess }
      const ran: Record<keyof typeof sides, Ran> = { now: { ...once, side: sides.now }, before: { ...once, side: sides.before } }
      for (const { key, now, before } of counts) {
        const measured = measuredAs(key)
        if (now !== null) write.member(now.row, now.key, ran.now, measured)
        if (before !== null) write.member(before.row, before.key, ran.before, measured)
      }
    }
  }
}

const measuredAs = remember((key) => countOf(printedName(key)))

/** As the terminal shows it: `module::path id:arguments`. */
function nameOf({ module_path, id, details }: Fields): string {
  const [path, known, given] = [asText(module_path), asText(id), asText(details)]
  return [path ?? '', known && (given ? `${known}:${given}` : known)].filter(Boolean).join(' ')
}

function toolsOf(summary: JsonNode): Counts[] {
  const callgrind = at(summary, 'callgrind_summary')
  return [
    // Versions 4 to 6.
    ...items(at(summary, 'profiles')).flatMap((profile) => totals(text(at(profile, 'tool')), at(profile, 'summaries', 'total', 'summary'))),
    // Version 3.
    countsOf('Callgrind', at(callgrind, 'callgrind_run', 'total', 'summary')),
    // Versions 1 and 2: one run a process.
    ...items(at(callgrind, 'summaries'))
      .slice(0, 1)
      .map((run) => countsOf('Callgrind', at(run, 'events'))),
    ...items(at(summary, 'tool_summaries')).flatMap((tool) => {
      const name = text(at(tool, 'tool'))
      const first = items(at(tool, 'summaries')).slice(0, 1)
      return [...totals(name, at(tool, 'summaries', 'total')), ...first.map((run) => countsOf(name ?? '', at(run, 'costs_summary')))]
    }),
  ]
}

/** `{ "Callgrind": { "Ir": … } }`, `{ "DhatSummary": … }`, or `"None"` for a tool without metrics. */
function totals(tool: string | null, summary: JsonNode): Counts[] {
  return entries(summary).map(([kind, metrics]) => countsOf(tool ?? kind, metrics))
}

function countsOf(tool: string, metrics: JsonNode): Counts {
  const counts: Count[] = []
  for (const key in fieldsOf(metrics.value)) counts.push(countAt(key, at(metrics, key)))
  return { tool, counts }
}

function countAt(key: string, diff: JsonNode): Count {
  const { metrics } = fieldsOf(diff.value)
  if (!isObject(metrics)) return { key, now: plainMember(diff, 'new'), before: plainMember(diff, 'old') }
  const sides = at(diff, 'metrics')
  if (!isThere(metrics.Both)) return { key, now: typedMember(sides, 'Left'), before: typedMember(sides, 'Right') }
  const both = at(sides, 'Both')
  return { key, now: typedMember(both, 0), before: typedMember(both, 1) }
}

function plainMember(row: JsonNode, key: string | number): Member | null {
  return isThere(childValue(row.value, key)) ? { row, key } : null
}

/** `{ "Int": 1734 }` and `{ "Float": 0.5 }` since version 5; before it the number itself. */
function typedMember(row: JsonNode, key: string | number): Member | null {
  const value = childValue(row.value, key)
  return isObject(value) ? plainMember(at(row, key), has(value, 'Int') ? 'Int' : 'Float') : plainMember(row, key)
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null
}

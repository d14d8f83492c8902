import type { Document } from '../document/document.ts'
import { type BlockWriter, blockWriter, jsonBlocks } from '../document/json-blocks.ts'
import { asText, at, childValue, fieldsOf, has, isObject, items, type JsonNode, records, someRecord } from '../document/node.ts'
import type { Findings, Late, Measured, Ran } from '../findings.ts'
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

export function readSummaries(document: Document, found: Findings): void {
  const blocks = summaryBlocks(document).map((block) => ({
    write: blockWriter(document, block, found),
    summaries: records(block.json)
      .filter(({ value }) => isSummary(fieldsOf(value)))
      .map((node) => ({ node, tools: toolsOf(node) })),
  }))
  const hasBaseline = blocks.some(({ summaries }) => summaries.some(({ tools }) => tools.some(({ counts }) => hasBoth(counts.value))))
  const ranOf = remember((tool) => ranBy(tool, hasBaseline))
  for (const { write, summaries } of blocks)
    for (const { node, tools } of summaries) {
      const { package_dir } = fieldsOf(node.value)
      if (typeof package_dir === 'string' && namesHome(package_dir)) judgeHomePath(package_dir, write.place(at(node, 'package_dir')), found)
      for (const { tool, counts } of tools) writeCounts(counts, ranOf(tool), write)
    }
}

/** What one tool counted in a summary, by the names of what it counts. */
interface Tool {
  readonly tool: string
  readonly counts: JsonNode
}

/** Of the run itself, and of the run it was compared with. */
interface Rans {
  readonly now: Late<Ran>
  readonly before: Late<Ran>
}

function ranBy(tool: string, hasBaseline: boolean): Rans {
  const once = { condition: toolCondition(tool), ...oneProcess }
  return {
    now: (row) => ({ ...once, benchmark: nameOver(row), side: hasBaseline ? 'candidate' : 'unknown' }),
    before: (row) => ({ ...once, benchmark: nameOver(row), side: hasBaseline ? 'baseline' : 'unknown' }),
  }
}

/** The name of the summary in which a count stands. */
function nameOver(row: JsonNode): string {
  let node = row
  while (node.parent !== null && !isSummary(fieldsOf(node.value))) node = node.parent
  return nameOf(fieldsOf(node.value))
}

const measuredAs = remember((key) => countOf(printedName(key)))

/** As the terminal shows it: `module::path id:arguments`. */
function nameOf({ module_path, id, details }: Fields): string {
  const [path, known, given] = [asText(module_path), asText(id), asText(details)]
  return [path ?? '', known && (given ? `${known}:${given}` : known)].filter(Boolean).join(' ')
}

function toolsOf(summary: JsonNode): Tool[] {
  const tools: Tool[] = []
  // Versions 4 to 6.
  for (const profile of items(childOf(summary, 'profiles'))) {
    const total = childOf(childOf(profile, 'summaries'), 'total')
    pushTotals(asText(fieldsOf(profile.value).tool), childOf(total, 'summary'), tools)
  }
  if (has(summary.value, 'callgrind_summary')) {
    const callgrind = at(summary, 'callgrind_summary')
    // Version 3.
    tools.push({ tool: 'Callgrind', counts: at(callgrind, 'callgrind_run', 'total', 'summary') })
    // Versions 1 and 2: one run a process.
    tools.push({ tool: 'Callgrind', counts: at(callgrind, 'summaries', 0, 'events') })
  }
  for (const one of items(childOf(summary, 'tool_summaries'))) {
    const tool = asText(fieldsOf(one.value).tool)
    pushTotals(tool, at(one, 'summaries', 'total'), tools)
    tools.push({ tool: tool ?? '', counts: at(one, 'summaries', 0, 'costs_summary') })
  }
  return tools
}

/** `{ "Callgrind": { "Ir": … } }`, `{ "DhatSummary": … }`, or `"None"` for a tool without metrics. */
function pushTotals(tool: string | null, summary: JsonNode, tools: Tool[]): void {
  for (const kind in fieldsOf(summary.value)) tools.push({ tool: tool ?? kind, counts: childOf(summary, kind) })
}

function childOf(parent: JsonNode, key: string | number): JsonNode {
  return { value: childValue(parent.value, key), parent, key }
}

function writeCounts(counts: JsonNode, ran: Rans, write: BlockWriter): void {
  for (const key in fieldsOf(counts.value)) {
    const measured = measuredAs(key)
    const diff = childOf(counts, key)
    const { metrics, new: now, old: before } = fieldsOf(diff.value)
    if (isObject(metrics)) {
      const sides = childOf(diff, 'metrics')
      const both = isThere(metrics.Both) ? childOf(sides, 'Both') : null
      writeTyped(both ?? sides, both ? 0 : 'Left', ran.now, measured, write)
      writeTyped(both ?? sides, both ? 1 : 'Right', ran.before, measured, write)
    } else {
      if (isThere(now)) write.member(diff, 'new', ran.now, measured)
      if (isThere(before)) write.member(diff, 'old', ran.before, measured)
    }
  }
}

/** `{ "Int": 1734 }` and `{ "Float": 0.5 }` since version 5; before it the number itself. */
function writeTyped(row: JsonNode, key: string | number, ran: Late<Ran>, measured: Measured, write: BlockWriter): void {
  const value = childValue(row.value, key)
  if (!isThere(numberIn(value))) return
  if (isObject(value)) write.member({ value, parent: row, key }, typeOf(value), ran, measured)
  else write.member(row, key, ran, measured)
}

function numberIn(value: unknown): unknown {
  return isObject(value) ? childValue(value, typeOf(value)) : value
}

function typeOf(value: Fields): 'Int' | 'Float' {
  return has(value, 'Int') ? 'Int' : 'Float'
}

/** Whether one of the counts is of the run itself and of the one before it. */
function hasBoth(counts: unknown): boolean {
  const diffs = fieldsOf(counts)
  for (const key in diffs) if (isTwoSided(fieldsOf(diffs[key]))) return true
  return false
}

function isTwoSided({ metrics, new: now, old: before }: Fields): boolean {
  if (!isObject(metrics)) return isThere(now) && isThere(before)
  const { Both: both, Left: left, Right: right } = metrics
  if (!isThere(both)) return isThere(numberIn(left)) && isThere(numberIn(right))
  return isThere(numberIn(childValue(both, 0))) && isThere(numberIn(childValue(both, 1)))
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null
}

import type { Better, Spread } from '../../model.ts'
import { readCell } from '../cells.ts'
import { betterOfUnit } from '../direction.ts'
import type { Document } from '../document/document.ts'
import { type BlockWriter, blockWriter, jsonBlocks } from '../document/json-blocks.ts'
import { at, entries, has, isListOf, isObject, items, type JsonNode, text } from '../document/node.ts'
import type { Findings } from '../findings.ts'
import type { Reader } from '../reader.ts'

/** https://github.com/benchmark-action/github-action-benchmark: `data.js` of the branch `gh-pages`; src/write.ts writes it. */
export const githubActionBenchmarkHistory: Reader = {
  name: 'github-action-benchmark-history',
  title: 'github-action-benchmark, history',
  docs: '`data.js` (`window.BENCHMARK_DATA = …`): every entry is one run of one commit, which is its condition; none is a side.',
  primary: [],
  detect: (document) => historyOf(document) !== null,
  parse(document, found) {
    const block = historyOf(document)
    if (block?.json == null) return
    for (const [suite, runs] of entries(at(block.json, 'entries'))) {
      for (const run of items(runs)) readRun(suite, run, blockWriter(document, block, found), found)
    }
  },
}

function historyOf(document: Document): Document | null {
  return jsonBlocks(document, '"entries"').find((block) => isHistory(block.json?.value)) ?? null
}

function isHistory(value: unknown): boolean {
  return (
    has(value, 'lastUpdate', 'repoUrl', 'entries') &&
    isObject(value.entries) &&
    Object.values(value.entries).every(
      (runs) => Array.isArray(runs) && (runs.length === 0 || isListOf(runs.slice(0, 3), (run) => has(run, 'commit', 'benches'))),
    )
  )
}

function readRun(suite: string, run: JsonNode, write: BlockWriter, found: Findings): void {
  const commit = text(at(run, 'commit', 'id'))?.slice(0, 7) ?? ''
  const tool = text(at(run, 'tool')) ?? ''
  for (const bench of items(at(run, 'benches'))) {
    const unit = text(at(bench, 'unit')) ?? ''
    const better = betterOf(tool, unit)
    const name = text(at(bench, 'name')) ?? ''
    write.figure(at(bench, 'value'), {
      benchmark: [suite, name].filter(Boolean).join(' > '),
      metric: 'value',
      unit,
      better,
      condition: commit,
      spread: rangeOf(at(bench, 'range')),
    })
    if (better === 'unknown')
      found.flag(
        'direction-unknown',
        `Nothing says whether more or less ${unit || 'of a value without unit'} is better.`,
        write.place(at(bench, 'unit')),
      )
  }
}

/** The two custom tools say it; of the others the unit does, since one tool may time and count (JMH, Go). */
function betterOf(tool: string, unit: string): Better {
  if (tool === 'customBiggerIsBetter') return 'higher'
  if (tool === 'customSmallerIsBetter') return 'lower'
  return /^(?:B|allocs)\/op$/.test(unit) ? 'lower' : betterOfUnit(unit)
}

/** `± 3`, `+/- 24`, `stddev: 0.1`, `± 2.5%`: what each tool takes for it, without a level. */
function rangeOf(node: JsonNode): Spread | null {
  const cell = readCell((text(node) ?? '').replace(/^(?:±|\+\/-|stddev:)\s*/, ''))
  if (cell === null) return null
  return cell.unit === '%' ? { kind: 'relative-half-width', value: cell.value / 100 } : { kind: 'half-width', value: cell.value }
}

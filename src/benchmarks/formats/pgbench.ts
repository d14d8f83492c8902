import { readCell } from '../cells.ts'
import { type Document, matches } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Figure, Findings } from '../findings.ts'
import { labelAbove } from '../label-above.ts'
import { condition as conditionOf } from '../labels.ts'
import type { Reader } from '../reader.ts'
import { lineAbove } from './line-above.ts'
import { isLocalPath } from './model-name.ts'
import { type Counted, pgbenchFigures, scriptFigures } from './pgbench-lines.ts'

/** https://www.postgresql.org/docs/current/pgbench.html and printResults in src/bin/pgbench/pgbench.c */
export const pgbench: Reader = {
  name: 'pgbench',
  title: 'pgbench',
  docs: 'What pgbench prints, with `-r` and several scripts too; lines of `--progress` are moments of one run and are left out.',
  primary: ['tps', 'latency'],
  detect: (document) =>
    matches(document, /^tps = [\d.]+ \(/m, 'tps = ') || matches(document, /^transaction type: \S/m, 'transaction type: '),
  parse(document, found) {
    for (const { text } of document.lines) found.environment('pgbench', /^pgbench \((?:PostgreSQL\) )?(\d[\w.]*)/.exec(text)?.[1] ?? null)
    for (const block of blocksOf(document)) readBlock(block, found)
  },
}

interface Block {
  label: Pick<Figure, 'side' | 'condition'>
  lines: Line[]
}

/** A run is reported from its type on; what stood above it may name it. */
function blocksOf({ lines }: Document): Block[] {
  const blocks: Block[] = []
  for (const [index, line] of lines.entries()) {
    const isFirst = line.text.startsWith('transaction type:') || (blocks.length === 0 && line.text.startsWith('tps = '))
    if (isFirst) blocks.push({ label: labelAbove(lineAbove(lines, topOf(lines, index))), lines: [] })
    blocks.at(-1)?.lines.push(line)
  }
  return blocks
}

function topOf(lines: readonly Line[], index: number): number {
  let top = index
  while (/^(?:pgbench \(|starting vacuum|progress: |\s*$)/.test(lines[top - 1]?.text ?? '-')) top--
  return top
}

function readBlock({ label, lines }: Block, found: Findings): void {
  const setting = (name: string) =>
    lines
      .map(({ text }) => text)
      .find((text) => text.startsWith(`${name}: `))
      ?.slice(name.length + 2)
      .trim() ?? null
  const benchmark = scriptName(setting('transaction type') ?? '', lines[0], found)
  const settings = conditionOf([
    ['mode', setting('query mode')],
    ['clients', setting('number of clients')],
  ])
  const condition = [label.condition, settings].filter(Boolean).join(', ')
  const [processed, failed] = [
    countOf(lines, /^number of transactions actually processed: (\d+)/),
    countOf(lines, /^number of failed transactions: (\d+)/),
  ]
  if (!judge(processed, failed, found)) return
  const isTimed = lines.some(({ text }) => text.startsWith('latency stddev'))
  const run: Counted = { benchmark, samples: processed?.count ?? null, isTimed }
  const scripts = lines.findIndex(({ text }) => /^SQL script 1: /.test(text))
  const own = scripts < 0 ? lines : lines.slice(0, scripts)
  for (const { line, text, figure } of [
    ...own.flatMap((line) => pgbenchFigures(line, run)),
    ...scriptsOf(scripts < 0 ? [] : lines.slice(scripts), found),
  ]) {
    const where = [condition, figure.condition].filter(Boolean).join(', ')
    found.line(line, text, { ...figure, ...label, condition: where })
  }
  const average = lines.find(({ text }) => text.startsWith('latency average'))
  if (!isTimed && average !== undefined)
    found.flag(
      'derived-value',
      'pgbench did not time the transactions: it worked their average latency out from the rate and the clients.',
      { line: average },
    )
  const skipped = countOf(lines, /^number of transactions skipped: (\d+)/)
  if (skipped !== null && skipped.count > 0)
    found.flag(
      'partial-failure',
      `${skipped.count} transactions were skipped because they were late already: no latency counts them.`,
      skipped,
    )
}

function scriptsOf(lines: readonly Line[], found: Findings) {
  let run: Counted = { benchmark: '', samples: null, isTimed: true }
  return lines.flatMap((line) => {
    const name = /^SQL script \d+: (.*)$/.exec(line.text)?.[1]
    if (name !== undefined) run = { benchmark: scriptName(name, line, found), samples: null, isTimed: true }
    const transactions = /^ - (\d+) transactions \(/.exec(line.text)?.[1]
    if (transactions !== undefined) run = { ...run, samples: Number(transactions) }
    return scriptFigures(line, run)
  })
}

/** `<builtin: select only>` or a file, of which only the name is kept. */
function scriptName(type: string, line: Line | undefined, found: Findings): string {
  const plain = type.replace(/^<|>$/g, '')
  if (!isLocalPath(plain)) return plain
  if (line !== undefined) found.flag('private-path', 'The script is named by a path of the machine: only its name is kept.', { line })
  return plain.split(/[/\\]/).at(-1) ?? ''
}

interface Count {
  line: Line
  text: string
  count: number
}

function countOf(lines: readonly Line[], pattern: RegExp): Count | null {
  for (const line of lines) {
    const text = pattern.exec(line.text)?.[1]
    const count = text === undefined ? null : (readCell(text)?.value ?? null)
    if (text !== undefined && count !== null) return { line, text, count }
  }
  return null
}

/** Answers whether the figures mean anything. Before version 15 pgbench did not count failures, it stopped at the first. */
function judge(processed: Count | null, failed: Count | null, found: Findings): boolean {
  if (processed?.count === 0) {
    found.flag('all-failed', 'No transaction succeeded: there is no figure.', processed)
    return false
  }
  if (failed !== null && failed.count > 0) {
    const all = processed === null ? `${failed.count}` : `${failed.count} of ${failed.count + processed.count}`
    found.flag('partial-failure', `${all} transactions failed: the rate counts the others only.`, failed)
  }
  return true
}

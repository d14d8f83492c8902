import type { Flag } from '../../model.ts'
import type { Line } from '../document/lines.ts'
import { withChanges } from '../found-figure.ts'
import { isLoadGenerator } from '../metrics.ts'
import { readBlock } from '../read-block.ts'
import { alignedGrids } from './aligned.ts'
import { sidesInNames } from './benchmark-sides.ts'
import { columnsOf } from './columns.ts'
import { readDiff } from './diff-lines.ts'
import { type Context, type Found, joinConditions, underLabel } from './figure.ts'
import { boxGrids, type Grid, pipeGrids } from './grid.ts'
import { readHyperfine } from './hyperfine-output.ts'
import { readJsonLines } from './json-lines.ts'
import { asRuns, readLines } from './lines.ts'
import { logMessage } from './log-line.ts'
import { readNodeCompare } from './node-compare.ts'
import { type Part, partsOf } from './parts.ts'
import { readPerfStat } from './perf-stat.ts'
import { readGrid } from './read-grid.ts'
import type { SideNames } from './side.ts'
import { commandsCompared, toolchainsCompared } from './variants.ts'

/** Languages whose blocks are programs or settings, not output. */
const programs =
  /^(?:py(?:thon)?|js|jsx|ts|tsx|javascript|typescript|c|cc|cpp|c\+\+|cuda|cu|go|golang|rust|rs|java|kotlin|swift|ruby|rb|php|sql|ya?ml|toml|ini|html|css|cmake|dockerfile|makefile|nix)$/i

type FoundFlags = Found & { flags: Flag[] }

/** The figures of a block of output, with or without a fence: parts under labels of their own, each read by what knows it. */
export function readCode(lines: readonly Line[], language: string, context: Context, names: SideNames): FoundFlags {
  const diff = /^diff$/i.test(language) ? readDiff(lines, context, names) : null
  if (diff !== null) return diff
  const parts = partsOf(lines, context, names).map((part) => readPart(part, programs.test(language), names))
  return {
    figures: parts.flatMap((part) => part.figures),
    changes: parts.flatMap((part) => part.changes),
    flags: parts.flatMap((part) => part.flags),
  }
}

/** Every line is read once: by a table that compares, a known tool, any table, and at last as `label: value`. */
function readPart({ lines, context }: Part, program: boolean, names: SideNames): FoundFlags {
  const found: FoundFlags = { figures: [], changes: [], flags: [] }
  const taken = new Set<number>()
  const left = (): Line[] => lines.filter((line) => !taken.has(line.number))
  const keep = (read: Partial<FoundFlags> & { taken?: ReadonlySet<number> }): void => {
    found.figures.push(...(read.figures ?? []))
    found.changes.push(...(read.changes ?? []))
    found.flags.push(...(read.flags ?? []))
    for (const number of read.taken ?? []) taken.add(number)
  }
  const grids = program ? [boxGrids, pipeGrids] : [boxGrids, pipeGrids, alignedGrids]
  // Log lines are no rows.
  const tabular = lines.map((line) => (logMessage(line.text) === null ? line : { ...line, text: '' }))
  const readGrids = (wanted: (grid: Grid) => boolean): void => {
    for (const find of grids) {
      for (const { grid, from, to } of find(tabular)) {
        const inside = lines.slice(from, to)
        if (inside.some((line) => taken.has(line.number)) || !wanted(grid)) continue
        const read = readGrid(grid, { ...context, caption: captionAbove(lines, from, context.caption) }, names)
        if (read.figures.length + read.changes.length > 0) keep({ ...read, taken: new Set(inside.map((line) => line.number)) })
      }
    }
  }
  // benchcmp's rows look like Go's own: `BenchmarkGet 3969200 1980841 -50.09%`.
  readGrids((grid) => grid.header[0]?.text === 'benchmark' && compares(grid, names))
  const hyperfine = readHyperfine(left(), context.condition)
  const timed = sidesInNames(hyperfine.figures, names).map((one) => withSide(one, context))
  keep({ ...hyperfine, figures: timed, flags: commandsCompared(timed, lines[0]) })
  keep(readNodeCompare(left(), context.condition))
  keep(readPerfStat(left(), context))
  keep(readKnown(lines, taken, context, names))
  readGrids(() => true)
  if (/^\s*[[{"]/.test(left().find((line) => line.text.trim() !== '')?.text ?? '')) keep(readJsonLines(left(), context))
  if (!program) keep(readLines(left(), context, names))
  if (found.figures.length > 0) found.flags.push(...toolchainsCompared(lines))
  return { ...found, figures: underLabel(found.figures, context) }
}

function compares(grid: Grid, names: SideNames): boolean {
  const sides = columnsOf(grid, names)
    .columns.filter((column) => column.kind === 'value')
    .map((column) => column.side)
  return sides.includes('baseline') && sides.includes('candidate')
}

/** The two lines above a table inside a block, rules and lines with figures of their own left out: they may name its metric. */
function captionAbove(lines: readonly Line[], from: number, caption: string): string {
  const above = lines.slice(Math.max(0, from - 2), from).map((line) => line.text)
  return [caption, ...above.filter((line) => !/[-=]{5,}|[:=]\s+[-+]?\d/.test(line))].join(' ')
}

function withSide<One extends { side: Context['side'] }>(one: One, context: Context): One {
  return one.side === 'unknown' ? { ...one, side: context.side } : one
}

/** What the readers of tools know; the labels around the block complete side and condition. */
function readKnown(
  lines: readonly Line[],
  taken: ReadonlySet<number>,
  context: Context,
  names: SideNames,
): Partial<FoundFlags> & { taken?: Set<number> } {
  const [first] = lines
  if (first === undefined) return {}
  const text = lines.map((line) => (taken.has(line.number) ? '' : line.text)).join('\n')
  // No tool prints less.
  const reading = text.trim().length < 20 ? null : readBlock(text, first.number)
  if (reading === null || reading.measurements.length === 0) return {}
  const figures = reading.measurements.map((one) => {
    const { id: _, ...figure } = withChanges(one, { condition: joinConditions(context.condition, one.condition) })
    // For how many requests a load generator had time is no setting, and here nobody knows the tool any more.
    return isLoadGenerator(reading.format ?? '') && figure.sampleKind === 'request'
      ? { ...figure, samples: null, sampleKind: null }
      : figure
  })
  const numbers = reading.measurements.flatMap((one) => one.locator.line ?? [])
  const [from, to] = [Math.min(...numbers), Math.max(...numbers)]
  const runs = asRuns(sidesInNames(figures, names).map((one) => withSide(one, context)))
  const repeated = runs.some((one) => one.sampleKind === 'trial')
  return {
    figures: runs,
    flags: reading.flags.filter((flag) => !(repeated && flag.code === 'single-run')),
    changes: reading.statedChanges,
    taken: new Set(lines.map((line) => line.number).filter((number) => number >= from && number <= to)),
  }
}

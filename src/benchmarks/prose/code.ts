import type { Flag } from '../../model.ts'
import type { Line } from '../document/lines.ts'
import { readBlock } from '../read-known.ts'
import { alignedGrids } from './aligned.ts'
import { readBenchstat } from './benchstat.ts'
import { type Context, type Found, joinConditions } from './figure.ts'
import { boxGrids, pipeGrids } from './grid.ts'
import { readLines } from './lines.ts'
import { readGrid } from './read-grid.ts'
import { isLabel, namesBoth, type SideNames, sideOf } from './side.ts'

/** Languages whose blocks are programs or settings, not output. */
const programs =
  /^(?:py(?:thon)?|js|jsx|ts|tsx|javascript|typescript|c|cc|cpp|c\+\+|cuda|cu|go|golang|rust|rs|java|kotlin|swift|ruby|rb|php|sql|ya?ml|toml|ini|html|css|cmake|dockerfile|makefile|nix)$/i

/** The figures of a block of output, with or without a fence: parts under labels of their own, each read by what knows it. */
export function readCode(lines: readonly Line[], language: string, context: Context, names: SideNames): Found & { flags: Flag[] } {
  const found: Found & { flags: Flag[] } = { figures: [], changes: [], flags: [] }
  for (const part of partsOf(lines, context, names)) {
    const taken = new Set<number>()
    const take = (from: number, to: number): void => {
      for (let i = from; i < to; i++) taken.add(part.lines[i]?.number ?? -1)
    }
    readKnown(part, found, taken)
    const benchstat = readBenchstat(
      part.lines.filter((line) => !taken.has(line.number)),
      part.context.condition,
      names,
    )
    found.figures.push(...benchstat.figures)
    if (benchstat.figures.length > 0) for (const number of benchstat.taken) taken.add(number)
    for (const find of [boxGrids, pipeGrids, alignedGrids]) {
      if (find === alignedGrids && programs.test(language)) continue
      for (const { grid, from, to } of find(part.lines)) {
        if (part.lines.slice(from, to).some((line) => taken.has(line.number))) continue
        const caption = [part.lines[from - 2]?.text, part.lines[from - 1]?.text]
          .filter((line) => line !== undefined && !/[-=]{5,}/.test(line))
          .join(' ')
        const read = readGrid(grid, { ...part.context, caption: `${part.context.caption} ${caption}` }, names)
        if (read.figures.length === 0 && read.changes.length === 0) continue
        found.figures.push(...read.figures)
        found.changes.push(...read.changes)
        found.flags.push(...read.flags)
        take(from, to)
      }
    }
    if (!programs.test(language))
      found.figures.push(
        ...readLines(
          part.lines.filter((line) => !taken.has(line.number)),
          part.context,
          names,
        ),
      )
  }
  return found
}

interface Part {
  lines: Line[]
  context: Context
}

/** What the readers of tools know. Their side and condition are completed by the labels around the block. */
function readKnown(part: Part, found: Found & { flags: Flag[] }, taken: Set<number>): void {
  const [first] = part.lines
  if (first === undefined) return
  const reading = readBlock(part.lines.map((line) => line.text).join('\n'), first.number)
  if (reading === null || reading.measurements.length === 0) return
  for (const { id: _, ...one } of reading.measurements) {
    found.figures.push({
      ...one,
      side: one.side === 'unknown' ? part.context.side : one.side,
      condition: joinConditions(part.context.condition, one.condition),
    })
  }
  found.flags.push(...reading.flags)
  found.changes.push(...reading.statedChanges)
  const numbers = reading.measurements.flatMap((one) => one.locator.line ?? [])
  const [from, to] = [Math.min(...numbers), Math.max(...numbers)]
  for (const line of part.lines) if (line.number >= from && line.number <= to) taken.add(line.number)
}

/** A block cut at its own label lines: `# This PR`, `OLD`, `Before:`. */
function partsOf(lines: readonly Line[], context: Context, names: SideNames): Part[] {
  const parts: Part[] = [{ lines: [], context }]
  for (const line of lines) {
    const label = labelOf(line.text, names)
    if (label === null) parts.at(-1)?.lines.push(line)
    else {
      const side = label.side === 'unknown' ? context.side : label.side
      parts.push({ lines: [], context: { ...context, side, condition: joinConditions(context.condition, label.rest), caption: line.text } })
    }
  }
  return parts.filter((part) => part.lines.some((line) => line.text.trim() !== ''))
}

function labelOf(text: string, names: SideNames): { side: Context['side']; rest: string } | null {
  const line = text.trim()
  const comment = /^(?:#+|\/\/|>)\s+(.{1,60})$/.exec(line)?.[1]
  const words = comment ?? line
  if (!isLabel(words) || words.split(/\s+/).length > 6 || /\s{2,}|[|│]/.test(words) || namesBoth(words)) return null
  const label = sideOf(words, names)
  if (label.side === 'unknown')
    return comment === undefined || /[=$]|^\/?\w+\/|\.py\b/.test(words) ? null : { side: 'unknown', rest: words.replace(/:$/, '') }
  const whole = label.rest.split(/\s+/).filter((word) => word !== '').length <= 2
  return comment !== undefined || /[:：]$/.test(words) || (whole && words.split(/\s+/).length <= 3 && !/\d/.test(words)) ? label : null
}

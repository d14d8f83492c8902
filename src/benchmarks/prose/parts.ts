import type { Line } from '../document/lines.ts'
import { type Context, joinConditions } from './figure.ts'
import { isLabel, namesBoth, type SideNames, sideOf } from './side.ts'

/** A stretch of a block under one label. */
export interface Part {
  lines: Line[]
  context: Context
}

/** A block cut at its own label lines: `# This PR`, `OLD`, `Before:`. */
export function partsOf(lines: readonly Line[], context: Context, names: SideNames): Part[] {
  const parts: Part[] = [{ lines: [], context }]
  for (const line of lines) {
    const label = labelOf(line.text, names)
    if (label === null) parts.at(-1)?.lines.push(line)
    else {
      const side = label.side === 'unknown' ? context.side : label.side
      // A label inside stands beside the one above: "Decode" over "# main".
      const gloss = label.side === 'unknown' ? context.gloss : label.rest
      const condition = joinConditions(
        context.condition,
        label.side === 'unknown' ? label.rest : context.side === 'unknown' ? context.gloss : '',
      )
      parts.push({ lines: [], context: { side, gloss, open: side === 'unknown' ? context.open : null, condition, caption: line.text } })
    }
  }
  return parts.filter((part) => part.lines.some((line) => line.text.trim() !== ''))
}

/** The label that a line of a block is by itself; null for every other line. */
export function labelOf(text: string, names: SideNames): { side: Context['side']; rest: string } | null {
  const line = text.trim()
  // The command of `perf stat` may have "old" in it; its figures stand below this line.
  if (line.startsWith('Performance counter stats for')) return null
  const comment = /^(?:#+|\/\/|>)\s+(.{1,60})$/.exec(line)?.[1]
  // `====== Result ======   main`
  const framed = /^[=*]{3,}\s+\S.{0,60}\s[=*]{3,}/.test(line)
  const words = framed
    ? line
        .replace(/[=*]{3,}/g, ' ')
        .replace(/\s+/g, ' ')
        .trim()
    : (comment ?? line)
  const count = words.split(/\s+/).length
  if (!isLabel(words) || count > 8 || /\s{2,}|[|│]/.test(words) || namesBoth(words)) return null
  const label = sideOf(words, names)
  if (label.side === 'unknown')
    return comment === undefined || /[=$]|^\/?\w+\/|\.py\b/.test(words) ? null : { side: 'unknown', rest: words.replace(/:$/, '') }
  const bare = label.rest.split(/\s+/).filter((word) => word !== '').length <= 2 && count <= 3 && !/\d/.test(words)
  return framed || comment !== undefined || /[:：]$/.test(words) || bare ? label : null
}

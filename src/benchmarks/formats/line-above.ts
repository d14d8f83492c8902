import type { Line } from '../document/lines.ts'

/** The nearest line with words above the line at `index`: what may name a block of output. Fences and rules are passed over. */
export function lineAbove(lines: readonly Line[], index: number): Line | null {
  for (let at = index - 1; at >= 0; at--) {
    const line = lines[at]
    if (line !== undefined && /[\p{L}\p{N}]/u.test(line.text) && !/^\s*(?:```|~~~)/.test(line.text)) return line
  }
  return null
}

/** Digits that a number holds exactly, with their marks. */
const exact = 15

/**
 * The value of `1,234.5`, which is known to be written like that, where it stands in a text: a whole number and a power of
 * ten that are both exact, so that their quotient is rounded once, as `Number` does.
 */
export function groupedDigits(text: string, from: number, to: number): number {
  if (to - from > exact) return Number(text.slice(from, to).replaceAll(',', ''))
  let whole = 0
  let scale = 0
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === 46) scale = 1
    else if (code !== 44) {
      whole = whole * 10 + (code - 48)
      scale *= 10
    }
  }
  return scale === 0 ? whole : whole / scale
}

/** Room for text without a font at hand: widths are estimated on the generous side, so that nothing overlaps. */

const narrow = new Set("iljtfrI.,:;'|!()[]- \u00a0")
const wide = new Set('mwMW@%µ—')

/** Width of `text` set in a sans face of `size`, a little more than the usual system fonts need. */
export function textWidth(text: string, size: number): number {
  let em = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code >= 0x1100) em += 1
    else if (narrow.has(character)) em += 0.36
    else if (wide.has(character)) em += 0.9
    else if (character >= 'A' && character <= 'Z') em += 0.7
    else em += 0.58
  }
  return em * size
}

/** Width of `text` in a mono face: 0.6 em a character, 1 em where it is a full-width one. */
export function monoWidth(text: string, size: number): number {
  let em = 0
  for (const character of text) em += (character.codePointAt(0) ?? 0) >= 0x1100 ? 1 : 0.61
  return em * size
}

/**
 * `text` in lines no wider than `room`, at most `most` of them (the last then ends in "…"). Breaks at spaces; a word
 * that is too long breaks after / _ - . or, failing that, anywhere: benchmark names often have no spaces.
 */
export function wrap(text: string, room: number, size: number, most = 6): string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of pieces(text, (word) => textWidth(word, size) <= room)) {
    if (textWidth((line + piece).trimEnd(), size) <= room) line += piece
    else {
      if (line.trim() !== '') lines.push(line.trimEnd())
      line = ''
      for (const character of piece) {
        if (line !== '' && textWidth(line + character, size) > room) {
          lines.push(line)
          line = ''
        }
        line += character
      }
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), `${(lines[most - 1] ?? '').slice(0, -1)}…`]
}

/** Words with the space behind them; those that fit no line are cut behind every character at which a line may end. */
function pieces(text: string, fits: (word: string) => boolean): string[] {
  const words = text.trim().split(/(?<= )/)
  return words.flatMap((word) => (fits(word.trimEnd()) ? [word] : word.split(/(?<=[/_.,:-])/)))
}

/** Aligned columns for the terminal. */

/** Rows as lines, indented by two; columns as wide as their widest cell, those marked true aligned right. Empty columns vanish. */
export function grid(right: readonly boolean[], rows: readonly (readonly string[])[]): string[] {
  const widths = right.map((_, column) => rows.reduce((widest, row) => Math.max(widest, widthOf(row[column] ?? '')), 0))
  return rows.map((row) =>
    row
      .flatMap((cell, column) => {
        const width = widths[column] ?? 0
        const fill = ' '.repeat(Math.max(0, width - widthOf(cell)))
        return width === 0 ? [] : [right[column] === true ? fill + cell : cell + fill]
      })
      .join('  ')
      .trimEnd()
      .replace(/^/, '  '),
  )
}

/** Whether no line is wider than `room`. */
export function fits(lines: readonly string[], room: number): boolean {
  return lines.every((line) => widthOf(line) <= room)
}

/** A row whose columns do not fit: its cells one behind the other, on further lines where there is no room. */
export function foldRow(cells: readonly string[], room: number): string {
  const joined = cells.flatMap((cell, index) => (cell === '' || cell === '→' ? [] : [cells[index - 1] === '→' ? `→ ${cell}` : cell]))
  return folded('  ', joined, '  ', room)
}

/** A line in lines no wider than `room`, broken at its spaces; a word that is wider stays whole. */
export function foldLine(line: string, room: number): string {
  if (widthOf(line) <= room) return line
  const indent = /^ */.exec(line)?.[0] ?? ''
  return folded(indent, line.trimStart().split(/ (?=\S)/), ' ', room)
}

/** What does not fit stands on the next line, further in. A cell that is wider than a line is broken at its spaces. */
function folded(indent: string, cells: readonly string[], between: string, room: number): string {
  const lines: string[] = []
  let line = ''
  const add = (piece: string, before: string) => {
    const start = lines.length === 0 && line === '' ? indent : '    '
    if (line === '') line = start + piece
    else if (widthOf(line + before + piece) <= room) line += before + piece
    else {
      lines.push(line.trimEnd())
      line = `    ${piece}`
    }
  }
  for (const cell of cells) {
    const pieces = widthOf(cell) + 4 > room ? cell.trimEnd().split(' ') : [cell]
    for (const [index, piece] of pieces.entries()) add(piece, index === 0 ? between : ' ')
  }
  return [...lines, line].join('\n')
}

/** Characters on the screen: colours take none. */
function widthOf(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with the escape character
  return [...text.replaceAll(/\u001b\[[\d;]*m/g, '')].length
}

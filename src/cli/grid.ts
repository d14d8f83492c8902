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

/** Characters on the screen: colours take none. */
function widthOf(text: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with the escape character
  return [...text.replaceAll(/\u001b\[[\d;]*m/g, '')].length
}

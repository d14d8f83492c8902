/** Tables that a console prints with aligned columns (pytest-benchmark, llama-bench's text, asv). */

/** The cells of a line whose columns are two or more spaces (or tabs) apart. */
export function splitColumns(line: string): string[] {
  return line
    .trim()
    .split(/ {2,}|\t+/)
    .map((cell) => cell.trim())
}

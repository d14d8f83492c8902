/** What `verify` has to say about a place of an entry. */

/** wrong contradicts the ledger, unbacked is a number nobody's ledger knows, style is a suggestion. */
export type Grade = 'wrong' | 'unbacked' | 'style'

/** A figure that a person may vouch for, as it stands in the text. */
interface Figure {
  value: number
  /** As written; empty for a bare count. */
  unit: string
  /** The sentence it stands in. */
  what: string
  /** Value and its rounding in base units of the dimension. */
  base: number
  tolerance: number
  dimension: string
}

export interface Finding {
  grade: Grade
  /** A lower-case word or two: `direction`, `side`, `quotation`. */
  code: string
  /** `index.md`, `evidence.json` or a file beside them. */
  file: string
  /** From 1; 1 where the whole file is meant. */
  line: number
  /** What was found, what was expected, and the mend. */
  message: string
  /** Of unbacked figures: what `--vouch` writes into the front matter. */
  figure?: Figure
  /** Of style findings that `--fix` repairs: a replacement in the Markdown, by character offsets. */
  fix?: { start: number; end: number; text: string }
}

/** Orders findings by file and line, the grave ones first on a line. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const grades: readonly Grade[] = ['wrong', 'unbacked', 'style']
  return [...findings].sort(
    (a, b) =>
      (a.file === b.file ? 0 : a.file === 'index.md' ? -1 : b.file === 'index.md' ? 1 : a.file < b.file ? -1 : 1) ||
      a.line - b.line ||
      grades.indexOf(a.grade) - grades.indexOf(b.grade),
  )
}

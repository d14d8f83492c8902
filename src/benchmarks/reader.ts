/**
 * The one shape of a format. To add one, run `npm run new:format -- NAME` and fill in what it makes:
 *
 * 1. `formats/NAME.ts`, one exported Reader (one file a tool; a tool of very different forms may be a folder):
 *    - `detect` answers by structure, never by file name alone, and only for its own files: another reader that says
 *      yes to the same file is a fault that `test/benchmarks/formats.test.ts` finds.
 *    - `parse` goes through the document in its order and hands every figure to `found`:
 *      JSON: walk with `at`, `items`, `entries`, `records` of `document/node.ts`; `found.json(node, figure)`. Of many alike
 *      rows `found.member` or `found.members`, with what takes time to say as a function of the row.
 *      Text: loop over `document.lines`; `found.line(line, 'the words that begin with the number', figure)`.
 *      CSV: `readCsv` of `document/csv.ts`. Markdown tables of a tool: `readTables` of `document/pipe-table.ts`.
 *    - Values and units stay as written; nothing is converted, computed or guessed. `found` turns null into a
 *      problem and NaN into a flag, so that neither becomes 0.
 *    - `role`: what the run was given (sizes, request counts, iterations) is `workload`; rows over other rows (mean of
 *      all, `_mean`, geomean) are `aggregate`; deviations, bounds, 1/mean and percentages are `derived`.
 *      Only `result` is ever compared.
 *    - `better` is what the format says, else `betterOf(metric, unit)` of `direction.ts`, else `unknown`.
 *    - A row that failed or was skipped gives no figure but a flag. The codes are closed: `flag-codes.ts`.
 *    - Runs: one measurement a run (Go's `-count` rows), or one measurement with `values` (hyperfine's `times`).
 *      `sampleKind` says what `samples` counts; iterations and requests are never runs.
 * 2. A line in `formats.ts`.
 * 3. `test/fixtures/benchmarks/NAME/…`: small files of your own of each form the tool writes, and beside each the
 *    figures that it holds, one a line (`npm run new:format -- NAME --figures` writes them down; read every line).
 *
 * Small helpers: numbers in cells (`cells.ts`: `34.5 ± 8.8`, `521.27us`), names with units and statistics
 * (`labels.ts`: `Mean [ms]`, `p99`, `condition([['size', 10]])`), sides of a label (`prose/side.ts`, `label-above.ts`),
 * table columns (`document/columns.ts`).
 */
import type { Document } from './document/document.ts'
import type { Findings } from './findings.ts'

export interface Reader {
  /** Kebab-case, as in `--format` and the answer of `measure`. */
  readonly name: string
  /** As people call the tool. */
  readonly title: string
  /** Which files of the tool are read, in a sentence; for the README's table. */
  readonly docs: string
  /** The metrics that may carry a headline when the config names none: best first, at most four, none dependent on another. */
  readonly primary: readonly string[]
  /** Whether this is a file of the tool; cheap, and never throws. */
  readonly detect: (document: Document) => boolean
  /** Writes down what the file holds. Called only after `detect`, or when a person named the format. */
  readonly parse: (document: Document, found: Findings) => void
}

/**
 * What a case of `bench/` measures: one row of the table that `npm run bench` prints. A case is a file of this folder
 * that exports `run(): Promise<Figure[]>`; each runs in a process of its own. Limits are ratios taken within one run,
 * or bytes, so that they hold on a slow machine and on a busy one.
 */
export interface Figure {
  /** What is measured, as a row's label: "casewright --help against node -e 0". */
  name: string
  value: number
  /** `×` for a ratio, `MB`, `processes` …; empty for none. */
  unit: string
  limit: number
  /** Which side of the limit is right: `at-most` for costs, `at-least` for speeds. */
  bound: 'at-most' | 'at-least'
  /** What the value was worked out from: "median of 21 alternating runs, 88 ms and 35 ms". */
  detail: string
}

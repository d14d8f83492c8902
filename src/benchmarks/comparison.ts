/** What `compare` is given and what it answers: the public comparison (model.ts) and what ledger, words and charts need beside it. */
import type { Better, Comparison, Environment, Measurement, Unmatched } from '../model.ts'

export interface CompareInput {
  /** With their sides set. Only results are compared; workload figures feed the comparability gate. */
  measurements: readonly Measurement[]
  environments?: { baseline: Environment; candidate: Environment }
  /** Practical threshold as a fraction; default 0.02, and 0.05 when an environment names a shared runner. */
  threshold?: number
  /** Names of metrics declared primary (config), one to four; else the format's default. */
  primary?: readonly string[]
  /** Measurement id → name of the reader that found it. */
  formats?: ReadonlyMap<string, string>
  /** Whether the tests of the measured commit passed; default unknown. */
  tests?: 'passed' | 'failed' | 'unknown'
  /** Measurement id → the file it stands in. Without it all measurements count as standing in one file. */
  sources?: ReadonlyMap<string, string>
  /** How comparison ids begin (`c` gives c1, c2 …), so that several calls stay apart in one answer. */
  prefix?: string
}

/** One side of a comparison, in the unit of the comparison. */
export interface SideFigures {
  /** Independent runs; null where the tool does not say. */
  runs: number | null
  /** The median of the runs, the stated mean, or the one value there is. */
  centre: number
  /** How centre came about. */
  statistic: 'median of the runs' | 'as written'
  /** The order-statistic interval of the median from six runs on, the range of fewer runs, null for one value. */
  extent: { kind: 'interval' | 'range'; low: number; high: number } | null
  /** The lowest and the highest run; null for one value. */
  reach: { low: number; high: number } | null
  /** Run-to-run standard deviation divided by the mean; null below two runs. */
  variation: number | null
}

/** A code of TRUST §1 (W02) and its sentence. */
export interface CodedReason {
  code: string
  message: string
}

/** What the design of a measurement leaves open, with the warning it is in an entry, and how to mend it (empty for no way). */
export interface DesignNote extends CodedReason {
  advice: string
}

export interface Compared extends Comparison {
  /** The statistic both sides state (mean, p99, value …). */
  statistic: string
  better: Better
  /** Whether the comparison may have a headline and a verdict in words. */
  primary: boolean
  /** As written at the baseline; both sides' figures below are in it. */
  unit: string
  sides: { baseline: SideFigures; candidate: SideFigures } | null
  /** candidate − baseline, in `unit`; percentage points for percentages. */
  difference: number | null
  /** Their sentences are among the reasons too. */
  warnings: CodedReason[]
}

/** The geometric mean of one metric's ratios, or why there is none. */
export interface GeometricMean {
  metric: string
  statistic: string
  /** Ids of the comparisons. */
  of: string[]
  ratio: number | null
  refused: string | null
}

export interface CompareResult {
  comparisons: Compared[]
  unmatched: Unmatched[]
  threshold: number
  geometricMeans: GeometricMean[]
  /** What holds for the whole comparison: order of the sides, missing control. */
  notes: DesignNote[]
}

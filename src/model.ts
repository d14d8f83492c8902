/**
 * Every noun of casewright, a sentence each. What leaves the process (a ledger, the answer of `measure --json`) is
 * a zod schema, so that `schema/*.json` and the types have one source; what stays inside is an interface.
 */
import { z } from 'zod'

// ── Measurements ────────────────────────────────────────────────────────────────────────────────────────────────

/** Which end of the change a figure belongs to. A label decides it, never the position in a text. */
const sideSchema = z.enum(['baseline', 'candidate', 'unknown'])
export type Side = z.infer<typeof sideSchema>

/** Which way is good, per metric; `unknown` allows no word of praise or blame. */
const betterSchema = z.enum(['lower', 'higher', 'unknown'])
export type Better = z.infer<typeof betterSchema>

/** Where a figure stands in its file: a line (from 1) or a JSON pointer (RFC 6901), and the exact text. */
const locatorSchema = z.object({
  line: z.number().int().positive().optional(),
  pointer: z.string().optional(),
  text: z.string(),
})
export type Locator = z.infer<typeof locatorSchema>

/** How far samples lie apart, as the tool reports it, in the measurement's own unit unless `kind` says relative. */
const spreadSchema = z.object({
  kind: z.enum([
    'standard-deviation',
    'relative-standard-deviation',
    'standard-error',
    'interval',
    'range',
    'half-width',
    'relative-half-width',
  ]),
  /** The one number of a deviation or half width; a fraction (0.02 is 2 %) for the relative kinds. */
  value: z.number().optional(),
  low: z.number().optional(),
  high: z.number().optional(),
  /** Confidence level of an interval or half width, when the tool states one. */
  level: z.number().optional(),
})
export type Spread = z.infer<typeof spreadSchema>

const measurementSchema = z.object({
  id: z.string().describe('Unique in one answer or one ledger.'),
  benchmark: z.string().describe('The name of what was run, as written; empty where the tool has one workload only.'),
  metric: z.string().describe("What was measured, in the tool's spelling or the canonical one (ttft, sec/op, time)."),
  statistic: z.string().describe('mean, median, min, max, p99, value, count, ratio …'),
  value: z.number().describe('As written, thousands separators removed; never converted.'),
  unit: z.string().describe('As written (ms, ns/op, tok/s); empty for none.'),
  better: betterSchema,
  samples: z.number().int().nonnegative().nullable().describe('How many samples the value summarises, when known.'),
  sampleKind: z.enum(['trial', 'process', 'repetition', 'iteration', 'request', 'document']).nullable(),
  spread: spreadSchema.nullable(),
  side: sideSchema,
  condition: z.string().describe('What distinguishes this figure from its siblings: parameters, heading, dimensions; one string.'),
  role: z.enum(['result', 'workload', 'aggregate', 'derived']).describe('Only results are compared.'),
  locator: locatorSchema,
  /** The value of every run that this figure summarises (hyperfine's `times`, pytest-benchmark's `data`), in `unit`. */
  values: z.array(z.number()).optional(),
})
export type Measurement = z.infer<typeof measurementSchema>

/** A change that a text states without both figures ("~8 % less"); nothing is computed from it. */
const statedChangeSchema = z.object({ metric: z.string(), condition: z.string(), text: z.string() })
export type StatedChange = z.infer<typeof statedChangeSchema>

/** What an honest reader must say about a file or one of its figures; codes of BENCHMARK-FORMATS §10. */
const flagSchema = z.object({ code: z.string(), message: z.string(), locator: locatorSchema.nullable() })
export type Flag = z.infer<typeof flagSchema>

/** What could not be read, with the line and what was tried. */
const problemSchema = z.object({ line: z.number().int().nullable(), message: z.string() })
export type Problem = z.infer<typeof problemSchema>

/**
 * Machine, CPU, GPU, driver, OS, compiler, tool versions and commit of a run; keys are lower-case words
 * (`cpu`, `gpu`, `driver`, `os`, `runner`, `commit`, `go`, `python`, `model` …), values as written.
 */
export type Environment = Readonly<Record<string, string>>

/** What one file or text gave. */
export interface Reading {
  /** A reader's name, `markdown`, or null when nothing recognised it. */
  format: string | null
  measurements: Measurement[]
  statedChanges: StatedChange[]
  flags: Flag[]
  problems: Problem[]
  /** From the file itself; empty when it says nothing. */
  environment: Environment
  /** Lines of a text, both ends included, whose figures are not of this change; absent where there are none. */
  apart?: SetApart[]
}

/** A stretch of a text whose own words say that its figures are a sample or another change's. */
export interface SetApart {
  code: 'sample-output' | 'other-change'
  from: number
  to: number
}

/** What a reader gets: text, and ways to ask for what lies beside it. No I/O of its own. */
export interface ReaderInput {
  /** As given, with `/`; some formats need it (criterion, TensorBoard). */
  path: string
  text: string
  /** The text of a file in the same folder, or null. */
  siblings: (name: string) => string | null
  /** What a person says of files that no tool's reader knows; the first rule whose glob matches the path counts. */
  mapping?: readonly MappingRule[]
}

/** A column of a table: its header, or its number from 1; for JSON a key, or a way of keys with dots. */
export type ColumnName = string | number

/** How one table of a person's own making is read: docs/mapping.md. */
export interface MappingRule {
  /** Globs; one without a slash is held against the file's name. */
  files: readonly string[]
  /** The way to the list of rows in a JSON file. */
  rows: string | null
  /** The decimal mark of the file's numbers, where it does not show. */
  decimal: '.' | ',' | null
  /** Columns that name the benchmark. */
  name: readonly ColumnName[]
  /** Columns that set rows of one name apart. */
  condition: readonly ColumnName[]
  /** The column that says which side a row is of, and what it says there. */
  side: { column: ColumnName; baseline: readonly string[]; candidate: readonly string[] } | null
  /** Rows to read: a column and what it says there. */
  only: readonly { column: ColumnName; is: readonly string[] }[]
  /** What one row is, where several rows of one name are runs. */
  row: 'trial' | 'process' | 'repetition' | null
  values: readonly MappedValue[]
}

/** A column that holds figures. */
export interface MappedValue {
  column: ColumnName
  /** Words, or the column that holds them; null takes the header. */
  metric: string | { column: ColumnName } | null
  /** Words, or the column that holds them; null takes what the header ends with. */
  unit: string | { column: ColumnName } | null
  better: Better
  statistic: string
  role: Measurement['role']
  /** How many samples a value summarises: a number, or the column that says it; and what they are. */
  samples: number | { column: ColumnName } | null
  of: Measurement['sampleKind']
  /** The column with the standard deviation of these samples, in the same unit. */
  deviation: ColumnName | null
}

// ── Comparisons ─────────────────────────────────────────────────────────────────────────────────────────────────

export const comparisonSchema = z.object({
  id: z.string(),
  benchmark: z.string(),
  metric: z.string(),
  condition: z.string(),
  baseline: z.array(z.string()).describe('Ids of measurements, one a run (or one that holds all runs).'),
  candidate: z.array(z.string()),
  ratio: z.number().nullable().describe('candidate / baseline, in one unit; null where the baseline is 0 or the sides are not comparable.'),
  interval: z.tuple([z.number(), z.number()]).nullable().describe('Of the ratio, at `level`.'),
  level: z.literal(0.95),
  tier: z
    .enum(['A', 'B', 'C', 'D', 'E', 'X'])
    .describe('A ≥ 6 runs a side, B 4–5, C 2–3, D one run with samples inside, E one value, X exact counts.'),
  verdict: z.enum(['improved', 'regressed', 'no-material-change', 'inconclusive', 'none', 'not-comparable']),
  p: z.number().nullable().describe('Two-sided; Holm-adjusted over the primary metrics where this is one of them.'),
  method: z.string().describe('In words: what the ratio, the interval and p are.'),
  reasons: z.array(z.string()).describe('Why the verdict is what it is, a sentence each.'),
})
export type Comparison = z.infer<typeof comparisonSchema>

/** A measurement that found no partner, and why. */
const unmatchedSchema = z.object({ id: z.string(), why: z.string() })
export type Unmatched = z.infer<typeof unmatchedSchema>

/** A scaling law fitted to the training runs of one file, or why there is none: points of one state, never a before and after. */
const fitSchema = z.object({
  file: z.string(),
  of: z.array(z.string()).describe('Ids of the losses that were fitted, one a run.'),
  law: z.string().describe('L = E + A/N^α + B/D^β, or L = E + A/C^α; N parameters, D tokens, C FLOP.'),
  parameters: z
    .array(z.object({ name: z.enum(['E', 'A', 'α', 'B', 'β']), value: z.number(), interval: z.tuple([z.number(), z.number()]) }))
    .describe('With their intervals at `level`; none where the fit is refused.'),
  level: z.literal(0.95),
  resamples: z.number().int().describe('How many draws of the runs the intervals rest on.'),
  residuals: z.array(z.number()).describe('ln(loss) − ln(fitted loss) of each run in `of`.'),
  range: z
    .array(z.object({ size: z.enum(['N', 'D', 'C']), low: z.number(), high: z.number() }))
    .describe('The sizes that were trained; beyond them the law is an extrapolation.'),
  refused: z.string().nullable().describe('Why there is no law.'),
  method: z.string(),
  notes: z.array(z.string()).describe('What else a reader has to know, a sentence each.'),
})
export type Fit = z.infer<typeof fitSchema>

/** The answer of `casewright measure --json`. */
export const measureSchema = z.object({
  schemaVersion: z.literal(1),
  files: z.array(
    z.object({
      file: z.string(),
      format: z.string().nullable(),
      measurements: z.array(measurementSchema),
      statedChanges: z.array(statedChangeSchema),
      flags: z.array(flagSchema),
      problems: z.array(problemSchema),
    }),
  ),
  comparisons: z.array(comparisonSchema),
  unmatched: z.array(unmatchedSchema),
  fits: z.array(fitSchema).optional().describe('One for each file of scaling-law points; absent without any.'),
})
export type MeasureAnswer = z.infer<typeof measureSchema>

// ── Evidence ────────────────────────────────────────────────────────────────────────────────────────────────────

/** How sure one can be where a source comes from (TRUST §1). */
const levelSchema = z.enum(['attested', 'recorded', 'stated', 'vouched'])
export type Level = z.infer<typeof levelSchema>

/** One piece of evidence: where it is, what its bytes hash to, and its level. */
const sourceSchema = z.object({
  id: z.string().describe('e1, e2 … in the order in which the entry cites them.'),
  kind: z.enum([
    'description',
    'issue',
    'review',
    'commit',
    'diff',
    'code',
    'benchmark',
    'environment',
    'readme',
    'licence',
    'checks',
    'vouched',
  ]),
  title: z.string().describe('How the receipts name it: "Description of the pull request", "Code at cca4d3a".'),
  url: z.string().nullable().describe('A permalink at a commit, or null where there is none (a local file, no remote).'),
  path: z.string().nullable(),
  lines: z.tuple([z.number().int(), z.number().int()]).nullable(),
  commit: z.string().nullable(),
  sha256: z.string().describe('Of the bytes that were read; of a withheld source the salted commitment.'),
  withheld: z
    .literal(true)
    .optional()
    .describe('Nobody outside may see it: kind and level are all that is said, and where its owner allows it the address.'),
  level: levelSchema,
  by: z.string().nullable().describe('Who said or vouches for it.'),
  data: z.string().nullable().describe('The copy kept beside the entry (data/old.txt), if any.'),
  text: z.string().nullable().describe('What was said, for quotations; null for files and code.'),
})
export type Source = z.infer<typeof sourceSchema>

/** What could not be read or was left out, and why. */
const omissionSchema = z.object({
  what: z.string(),
  why: z.string(),
  code: z.literal('W07').optional().describe('The warning it gives beside itself: evidence that expired or will.'),
})
export type Omission = z.infer<typeof omissionSchema>

/** Where the work happened. */
export interface Repository {
  /** `owner/name` where a remote says so, else the folder's name. */
  name: string
  /** GitHub's number of it, which stays through renames; absent where no API was asked. */
  id?: number
  /** The web address, https, without `.git`; null without a remote. */
  url: string | null
  /** SPDX identifier, or null when none was recognised. */
  licence: string | null
  /** The first sentence of the README, as plain text. */
  introduction: string | null
}

/** What a study is about. */
export interface Subject {
  kind: 'pull-request' | 'release' | 'range'
  title: string
  number: number | null
  /** Of a release, which has no number that people know. */
  tag?: string
  url: string | null
  repository: Repository
  /** Full commit ids. */
  base: string
  head: string
  merge: string | null
  /** How it was merged; absent where it was not, or where nobody can tell. */
  mergedAs?: 'merge' | 'squash' | 'rebase'
  /** Of the merge, publication or (local) HEAD commit: `YYYY-MM-DD`. */
  date: string
  author: string | null
  labels: readonly string[]
}

export interface Commit {
  sha: string
  subject: string
  body: string
  author: string
  /** `YYYY-MM-DD`, as the committer's own zone has it. */
  date: string
  /** Files it touched; empty where that was not read. */
  paths: readonly string[]
}

/** One hunk of a diff: lines at the head, and the symbol git names in its header. */
export interface Hunk {
  start: number
  lines: number
  symbol: string | null
}

/** One changed file between base and head. */
export interface FileChange {
  path: string
  /** Before a rename or copy. */
  oldPath: string | null
  status: 'added' | 'modified' | 'deleted' | 'renamed' | 'copied' | 'type-changed'
  /** Lines; null for binary files. */
  added: number | null
  removed: number | null
  hunks: readonly Hunk[]
  /** By its extension: "Go", "Python"; null when unknown or binary. */
  language: string | null
  /** Whether the path is a test's. */
  test: boolean
  /** Names of test functions in added lines that stand in no removed line, and the reverse. */
  testsAdded: readonly string[]
  testsRemoved: readonly string[]
}

/** What a person wrote: a description, an issue, a message of a review thread. Rebuilt by `policy/untrusted` first. */
export interface Message {
  /** `author` is the author of the subject. */
  by: 'author' | 'reviewer' | 'other'
  name: string | null
  /** Markdown. */
  text: string
}

/** A discussion: an issue and a comment on the pull request have one message, a review thread several. */
export interface Thread {
  kind: 'issue' | 'review' | 'comment'
  number: number | null
  url: string | null
  title: string | null
  /** Where in the diff, for a review. */
  path: string | null
  line: number | null
  /** Whether somebody closed a review thread as settled; absent where the source does not tell. */
  isResolved?: boolean
  /** The number of our own question that it answers: a comment on the draft pull request. */
  answers?: number
  messages: readonly Message[]
}

/** One benchmark file that was read, on one side or holding both (`unknown`). */
export interface BenchmarkFile {
  path: string
  side: Side
  /** The side's commit for a tracked file. */
  commit: string | null
  url: string | null
  bytes: Uint8Array
  level: Level
  by: string | null
  /**
   * What weakens a file: a fork's run or another event than the trusted ones; a tree that is not the merged one; sides
   * that were measured apart, each when its commit or release was new.
   */
  doubts?: readonly ('untrusted-run' | 'other-tree' | 'measured-apart')[]
}

/** Everything gathered about a subject; the input of the pure middle. */
export interface Evidence {
  subject: Subject
  commits: readonly Commit[]
  /** Of a release: its pull requests, each as one commit with its title and description. */
  merged?: readonly (Commit & { number: number; url: string })[]
  changes: readonly FileChange[]
  /** The description of the pull request, or null. */
  description: string | null
  threads: readonly Thread[]
  benchmarks: readonly BenchmarkFile[]
  /** From `environment.json`, by side; a file's own words win. */
  environments: readonly { side: Side; path: string; environment: Environment }[]
  /** Whether the measured commit's tests passed, and who says so. */
  tests: 'passed' | 'failed' | 'unknown'
  omissions: readonly Omission[]
}

// ── The ledger ──────────────────────────────────────────────────────────────────────────────────────────────────

/** A statement of the entry that rests on measurements, comparisons or sources. */
const claimSchema = z.object({
  id: z.string().describe('Reads as what it is: k1.before, k1.change, count.files.'),
  kind: z.enum(['value', 'difference', 'percent', 'times', 'interval', 'runs', 'count', 'sum', 'stated', 'date']),
  subject: z.string().describe('The words for what it is about, as the entry writes them: "Get, 8 goroutines".'),
  side: sideSchema.nullable(),
  value: z.union([z.number(), z.tuple([z.number(), z.number()]), z.string()]).describe('A number, [low, high] of an interval, or a date.'),
  unit: z.string().describe("Of `value`; '%' for a percentage, '×' for a factor, empty for a count."),
  direction: z.enum(['less', 'more', 'same']).nullable().describe('Of the candidate against the baseline, in the quantity itself.'),
  better: betterSchema.nullable(),
  derivation: z
    .object({
      operation: z.enum(['as-written', 'median', 'mean', 'sum', 'difference', 'ratio', 'percent-change', 'interval', 'count', 'convert']),
      of: z.array(z.string()).describe('Ids of measurements, comparisons, claims or sources.'),
    })
    .describe('So that a checker recomputes it.'),
  comparison: z.string().nullable(),
  sources: z.array(z.string()),
  warnings: z.array(z.string()),
  renderings: z
    .array(
      z.object({
        text: z.string(),
        block: z.string().describe('title, description, lead, or the slug of the heading.'),
        row: z.string().nullable().describe("A table row's label."),
      }),
    )
    .describe('Every spelling of the claim in the entry, and where it stands.'),
})
export type Claim = z.infer<typeof claimSchema>

/** A warning the entry carries (TRUST §1, W01 …): a code, the sentence, and what it is about. */
const warningSchema = z.object({
  code: z.string().regex(/^W\d\d$/),
  message: z.string(),
  about: z.array(z.string()).describe('Ids of comparisons, measurements or sources; empty for the whole entry.'),
  said: z.boolean().describe('Whether "What this does not show" says it.'),
})
export type Warning = z.infer<typeof warningSchema>

/** Sources, measurements, comparisons, claims and omissions of an entry: `evidence.json` beside it. */
export const ledgerSchema = z.object({
  schemaVersion: z.literal(1),
  generator: z.string().describe('casewright and its version.'),
  subject: z.object({
    kind: z.enum(['pull-request', 'release', 'range']),
    repository: z.string(),
    number: z.number().int().nullable(),
    tag: z.string().optional().describe('Of a release.'),
    url: z.string().nullable(),
    base: z.string(),
    head: z.string(),
    merge: z.string().nullable(),
  }),
  sources: z.array(sourceSchema),
  measurements: z.array(
    measurementSchema.extend({
      source: z.string(),
      file: z.string().nullable().describe('The file within the source, as it was named; null for a text.'),
    }),
  ),
  comparisons: z.array(
    comparisonSchema.extend({
      label: z.string().describe('The words for it in the entry: "Get, 8 goroutines".'),
      primary: z.boolean(),
      shown: z.boolean(),
      better: betterSchema,
      statistic: z.string(),
      unit: z.string().describe('As written at the baseline.'),
    }),
  ),
  claims: z.array(claimSchema),
  terms: z.array(z.string()).describe('Names that bear digits and are not figures: A100, Python 3.12.'),
  quotations: z.array(z.object({ text: z.string(), source: z.string(), block: z.string() })),
  citations: z
    .array(z.object({ text: z.string(), source: z.string(), block: z.string() }))
    .optional()
    .describe('Links to sources: their words, where they lead, the block they stand in; so that a link moved to another source shows.'),
  warnings: z.array(warningSchema),
  omissions: z.array(omissionSchema),
  unmatched: z.array(unmatchedSchema),
  environments: z.array(z.object({ side: sideSchema, environment: z.record(z.string(), z.string()) })),
  threshold: z.number().describe('The practical threshold of every verdict, as a fraction: 0.02 or, on shared runners, 0.05.'),
  files: z.array(z.object({ path: z.string(), sha256: z.string() })).describe('Charts and data beside the entry.'),
})
export type Ledger = z.infer<typeof ledgerSchema>
export type LedgerMeasurement = Ledger['measurements'][number]
export type LedgerComparison = Ledger['comparisons'][number]

const signerSchema = z.object({
  how: z.enum(['review', 'comment', 'local']).describe('An approving review; a comment or a local command count as self-signed.'),
  by: z.object({ name: z.string(), login: z.string().nullable(), id: z.number().int().nullable() }),
  statement: z.string().describe('What the person says, word for word.'),
  measured: z.boolean().describe('Whether the person repeated the measurement.'),
  review: z.number().int().nullable().describe('Id of the review.'),
  comment: z.number().int().optional().describe('Id of the comment.'),
  head: z.string().nullable().describe('Commit that was approved.'),
  time: z.string().describe('ISO 8601, UTC.'),
})

/** A person's signature under an entry: `sign-off.json` beside it, outside its digest (TRUST §2). */
export const signOffSchema = signerSchema.extend({
  schemaVersion: z.literal(1),
  digest: z.string().describe('sha256 over index.md, evidence.json, charts and data, each as it was signed.'),
  wrote: z.array(z.string()).describe('Who wrote: the authors of the page.'),
  measuredBy: z.array(z.string()).describe('Who measured, as far as the ledger knows.'),
  also: z.array(signerSchema).optional().describe('Who signed the same bytes after the first, where a showcase asks for several.'),
})
export type SignOff = z.infer<typeof signOffSchema>

// ── Words and entry ─────────────────────────────────────────────────────────────────────────────────────────────

/**
 * A piece of a sentence. Writers return these and never a digit: `claim` names a claim of the ledger and `as` how to
 * say it; code renders digits, units, signs and links. `quote` is set in quotation marks; `words` are somebody's words
 * turned into a sentence of ours (a title, a commit's subject), whose numbers become stated claims.
 */
export type Inline =
  | string
  | { claim: string; as?: Rendering }
  | { term: string }
  | { code: string }
  | { quote: string; source: string }
  | { words: string; source: string }
  | { cite: string; children: Inline[] }
  | { strong: Inline[] }
  | { emphasis: Inline[] }

/** How a claim is said: with few digits (`rough`), as in a table (`exact`), with its direction and noun (`words`: 66 % less time), with its direction (`short`: 66 % less), or bare. */
export type Rendering = 'rough' | 'exact' | 'words' | 'short' | 'number'

/** A block of an entry. */
export type Block =
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'list'; ordered?: true; items: Inline[][] }
  | { type: 'quotation'; text: string; source: string }
  | { type: 'table'; align: ('left' | 'right')[]; head: Inline[][]; rows: Inline[][][] }
  | { type: 'code'; language: string; value: string }
  | { type: 'chart'; file: string; alternative: Inline[] }
  | { type: 'heading'; text: string; source: string }

/** One of the eight parts, present only where evidence carries it. */
export interface Section {
  /** lead has no heading. */
  part: 'lead' | 'figures' | 'problem' | 'change' | 'behaviour' | 'costs' | 'limits' | 'repeat' | 'questions' | 'receipts'
  heading: string | null
  blocks: Block[]
}

/** The words of an entry, before digits are put in. */
export interface Narrative {
  title: Inline[]
  description: Inline[]
  topics: string[]
  sections: Section[]
  /** Parts and facts that evidence did not carry, in words. */
  missing: string[]
}

/** A file of an entry: path relative to the entry's folder. */
export interface EntryFile {
  path: string
  content: string | Uint8Array
}

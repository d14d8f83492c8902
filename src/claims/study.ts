/** Evidence, read and compared: what an entry is about and rests on, before any word is written. Pure. */
import type { Compared } from '../benchmarks/comparison.ts'
import type {
  BenchmarkFile,
  Claim,
  Environment,
  Evidence,
  LedgerMeasurement,
  Omission,
  Source,
  StatedChange,
  Unmatched,
  Warning,
} from '../model.ts'
import { type Compares, compareAll } from './compare-all.ts'
import { countClaims } from './count-claims.ts'
import { type GatherInput, gather } from './gather.ts'
import { labelRows } from './labels.ts'
import { claimsOf } from './row-claims.ts'
import { type Row, rowOf } from './rows.ts'
import type { SaidFlag } from './said-flags.ts'
import { select } from './select.ts'
import { collectSources, MEASUREMENTS } from './sources.ts'
import { uncomparedOf } from './uncompared.ts'
import { warningsOf } from './warnings.ts'

/** `evidence` with its texts rebuilt (policy/untrusted). */
export interface StudyInput extends GatherInput {
  primary: readonly string[]
  /** Why the change was made, in the author's words: decides which figure leads. */
  reason: string
  /** Whether the entry will show commands that repeat the measurement. */
  repeatable: boolean
  /** Files that must not lie beside the entry: their text holds a secret or a private path. */
  isPrivate: (file: BenchmarkFile) => boolean
}

export interface Study {
  kind: 'measured' | 'decision'
  evidence: Evidence
  measurements: LedgerMeasurement[]
  comparisons: Compared[]
  /** What the entry shows, the headline first. */
  rows: Row[]
  headline: Row | null
  claims: Map<string, Claim>
  sources: Map<string, Source>
  warnings: Warning[]
  /** What the texts say of their own figures. */
  said: readonly SaidFlag[]
  omissions: Omission[]
  unmatched: Unmatched[]
  /** Why what was measured stands in no row, in sentences; empty where rows stand, and where nothing was measured. */
  uncompared: string[]
  /** Changes the description states without both figures. */
  statedChanges: StatedChange[]
  environments: { baseline: Environment; candidate: Environment }
  threshold: number
  /** Files and description agree on so many comparisons; null where there is nothing to hold against each other. */
  agreement: { same: number; of: number } | null
}

/** Rows of the files where they have any, else of the texts, each figure once; a figure only a text has stays in the ledger. */
function rowsOf(
  compared: Compares,
  measurements: readonly LedgerMeasurement[],
  sources: ReadonlyMap<string, Source>,
  omissions: Omission[],
): Row[] {
  const byId = new Map([...measurements, ...compared.sums].map((m) => [m.id, m]))
  const levels = new Map([...sources.values()].map((source) => [source.id, source.level]))
  const rows = compared.comparisons.flatMap((k) => {
    const row = rowOf(k, byId, levels)
    return row === null ? [] : [{ ...row, parts: compared.parts.get(k.id) ?? null }]
  })
  const isText = (row: Row) => row.sources.some((source) => sources.get(source)?.kind !== 'benchmark')
  const recorded = rows.filter((row) => !isText(row))
  const stated = rows.filter(isText)
  const key = ({ comparison: k }: Row) => JSON.stringify([k.benchmark, k.metric, k.statistic, k.condition])
  if (recorded.length === 0) return stated.filter((row, i) => stated.findIndex((other) => key(other) === key(row)) === i)
  if (stated.length > 0) omissions.push({ what: 'Figures of the discussion', why: 'the table is computed from the files' })
  return recorded
}

/** The figures beside an entry are those of its rows: what has none there is not said to. */
function withoutEmptyCopies(sources: ReadonlyMap<string, Source>, rows: readonly Row[]): Map<string, Source> {
  const used = new Set(rows.flatMap((row) => row.sources))
  return new Map(
    [...sources].map(([id, source]) => [id, source.data === MEASUREMENTS && !used.has(id) ? { ...source, data: null } : source]),
  )
}

/** Reads evidence into a study. */
export function study(input: StudyInput): Study {
  const { evidence } = input
  const gathered = gather(input)
  const sources = collectSources(evidence, input.isPrivate)
  const compared = compareAll(input, gathered)
  const omissions: Omission[] = [...evidence.omissions, ...gathered.omissions]
  const all = rowsOf(compared, gathered.measurements, sources, omissions)
  const allLabels = labelRows(all)
  const selection = select(
    all.map((row, i) => ({ ...row, ...allLabels[i] })),
    evidence.subject.title,
    input.reason,
  )
  const labels = labelRows(selection.shown)
  const rows = selection.shown.map((row, i) => ({ ...row, ...labels[i] }))
  const claims = [...rows.flatMap(claimsOf), ...countClaims(evidence)]
  const formats = [...new Set(rows.flatMap((row) => row.comparison.candidate.flatMap((id) => gathered.formats.get(id) ?? [])))]
  const differing = compared.agreement?.differing ?? []
  const warnings = warningsOf(
    {
      evidence,
      rows,
      flags: gathered.flags,
      said: gathered.said,
      design: compared.design,
      environments: gathered.environments,
      repeatable: input.repeatable,
      disagreements: differing.length === 0 ? [] : [`The description's figures differ from the files': ${differing.join('; ')}.`],
    },
    formats,
  )
  return {
    kind: rows.length > 0 ? 'measured' : 'decision',
    evidence,
    measurements: [...gathered.measurements, ...compared.sums],
    comparisons: compared.comparisons,
    rows,
    headline: rows[0] ?? null,
    claims: new Map(claims.map((claim) => [claim.id, claim])),
    sources: withoutEmptyCopies(sources, rows),
    warnings,
    said: gathered.said,
    omissions: [...omissions, ...selection.omissions],
    unmatched: compared.unmatched,
    uncompared: rows.length > 0 ? [] : uncomparedOf({ ...input, ...compared, measurements: gathered.measurements }),
    statedChanges: input.stated.filter(({ source }) => source === 'description').flatMap(({ reading }) => reading.statedChanges),
    environments: gathered.environments,
    threshold: compared.threshold,
    agreement: compared.agreement === null || compared.agreement.of === 0 ? null : compared.agreement,
  }
}

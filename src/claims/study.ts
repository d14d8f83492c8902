/** Evidence, read and compared: what an entry is about and rests on, before any word is written. Pure. */
import { compare } from '../benchmarks/compare.ts'
import type { Compared } from '../benchmarks/comparison.ts'
import type {
  BenchmarkFile,
  Claim,
  Environment,
  Evidence,
  Flag,
  LedgerMeasurement,
  Omission,
  Reading,
  Source,
  StatedChange,
  Unmatched,
  Warning,
} from '../model.ts'
import { countClaims } from './count-claims.ts'
import { labelRows } from './labels.ts'
import { mergedParts } from './merged-parts.ts'
import { claimsOf } from './row-claims.ts'
import { type Row, rowOf } from './rows.ts'
import { select } from './select.ts'
import { benchmarkSourceId, collectSources } from './sources.ts'
import { warningsOf } from './warnings.ts'

export interface StudyInput {
  /** Its texts rebuilt (policy/untrusted). */
  evidence: Evidence
  /** What each benchmark file gave, in the order of `evidence.benchmarks`. */
  readings: readonly Reading[]
  /** What the description gave; null without one. */
  stated: Reading | null
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
  omissions: Omission[]
  unmatched: Unmatched[]
  statedChanges: StatedChange[]
  environments: { baseline: Environment; candidate: Environment }
  threshold: number
  /** Files and description agree on so many comparisons; null where there is nothing to hold against each other. */
  agreement: { same: number; of: number } | null
}

interface Gathered {
  measurements: LedgerMeasurement[]
  formats: Map<string, string>
  flags: Flag[]
  environments: { baseline: Environment; candidate: Environment }
}

/** All readings under ids unique in the ledger; a file's side rules over what its text says. */
function gather(input: StudyInput): Gathered {
  const { evidence, readings, stated } = input
  const given = (side: 'baseline' | 'candidate'): Environment =>
    Object.assign({}, ...evidence.environments.filter((e) => e.side === side || e.side === 'unknown').map((e) => e.environment))
  const gathered: Gathered = {
    measurements: [],
    formats: new Map(),
    flags: [],
    environments: { baseline: given('baseline'), candidate: given('candidate') },
  }
  const add = (reading: Reading, source: string, file: string | null, side: BenchmarkFile['side']) => {
    gathered.flags.push(...reading.flags)
    for (const measurement of reading.measurements) {
      const id = `m${gathered.measurements.length + 1}`
      gathered.measurements.push({ ...measurement, id, source, file, side: side === 'unknown' ? measurement.side : side })
      if (reading.format !== null) gathered.formats.set(id, reading.format)
    }
    for (const which of ['baseline', 'candidate'] as const) {
      if (side === which || side === 'unknown') gathered.environments[which] = { ...gathered.environments[which], ...reading.environment }
    }
  }
  evidence.benchmarks.forEach((file, i) => {
    const reading = readings[i]
    if (reading !== undefined) add(reading, benchmarkSourceId(file), file.path, file.side)
  })
  if (stated !== null) add(stated, 'description', null, 'unknown')
  return gathered
}

/** How far the text's own figures agree with what the files give, to the digits the text shows. */
function holdAgainst(files: readonly Compared[], text: readonly Compared[]): { same: number; of: number; differing: string[] } {
  const key = (k: Compared) => JSON.stringify([k.benchmark.replace(/^Benchmark/, ''), k.metric])
  const byKey = new Map(files.map((k) => [key(k), k]))
  const pairs = text.flatMap((stated) => {
    const computed = byKey.get(key(stated))
    return computed === undefined || computed.ratio === null || stated.ratio === null ? [] : [{ stated, computed }]
  })
  const differing = pairs.filter(({ stated, computed }) => Math.abs(Math.log((stated.ratio ?? 1) / (computed.ratio ?? 1))) > 0.01)
  return {
    same: pairs.length - differing.length,
    of: pairs.length,
    differing: differing.map(({ stated }) => `${stated.benchmark} ${stated.metric}`.trim()),
  }
}

interface Compares {
  comparisons: Compared[]
  parts: Map<string, LedgerMeasurement[]>
  sums: LedgerMeasurement[]
  unmatched: Unmatched[]
  threshold: number
  agreement: ReturnType<typeof holdAgainst> | null
}

/** Files and description are compared apart: a baseline of one never meets a candidate of the other. */
function compareAll(input: StudyInput, gathered: Gathered): Compares {
  const { measurements, formats, environments } = gathered
  const shared = { environments, primary: input.primary, formats, tests: input.evidence.tests }
  const options = input.primary.length > 0 ? shared : { environments, formats, tests: input.evidence.tests }
  const sources = new Map(measurements.map((m) => [m.id, m.file ?? m.source]))
  const ofFiles = measurements.filter((m) => m.source !== 'description')
  const ofText = measurements.filter((m) => m.source === 'description')
  const files = compare({ ...options, measurements: ofFiles, sources, prefix: 'k' })
  const text = compare({ ...options, measurements: ofText, sources, prefix: 's' })
  const alone = new Set(text.unmatched.map((u) => u.id))
  const merged = mergedParts(
    ofText.filter((m) => alone.has(m.id)),
    input.evidence.subject.title,
  )
  const sums = compare({ ...options, measurements: merged.flatMap(({ sum, whole }) => [sum, whole]), sources, prefix: 'sum' })
  const inSum = new Set(merged.flatMap(({ parts, whole }) => [...parts, whole].map((m) => m.id)))
  const parts = new Map(
    sums.comparisons.flatMap((k) => merged.filter(({ sum }) => k.baseline.includes(sum.id)).map((m) => [k.id, m.parts] as const)),
  )
  return {
    comparisons: [...files.comparisons, ...sums.comparisons, ...text.comparisons],
    parts,
    sums: merged.map(({ sum }) => ({ ...sum, role: 'derived' })),
    unmatched: [...files.unmatched, ...text.unmatched.filter((u) => !inSum.has(u.id))],
    threshold: files.comparisons.length > 0 ? files.threshold : text.threshold,
    agreement: files.comparisons.length > 0 && text.comparisons.length > 0 ? holdAgainst(files.comparisons, text.comparisons) : null,
  }
}

/** Rows of the files where they have any, else of the description; a figure only the text has stays in the ledger. */
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
  const recorded = rows.filter((row) => !row.sources.includes('description'))
  const stated = rows.filter((row) => row.sources.includes('description'))
  if (recorded.length === 0) return stated
  if (stated.length > 0) omissions.push({ what: 'Figures of the description', why: 'the table is computed from the files' })
  return recorded
}

/** Reads evidence into a study. */
export function study(input: StudyInput): Study {
  const { evidence } = input
  const gathered = gather(input)
  const sources = collectSources(evidence, input.isPrivate)
  const compared = compareAll(input, gathered)
  const omissions: Omission[] = [...evidence.omissions]
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
    sources,
    warnings,
    omissions: [...omissions, ...selection.omissions],
    unmatched: compared.unmatched,
    statedChanges: [...input.readings, ...(input.stated === null ? [] : [input.stated])].flatMap((reading) => reading.statedChanges),
    environments: gathered.environments,
    threshold: compared.threshold,
    agreement: compared.agreement === null || compared.agreement.of === 0 ? null : compared.agreement,
  }
}

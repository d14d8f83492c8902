/** Files and description, each compared by itself, and how far they agree. */
import { compare } from '../benchmarks/compare.ts'
import type { Compared, CompareResult } from '../benchmarks/comparison.ts'
import type { Evidence, LedgerMeasurement, Unmatched } from '../model.ts'
import type { Gathered } from './gather.ts'
import { mergedParts } from './merged-parts.ts'

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

export interface Compares {
  comparisons: Compared[]
  parts: Map<string, LedgerMeasurement[]>
  sums: LedgerMeasurement[]
  unmatched: Unmatched[]
  threshold: number
  /** Of the files' comparison. */
  design: CompareResult['notes']
  agreement: ReturnType<typeof holdAgainst> | null
}

/** Files and each text are compared apart: a baseline of one never meets a candidate of another. */
export function compareAll({ evidence, primary }: { evidence: Evidence; primary: readonly string[] }, gathered: Gathered): Compares {
  const { measurements, formats, environments } = gathered
  const sources = new Map(measurements.map((m) => [m.id, m.file ?? m.source]))
  const shared = { environments, formats, tests: evidence.tests, sources }
  const options = primary.length > 0 ? { ...shared, primary } : shared
  const ofFiles = measurements.filter((m) => m.file !== null)
  const ofTexts = measurements.filter((m) => m.file === null)
  const files = compare({ ...options, measurements: ofFiles, prefix: 'k' })
  const texts = [...Map.groupBy(ofTexts, (m) => m.source).values()].map((own, i) =>
    compare({ ...options, measurements: own, prefix: i === 0 ? 's' : `s${i + 1}-` }),
  )
  const stated = texts.flatMap((text) => text.comparisons)
  const alone = new Set(texts.flatMap((text) => text.unmatched.map((u) => u.id)))
  const merged = mergedParts(
    ofTexts.filter((m) => alone.has(m.id)),
    evidence.subject.title,
  )
  const sums = compare({ ...options, measurements: merged.flatMap(({ sum, whole }) => [sum, whole]), prefix: 'sum' })
  const inSum = new Set(merged.flatMap(({ parts, whole }) => [...parts, whole].map((m) => m.id)))
  const parts = new Map(
    sums.comparisons.flatMap((k) => merged.filter(({ sum }) => k.baseline.includes(sum.id)).map((m) => [k.id, m.parts] as const)),
  )
  return {
    comparisons: [...files.comparisons, ...sums.comparisons, ...stated],
    parts,
    sums: merged.map(({ sum }) => ({ ...sum, role: 'derived' })),
    unmatched: [...files.unmatched, ...texts.flatMap((text) => text.unmatched).filter((u) => !inSum.has(u.id))],
    threshold: files.comparisons.length > 0 ? files.threshold : (texts[0]?.threshold ?? files.threshold),
    design: files.notes,
    agreement: files.comparisons.length > 0 && stated.length > 0 ? holdAgainst(files.comparisons, stated) : null,
  }
}

/** All readings of the evidence under ids unique in the ledger, with their formats, flags and environments. */

import { sideEnvironment } from '../benchmarks/environments.ts'
import { withChanges } from '../benchmarks/found-figure.ts'
import { givenSide } from '../benchmarks/given-side.ts'
import type { BenchmarkFile, Environment, Evidence, Flag, LedgerMeasurement, Reading } from '../model.ts'
import { benchmarkSourceId } from './sources.ts'

export interface GatherInput {
  evidence: Evidence
  /** In the order of `evidence.benchmarks`. */
  readings: readonly Reading[]
  /** What each text gave, by the provisional name of its source: the description, the author's comments. */
  stated: readonly { source: string; reading: Reading }[]
}

export interface Gathered {
  measurements: LedgerMeasurement[]
  formats: Map<string, string>
  flags: Flag[]
  environments: { baseline: Environment; candidate: Environment }
}

/** A side's environment: what the files say wins over what was given; files that disagree keep both words. */
function environmentsOf(evidence: Evidence, said: Record<'baseline' | 'candidate', Environment[]>): Gathered['environments'] {
  const of = (side: 'baseline' | 'candidate'): Environment => {
    const given = evidence.environments.filter((e) => e.side === side || e.side === 'unknown').map((e) => e.environment)
    return { ...sideEnvironment(given), ...sideEnvironment(said[side]) }
  }
  return { baseline: of('baseline'), candidate: of('candidate') }
}

/** Figures behind words that set them apart ("sample output", "figures of PR 7781") are nobody's side of this change. */
function withoutForeign(reading: Reading): Reading {
  const apart = reading.flags
    .filter((flag) => flag.code === 'sample-output' || flag.code === 'other-change')
    .map((flag) => flag.locator?.line ?? 0)
  if (apart.length === 0) return reading
  const first = Math.min(...apart)
  const measurements = reading.measurements.map((m): typeof m =>
    (m.locator.line ?? 0) > first ? withChanges(m, { side: 'unknown' as const }) : m,
  )
  return { ...reading, measurements }
}

/** All readings under ids unique in the ledger; a file's side rules over what its text says. */
export function gather({ evidence, readings, stated }: GatherInput): Gathered {
  const measurements: LedgerMeasurement[] = []
  const formats = new Map<string, string>()
  const flags: Flag[] = []
  const said: Record<'baseline' | 'candidate', Environment[]> = { baseline: [], candidate: [] }
  const add = (reading: Reading, source: string, file: string | null, side: BenchmarkFile['side']) => {
    flags.push(...reading.flags)
    const sideOf = givenSide(reading.measurements, side)
    for (const measurement of reading.measurements) {
      const id = `m${measurements.length + 1}`
      measurements.push(withChanges(measurement, { id, source, file, side: sideOf(measurement) }))
      if (reading.format !== null) formats.set(id, reading.format)
    }
    for (const which of ['baseline', 'candidate'] as const) if (side === which || side === 'unknown') said[which].push(reading.environment)
  }
  evidence.benchmarks.forEach((file, i) => {
    const reading = readings[i]
    if (reading !== undefined) add(reading, benchmarkSourceId(file), file.path, file.side)
  })
  for (const { source, reading } of stated) add(withoutForeign(reading), source, null, 'unknown')
  return { measurements, formats, flags, environments: environmentsOf(evidence, said) }
}

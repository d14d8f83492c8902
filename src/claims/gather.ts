/** All readings of the evidence under ids unique in the ledger, with their formats, flags and environments. */

import { sideEnvironment } from '../benchmarks/environments.ts'
import { withChanges } from '../benchmarks/found-figure.ts'
import { givenSide } from '../benchmarks/given-side.ts'
import type { BenchmarkFile, Environment, Evidence, Flag, LedgerMeasurement, Omission, Reading } from '../model.ts'
import { type Doubts, type SaidFlag, type Stated, saidFlags, withoutForeign } from './said-flags.ts'
import { benchmarkSourceId } from './sources.ts'

export interface GatherInput {
  evidence: Evidence
  /** In the order of `evidence.benchmarks`. */
  readings: readonly Reading[]
  /** What each text gave, by the provisional name of its source: the description, the author's comments. */
  stated: readonly Stated[]
  /** What others wrote of the figures. */
  doubts?: readonly Doubts[]
}

export interface Gathered {
  measurements: LedgerMeasurement[]
  formats: Map<string, string>
  /** Of benchmark files. */
  flags: Flag[]
  /** Of texts. */
  said: SaidFlag[]
  /** Figures of texts that their own words set apart. */
  omissions: Omission[]
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

/** All readings under ids unique in the ledger; a file's side rules over what its text says. */
export function gather({ evidence, readings, stated, doubts = [] }: GatherInput): Gathered {
  const measurements: LedgerMeasurement[] = []
  const formats = new Map<string, string>()
  const flags: Flag[] = []
  const places: Record<'baseline' | 'candidate', Environment[]> = { baseline: [], candidate: [] }
  const add = (reading: Reading, source: string, file: string | null, side: BenchmarkFile['side']) => {
    const sideOf = givenSide(reading.measurements, side)
    for (const measurement of reading.measurements) {
      const id = `m${measurements.length + 1}`
      measurements.push(withChanges(measurement, { id, source, file, side: sideOf(measurement) }))
      if (reading.format !== null) formats.set(id, reading.format)
    }
    for (const which of ['baseline', 'candidate'] as const)
      if (side === which || side === 'unknown') places[which].push(reading.environment)
  }
  evidence.benchmarks.forEach((file, i) => {
    const reading = readings[i]
    if (reading === undefined) return
    flags.push(...reading.flags)
    add(reading, benchmarkSourceId(file), file.path, file.side)
  })
  const own = withoutForeign(stated)
  for (const { source, reading } of own.stated) add(reading, source, null, 'unknown')
  const { omissions } = own
  return { measurements, formats, flags, said: saidFlags(stated, doubts), omissions, environments: environmentsOf(evidence, places) }
}

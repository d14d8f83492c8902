/** Which files are runs of their own: no copy of another file, and not the `base/` that Criterion keeps beside `new/`. */
import type { Measurement, Side, Unmatched } from '../model.ts'
import type { DesignNote } from './comparison.ts'
import { exactness } from './metrics.ts'

interface Input {
  measurements: readonly Measurement[]
  sources?: ReadonlyMap<string, string> | undefined
  formats?: ReadonlyMap<string, string> | undefined
}

interface OwnRuns {
  measurements: readonly Measurement[]
  unmatched: Unmatched[]
  notes: DesignNote[]
}

/** The figures of one file that stand on one side. */
interface SideOfFile {
  file: string
  side: Side
  figures: Measurement[]
}

/** What is left to compare, what is not and why, and what a reader of the comparison has to know of it. */
export function ownRuns({ measurements, sources = new Map(), formats = new Map() }: Input): OwnRuns {
  if (new Set(sources.values()).size < 2) return { measurements, unmatched: [], notes: [] }
  const files = filesOf(measurements, sources)
  const { kept, bases } = withoutBases(files, formats)
  const digits = (figures: readonly Measurement[]) => areTelling(figures, formats)
  const { own, copies } = withoutCopies(kept, digits)
  const left = [
    ...aside(bases, "It stands in Criterion's base/, which is the run before the one in new/ beside it and no run of its own."),
    ...aside(copies, 'Its file holds the same figures as another of this side, digit for digit: a copy, and no further run.'),
  ]
  if (left.length === 0) return { measurements, unmatched: [], notes: acrossSides(own, digits) }
  const gone = new Set([...bases, ...copies].flatMap(({ figures }) => figures))
  return {
    measurements: measurements.filter((m) => !gone.has(m)),
    unmatched: left,
    notes: [...copyNotes(copies), ...acrossSides(own, digits)],
  }
}

function filesOf(measurements: readonly Measurement[], sources: ReadonlyMap<string, string>): SideOfFile[] {
  const files = new Map<string, SideOfFile>()
  for (const measurement of measurements) {
    const { side, id } = measurement
    const file = sources.get(id)
    if (side === 'unknown' || file === undefined) continue
    const key = `${side} ${file}`
    const known = files.get(key)
    if (known === undefined) files.set(key, { file, side, figures: [measurement] })
    else known.figures.push(measurement)
  }
  return [...files.values()]
}

function withoutBases(files: readonly SideOfFile[], formats: ReadonlyMap<string, string>) {
  const present = new Set(files.map(({ file, side }) => `${side} ${file}`))
  const isBase = ({ file, side, figures: [first] }: SideOfFile) => {
    const [, folder, name] = /^(.*\/|)base\/([^/]+)$/.exec(file) ?? []
    return folder !== undefined && formats.get(first?.id ?? '') === 'criterion' && present.has(`${side} ${folder}new/${name}`)
  }
  return { kept: files.filter((file) => !isBase(file)), bases: files.filter(isBase) }
}

type Telling = (figures: readonly Measurement[]) => boolean

function withoutCopies(files: readonly SideOfFile[], telling: Telling) {
  const groups = [...Map.groupBy(files, ({ side, figures }) => `${side} ${figures.length}`).values()]
  const copies = new Set(
    groups.flatMap((group) =>
      group.length < 2 ? [] : [...Map.groupBy(group, valuesOf).values()].flatMap((same) => repeatsOf(same, telling)),
    ),
  )
  return { own: files.filter((file) => !copies.has(file)), copies: [...copies] }
}

function valuesOf({ figures }: SideOfFile): string {
  return figures.map(({ value }) => value).join()
}

function repeatsOf([first, ...others]: readonly SideOfFile[], telling: Telling): SideOfFile[] {
  if (first === undefined || others.length === 0 || !telling(first.figures)) return []
  return others.filter(({ figures }) => sameNames(first.figures, figures))
}

function sameNames(a: readonly Measurement[], b: readonly Measurement[]): boolean {
  const nameOf = ({ benchmark, metric, statistic, condition, unit }: Measurement) =>
    JSON.stringify([benchmark, metric, statistic, condition, unit])
  return a.every((m, i) => {
    const other = b[i]
    return other !== undefined && nameOf(m) === nameOf(other)
  })
}

/** Digits that two measurements seldom share by chance; a table of 0.3 ms may well say so twice. */
const CHANCE = 6

/** Whether what varies from run to run is written with so many digits that another run would show others. Counts may agree. */
function areTelling(figures: readonly Measurement[], formats: ReadonlyMap<string, string>): boolean {
  let digits = 0
  for (const { id, role, value, metric, unit } of figures) {
    if (role !== 'result' || exactness(metric, unit, formats.get(id)) !== 'never') continue
    digits += String(value)
      .replace(/e.*$/, '')
      .replace(/\D/g, '')
      .replace(/^0+|0+$/g, '').length
    if (digits >= CHANCE) return true
  }
  return false
}

function aside(files: readonly SideOfFile[], why: string): Unmatched[] {
  return files.flatMap(({ figures }) => figures.filter(({ role }) => role === 'result').map(({ id }) => ({ id, why })))
}

function copyNotes(copies: readonly SideOfFile[]): DesignNote[] {
  return [...Map.groupBy(copies, ({ side }) => side)].map(([side, { length }]) => ({
    code: 'W01',
    message: `${length === 1 ? 'A file' : `${length} files`} of the ${side} hold${length === 1 ? 's' : ''} the same figures as another, digit for digit: copies of one run count once.`,
    advice: 'Measure anew for every run.',
  }))
}

function acrossSides(files: readonly SideOfFile[], telling: Telling): DesignNote[] {
  const side = (wanted: Side) => files.filter((file) => file.side === wanted)
  const baseline = Map.groupBy(side('baseline'), ({ figures }) => figures.length)
  const same = side('candidate').some((file) =>
    baseline.get(file.figures.length)?.some((other) => valuesOf(other) === valuesOf(file) && telling(file.figures)),
  )
  if (!same) return []
  const message = 'A file of the candidate holds the same figures as one of the baseline, digit for digit: one run may stand on both sides.'
  return [{ code: 'W01', message, advice: 'Check which files belong to which side.' }]
}

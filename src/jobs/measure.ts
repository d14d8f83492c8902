/** Reads benchmark files and compares the sides that they, or the caller, name. */
import { resolve } from 'node:path'
import { type Fitted, fitScalingLaw } from '../benchmarks/fit.ts'
import { scalingLawCsv } from '../benchmarks/formats/scaling-law-csv.ts'
import { formats } from '../benchmarks/formats.ts'
import { givenSide } from '../benchmarks/given-side.ts'
import { mapped } from '../benchmarks/mapping/read-mapped.ts'
import { idleGlobs } from '../benchmarks/mapping/rule-for.ts'
import { markdown } from '../benchmarks/read.ts'
import { scalingRuns } from '../benchmarks/scaling-runs.ts'
import { KnownError } from '../errors.ts'
import type { Environment, MappingRule, MeasureAnswer, Reading, Side } from '../model.ts'
import { nearest } from '../nearest.ts'
import { requireBothSides } from './both-sides.ts'
import { readMappingFile } from './mapping-file.ts'
import { type ComparisonRemarks, compareFiles } from './measure-compare.ts'
import { environmentOf, expand, readFile } from './measure-files.ts'

export interface MeasureRequest {
  /** Paths and globs, relative to the current directory. */
  files: readonly string[]
  /** Globs of the two sides; both or none. */
  baseline: readonly string[]
  candidate: readonly string[]
  /** The name of the reader to use, instead of looking at the content. */
  format?: string
  /** The path of a mapping file: docs/mapping.md. */
  mapping?: string
  onProgress?: (label: string, done: number, total: number) => void
}

/** One file that was read; the side is the caller's and rules over what the file itself says. */
export interface MeasuredFile extends Reading {
  file: string
  side: Side
  environment: Environment
}

export interface MeasureResult {
  /** What `--json` prints. */
  answer: MeasureAnswer
  /** What the table says beside it. */
  remarks: ComparisonRemarks
  /** What of the request came to nothing, a sentence each. */
  idle: string[]
  /** The answer's fits with what their chart is drawn from. */
  fitted: Fitted[]
}

/** Throws a KnownError for a missing file, an unknown format, a faulty mapping, or one side without the other. */
export function measure(request: MeasureRequest): MeasureResult {
  checkFormat(request.format)
  const mapping = readMappingFile(request.mapping)
  const files = filesOf(request)
  const measured = files.map(({ file, side }, index) => {
    request.onProgress?.(`Reading ${file}`, index, files.length)
    return withSide(file, side, readFile(file, request.format, mapping))
  })
  numberIds(measured)
  const { comparisons, unmatched, remarks } = compareFiles(measured)
  const points = measured.filter(({ format }) => format === scalingLawCsv.name)
  const fitted = points.map(({ file, measurements }, index) => {
    request.onProgress?.(`Fitting ${file}`, index, points.length)
    return fitScalingLaw(file, scalingRuns(measurements))
  })
  const answer: MeasureAnswer = {
    schemaVersion: 1,
    files: measured.map(({ file, format, measurements, statedChanges, flags, problems }) => ({
      file,
      format,
      measurements,
      statedChanges,
      flags,
      problems,
    })),
    comparisons,
    unmatched,
    ...(fitted.length > 0 && { fits: fitted.map(({ fit }) => fit) }),
  }
  return { answer, remarks, fitted, idle: [...idleRules(mapping, measured), ...withoutSide(measured)] }
}

function idleRules(mapping: readonly MappingRule[], files: readonly MeasuredFile[]): string[] {
  const paths = files.map(({ file }) => file.replaceAll('\\', '/'))
  return idleGlobs(mapping, paths).map((glob) => `No file matches "${glob}" of the mapping.`)
}

/** A file beside two sides that names neither is not compared: most often a glob was not meant to end there. */
function withoutSide(files: readonly MeasuredFile[]): string[] {
  const apart = files.filter(({ side, measurements }) => side === 'unknown' && measurements.every((one) => one.side === 'unknown'))
  if (apart.length === 0 || apart.length === files.length) return []
  const said =
    apart.length === 1
      ? `"${apart[0]?.file}" has no side and is not compared: name it`
      : `${apart.length} files have no side and are not compared: name them`
  return [`${said} behind --baseline or --candidate.`]
}

function checkFormat(format: string | undefined): void {
  const known = [...formats.map(({ name }) => name), markdown, mapped]
  if (format === undefined || known.includes(format)) return
  const [like] = nearest(format, known)
  throw new KnownError(
    `There is no format "${format}".${like === undefined ? '' : ` Did you mean "${like}"?`} casewright measure --list shows them all.`,
  )
}

function filesOf({ files, baseline, candidate }: MeasureRequest): { file: string; side: Side }[] {
  requireBothSides({ baseline, candidate })
  if (files.length + baseline.length === 0) throw new KnownError('No file is named. Try: casewright measure results.json')
  const sides = { baseline: expand(baseline), candidate: expand(candidate), unknown: expand(files) }
  const candidates = new Set(sides.candidate.map((file) => resolve(file)))
  const both = sides.baseline.find((file) => candidates.has(resolve(file)))
  if (both !== undefined) throw new KnownError(`"${both}" is on both sides: --baseline and --candidate must not match the same file.`)
  return (['unknown', 'baseline', 'candidate'] as const).flatMap((side) => sides[side].map((file) => ({ file, side })))
}

// The readings are fresh and nobody else's: ids and sides are set in them, so that no figure's place is worked out for a copy.

function withSide(file: string, side: Side, reading: Reading): MeasuredFile {
  const sideOf = givenSide(reading.measurements, side)
  for (const measurement of reading.measurements) measurement.side = sideOf(measurement)
  return { ...reading, file, side, environment: { ...environmentOf(file), ...reading.environment } }
}

function numberIds(files: readonly MeasuredFile[]): void {
  let count = 0
  for (const { measurements } of files) for (const measurement of measurements) measurement.id = `m${++count}`
}

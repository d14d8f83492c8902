import { compare } from '../benchmarks/compare.ts'
import { comparisonSchema, type Environment, type MeasureAnswer, type Side } from '../model.ts'
import type { MeasuredFile } from './measure.ts'

/** Sides that the caller names are compared across files; sides that a file or text names, within it. */
export function compareFiles(files: readonly MeasuredFile[]): Pick<MeasureAnswer, 'comparisons' | 'unmatched'> {
  const sided = files.filter(({ side }) => side !== 'unknown')
  const alone = files.filter((file) => file.side === 'unknown' && hasBothSides(file))
  const groups = [...(sided.length === 0 ? [] : [sided]), ...alone.map((file) => [file])]
  const results = groups.map(compareGroup)
  return {
    comparisons: results
      .flatMap(({ comparisons }) => comparisons)
      .map((one, index) => comparisonSchema.parse({ ...one, id: `c${index + 1}` })),
    unmatched: results.flatMap(({ unmatched }) => unmatched),
  }
}

function hasBothSides({ measurements }: MeasuredFile): boolean {
  return (['baseline', 'candidate'] as const).every((side) => measurements.some((measurement) => measurement.side === side))
}

function compareGroup(files: readonly MeasuredFile[]): ReturnType<typeof compare> {
  const measurements = files.flatMap((file) => file.measurements)
  const sources = new Map(files.flatMap(({ file, measurements }) => measurements.map(({ id }) => [id, file] as const)))
  const formats = new Map(
    files.flatMap(({ format, measurements }) => (format === null ? [] : measurements.map(({ id }) => [id, format] as const))),
  )
  const environments = { baseline: environmentOf(files, 'baseline'), candidate: environmentOf(files, 'candidate') }
  return compare({ measurements, sources, formats, environments })
}

/** A file that holds both sides speaks for both. */
function environmentOf(files: readonly MeasuredFile[], side: Side): Environment {
  return Object.assign(
    {},
    ...files.filter((file) => file.side === side || file.side === 'unknown').map(({ environment }) => environment),
  ) as Environment
}

/** The file with which a person says what the columns of a table are: docs/mapping.md. */
import { z } from 'zod'
import type { MappingRule } from '../../model.ts'
import { readYaml } from '../../yaml-file.ts'

const words = z.string('must be words (in quotes)').min(1, 'must not be empty')
const column = z.union([words, z.number().int().positive()], 'must be a header, or the number of a column from 1')
const oneOrMore = <T extends z.ZodType>(one: T) => z.union([one, z.array(one).min(1, 'must not be empty')])
const wordsOrColumn = z.union([z.string(), z.strictObject({ column })], 'must be words, or column: and the header that holds them')

const kinds = ['trial', 'process', 'repetition', 'iteration', 'request', 'document'] as const
const sampleKind = z.enum(kinds, `must be one of ${kinds.join(', ')}`)

const valueSchema = z.strictObject({
  column,
  metric: wordsOrColumn.optional(),
  unit: wordsOrColumn.optional(),
  better: z.enum(['lower', 'higher', 'unknown'], 'must be lower, higher or unknown').optional(),
  statistic: words.optional(),
  role: z.enum(['result', 'workload', 'aggregate', 'derived'], 'must be result, workload, aggregate or derived').optional(),
  samples: z
    .union([z.number().int().positive(), z.strictObject({ column })], 'must be a whole number, or column: and the header that holds it')
    .optional(),
  of: sampleKind.optional(),
  deviation: column.optional(),
})

/** A rule as a person writes it. */
export const ruleSchema = z.strictObject({
  files: oneOrMore(words),
  rows: words.optional(),
  decimal: z.enum(['.', ','], 'must be "." or ","').optional(),
  name: oneOrMore(column).optional(),
  condition: oneOrMore(column).optional(),
  side: z.strictObject({ column, baseline: oneOrMore(words), candidate: oneOrMore(words) }).optional(),
  only: z.record(z.string(), oneOrMore(z.union([z.string(), z.number()]))).optional(),
  row: z.enum(['trial', 'process', 'repetition'], 'must be trial, process or repetition').optional(),
  values: z.array(valueSchema, 'must be a list').min(1, 'must hold a column'),
})

const schema = z.strictObject({ mappings: z.array(ruleSchema, 'must be a list').min(1, 'must hold a rule') })

/** The rules of the mapping file at `path`. Throws a KnownError with the line and the nearest key. */
export function parseMapping(text: string, path: string): MappingRule[] {
  const { mappings } = readYaml(text, {
    schema,
    path,
    what: 'the mapping',
    example: 'It begins with "mappings:" and a list of rules.',
    docs: 'docs/mapping.md',
  })
  return mappings.map(ruleOf)
}

/** A rule with every key said. */
export function ruleOf({ files, rows, decimal, name, condition, side, only, row, values }: z.infer<typeof ruleSchema>): MappingRule {
  return {
    files: list(files),
    rows: rows ?? null,
    decimal: decimal ?? null,
    name: list(name ?? []),
    condition: list(condition ?? []),
    side: side === undefined ? null : { column: side.column, baseline: list(side.baseline), candidate: list(side.candidate) },
    only: Object.entries(only ?? {}).map(([column, is]) => ({ column, is: list(is).map(String) })),
    row: row ?? null,
    values: values.map(({ column, metric, unit, better, statistic, role, samples, of, deviation }) => ({
      column,
      metric: metric ?? null,
      unit: unit ?? null,
      better: better ?? 'unknown',
      statistic: statistic ?? 'value',
      role: role ?? 'result',
      samples: samples ?? null,
      of: of ?? null,
      deviation: deviation ?? null,
    })),
  }
}

function list<T extends string | number>(value: T | readonly T[]): readonly T[] {
  return typeof value === 'object' ? value : [value]
}

import type { Better } from '../../model.ts'
import { at, isObject, type JsonNode, number, text } from '../document/node.ts'
import type { Findings, Measured, Ran } from '../findings.ts'
import { remember } from '../remember.ts'

type Fields = Readonly<Record<string, unknown>>

/** Names that several iteration rows share which do not say their repetitions: each of these rows is one. */
function repeatedRuns(rows: readonly unknown[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const value of rows) {
    if (!isObject(value) || typeof value.repetitions === 'number' || isAggregate(value)) continue
    const name = runName(value)
    if (seen.has(name)) repeated.add(name)
    seen.add(name)
  }
  return repeated
}

function runName({ run_name, name }: Fields): string {
  return typeof run_name === 'string' ? run_name : typeof name === 'string' ? name : ''
}

function isAggregate(fields: Fields): boolean {
  return fields.run_type === 'aggregate'
}

/** What is to be said of a time below a nanosecond. */
export function tooShort(benchmark: string): string {
  return `${benchmark} takes less than a nanosecond: the compiler may have removed the work.`
}

/** Until version 1.5 only their names told aggregates from other rows: those of one benchmark stand together. */
function aggregateByName(rows: readonly unknown[], index: number, name: string): { benchmark: string; statistic: string } | null {
  if (!name.endsWith('_mean') && !name.endsWith('_median') && !name.endsWith('_stddev')) return null
  const [, benchmark, statistic] = /^(.+)_(\w+)$/.exec(name) ?? []
  if (benchmark === undefined || statistic === undefined) return null
  const beside = rows.slice(Math.max(index - 3, 0), index + 4)
  return beside.some((row) => isObject(row) && row.name === `${benchmark}_stddev`) ? { benchmark, statistic } : null
}

/** Reads the rows of a file, one a call. */
export function rowReader(rows: readonly unknown[], found: Findings): (row: JsonNode) => void {
  const figureKeys = keysOfFigures()
  const measuredAs = columnsOf()
  let repeated: ReadonlySet<string> | undefined
  // Rows of today say how often they are repeated; only for others it is worth remembering the names of all.
  const isRepeated = (name: string) => {
    repeated ??= repeatedRuns(rows)
    return repeated.has(name)
  }
  // A benchmark's aggregates stand behind its repetitions and begin with the mean. Where none stand before it, the library
  // was told to leave them out, and the aggregates are all there is.
  let isBehindRuns = false
  let areAlone = false
  return (row) => {
    const fields = row.value
    if (!isObject(fields)) return
    const old = fields.run_type === undefined ? aggregateByName(rows, Number(row.key), runName(fields)) : null
    const benchmark = old?.benchmark ?? runName(fields)
    if (fields.error_occurred === true || fields.skipped === true) {
      const why = text(at(row, 'error_message')) ?? text(at(row, 'skip_message')) ?? 'no reason given'
      found.flag('skipped-or-errored-row', `${benchmark} has no figures: ${why}.`, at(row, 'name'))
      return
    }
    const condition = typeof fields.label === 'string' ? fields.label : ''
    const statistic = isAggregate(fields) ? (text(at(row, 'aggregate_name')) ?? 'aggregate') : (old?.statistic ?? null)
    if (statistic === 'mean') areAlone = !isBehindRuns
    isBehindRuns = statistic === null && fields.repetitions !== 1
    const alone = areAlone && (statistic === 'mean' || statistic === 'median')
    const ran = statistic === null ? ranOf(fields, benchmark, condition, isRepeated) : { benchmark, condition, ...aggregated(row) }
    const isPercentage = statistic !== null && fields.aggregate_unit === 'percentage'
    const timeUnit = isPercentage ? '' : typeof fields.time_unit === 'string' ? fields.time_unit : 'ns'
    if (statistic === null && timeUnit === 'ns' && typeof fields.real_time === 'number' && fields.real_time < 1)
      found.flag('implausible', tooShort(benchmark), at(row, 'real_time'))
    const column = measuredAs(timeUnit, statistic, alone)
    for (const key of figureKeys(fields))
      found.member(row, key, ran, alone && statistic === 'mean' ? withDeviation(column(key)) : column(key))
  }
}

/** What the columns of a row measure, made once for all rows of one unit and kind. */
function columnsOf(): (timeUnit: string, statistic: string | null, alone: boolean) => (key: string) => Measured {
  const columns = new Map<string, (key: string) => Measured>()
  return (timeUnit, statistic, alone) => {
    const name = statistic === null ? timeUnit : alone ? `${timeUnit} ${statistic} alone` : `${timeUnit} ${statistic}`
    const known = columns.get(name)
    if (known !== undefined) return known
    const fresh = remember(
      (key): Measured => ({
        metric: key,
        unit: kinds.get(key) === 'time' ? timeUnit : (rates.get(key) ?? ''),
        better: betterOfKey(key),
        statistic: statistic ?? 'mean',
        role: statistic === null || alone ? 'result' : 'aggregate',
      }),
    )
    columns.set(name, fresh)
    return fresh
  }
}

/** A mean with the deviation of the same repetitions, which stands in one of the rows behind it. */
function withDeviation(mean: Measured): (row: JsonNode) => Measured {
  return (row) => {
    const list = row.parent
    const from = Number(row.key) + 1
    const behind = list !== null && Array.isArray(list.value) ? list.value.slice(from, from + 8) : []
    const fields = behind.find(
      (one) => isObject(one) && one.aggregate_name === 'stddev' && isObject(row.value) && runName(one) === runName(row.value),
    )
    const value = isObject(fields) ? fields[mean.metric] : undefined
    return typeof value === 'number' ? { ...mean, spread: { kind: 'standard-deviation', value } } : mean
  }
}

/** The keys of a row that hold figures; most rows have the same as the one before, which costs no list of them. */
function keysOfFigures(): (fields: Fields) => readonly string[] {
  let last: readonly string[] = []
  let figures: readonly string[] = []
  return (fields) => {
    if (!haveKeys(fields, last)) {
      last = Object.keys(fields)
      figures = last.filter((key) => kinds.get(key) !== 'own')
    }
    return figures
  }
}

function haveKeys(fields: Fields, keys: readonly string[]): boolean {
  let index = 0
  for (const key in fields) if (key !== keys[index++]) return false
  return index === keys.length
}

/** Keys of a row that are about the run, those that are times, and every other one: a counter that the benchmark set. */
const kinds = new Map<string, 'own' | 'time'>([
  ...'name family_index per_family_instance_index run_name run_type repetitions repetition_index threads iterations time_unit aggregate_name aggregate_unit label error_occurred error_message skipped skip_message big_o'
    .split(' ')
    .map((key) => [key, 'own'] as const),
  ...'real_time cpu_time real_coefficient cpu_coefficient'.split(' ').map((key) => [key, 'time'] as const),
])

function ranOf({ repetitions, iterations }: Fields, benchmark: string, condition: string, isRepeated: (name: string) => boolean): Ran {
  const isRun = typeof repetitions === 'number' ? repetitions > 1 : isRepeated(benchmark)
  if (isRun) return { benchmark, condition, samples: 1, sampleKind: 'repetition' }
  return { benchmark, condition, samples: typeof iterations === 'number' ? iterations : null, sampleKind: 'iteration' }
}

function aggregated(row: JsonNode): Pick<Ran, 'samples' | 'sampleKind'> {
  const samples = number(at(row, 'repetitions'))
  return { samples, sampleKind: samples === null ? null : 'repetition' }
}

/** The library's own rates. */
const rates: ReadonlyMap<string, string> = new Map(Object.entries({ bytes_per_second: 'B/s', items_per_second: 'items/s' }))

/** Counters are whatever the benchmark counts; only times and the library's own rates say which way is good. */
function betterOfKey(key: string): Better {
  if (kinds.get(key) === 'time' || key === 'rms') return 'lower'
  return rates.get(key) === undefined ? 'unknown' : 'higher'
}

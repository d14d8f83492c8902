import type { Better } from '../../model.ts'
import { at, isObject, type JsonNode, number, text } from '../document/node.ts'
import type { Figure, Findings } from '../findings.ts'

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

/**
 * Reads the rows of a file, one a call. The figure and its node are the same objects for all of them, since `found` keeps
 * neither: of 100 MB nothing else is thrown away for every number.
 */
export function rowReader(rows: readonly unknown[], found: Findings): (row: JsonNode) => void {
  const figure: Shared = { benchmark: '', condition: '', metric: '', unit: '', better: 'unknown', ...iterations }
  const member: { value: unknown; parent: JsonNode | null; key: string } = { value: null, parent: null, key: '' }
  const figureKeys = keysOfFigures()
  let repeated: ReadonlySet<string> | undefined
  // Rows of today say how often they are repeated; only for others it is worth remembering the names of all.
  const isRepeated = (name: string) => {
    repeated ??= repeatedRuns(rows)
    return repeated.has(name)
  }
  return (row) => {
    const fields = row.value
    if (!isObject(fields)) return
    figure.benchmark = runName(fields)
    if (fields.error_occurred === true || fields.skipped === true) {
      const why = text(at(row, 'error_message')) ?? text(at(row, 'skip_message')) ?? 'no reason given'
      found.flag('skipped-or-errored-row', `${figure.benchmark} has no figures: ${why}.`, at(row, 'name'))
      return
    }
    if (isAggregate(fields)) Object.assign(figure, aggregateOf(row))
    else setRun(figure, fields, isRepeated)
    figure.condition = typeof fields.label === 'string' ? fields.label : ''
    const isPercentage = figure.role === 'aggregate' && fields.aggregate_unit === 'percentage'
    const timeUnit = isPercentage ? '' : typeof fields.time_unit === 'string' ? fields.time_unit : 'ns'
    member.parent = row
    for (const key of figureKeys(fields)) {
      figure.metric = key
      figure.unit = kinds.get(key) === 'time' ? timeUnit : (rates.get(key) ?? '')
      figure.better = betterOfKey(key)
      member.key = key
      member.value = fields[key]
      found.json(member, figure)
    }
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

type Shared = Required<Omit<Figure, 'values' | 'spread' | 'side'>>
type Run = Pick<Shared, 'statistic' | 'samples' | 'sampleKind' | 'role'>

const iterations: Run = { statistic: 'mean', samples: null, sampleKind: 'iteration', role: 'result' }

function setRun(figure: Shared, { repetitions, iterations }: Fields, isRepeated: (name: string) => boolean): void {
  const isRun = typeof repetitions === 'number' ? repetitions > 1 : isRepeated(figure.benchmark)
  figure.statistic = 'mean'
  figure.samples = isRun ? 1 : typeof iterations === 'number' ? iterations : null
  figure.sampleKind = isRun ? 'repetition' : 'iteration'
  figure.role = 'result'
}

function aggregateOf(row: JsonNode): Run {
  const samples = number(at(row, 'repetitions'))
  return {
    statistic: text(at(row, 'aggregate_name')) ?? 'aggregate',
    samples,
    sampleKind: samples === null ? null : 'repetition',
    role: 'aggregate',
  }
}

/** The library's own rates. */
const rates: ReadonlyMap<string, string> = new Map(Object.entries({ bytes_per_second: 'B/s', items_per_second: 'items/s' }))

/** Counters are whatever the benchmark counts; only times and the library's own rates say which way is good. */
function betterOfKey(key: string): Better {
  if (kinds.get(key) === 'time' || key === 'rms') return 'lower'
  return rates.get(key) === undefined ? 'unknown' : 'higher'
}

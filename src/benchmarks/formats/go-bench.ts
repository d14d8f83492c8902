import type { Better, Measurement } from '../../model.ts'
import { readCell } from '../cells.ts'
import { betterOfUnit } from '../direction.ts'
import { type Document, matches } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import { entryOf } from '../entry-of.ts'
import type { Findings } from '../findings.ts'
import { sideOf } from '../prose/side.ts'
import type { Reader } from '../reader.ts'

/** https://github.com/golang/proposal/blob/master/design/14313-benchmark-format.md */
export const goBench: Reader = {
  name: 'go-bench',
  title: 'Go testing.B',
  docs: 'Text of `go test -bench`; each row of `-count` is a run, `Unit … better=` lines are obeyed.',
  primary: ['sec/op', 'B/s', 'B/op', 'allocs/op'],
  detect: (document) => matches(document, /^Benchmark\S*[ \t]+\d+[ \t]+[-+.\deE]+[ \t]+\S/m),
  parse(document, found) {
    const rows = benchmarkRows(document, found)
    const count = Map.groupBy(rows, ({ key }) => key)
    const packages = new Set(rows.map(({ configuration }) => configuration.get('pkg')))
    for (const row of rows) readRow(row, (count.get(row.key)?.length ?? 0) > 1, packages.size > 1, found)
  },
}

interface Row {
  line: Line
  name: string
  iterations: number
  /** What follows the iterations: values and units, alternating. */
  figures: string
  configuration: ReadonlyMap<string, string>
  units: ReadonlyMap<string, string>
  key: string
}

const environmentKeys = new Map([
  ['goos', 'os'],
  ['goarch', 'arch'],
  ['cpu', 'cpu'],
])

function benchmarkRows(document: Document, found: Findings): Row[] {
  const rows: Row[] = []
  let configuration = new Map<string, string>()
  const units = new Map<string, string>()
  for (const line of document.lines) {
    const setting = /^([a-z][^\s:A-Z]*):(?:[ \t]+(.*))?$/.exec(line.text)
    const unit = /^Unit[ \t]+(\S+)[ \t]+(.*)$/.exec(line.text)
    const row = /^Benchmark(\S*)[ \t]+(\d+)[ \t]+(\S.*)$/.exec(line.text)
    if (setting?.[1] !== undefined) {
      configuration = new Map(configuration).set(setting[1], setting[2]?.trim() ?? '')
      const key = environmentKeys.get(setting[1])
      if (key !== undefined) found.environment(key, setting[2] ?? '')
    } else if (unit?.[1] !== undefined) {
      const better = /\bbetter=(higher|lower)\b/.exec(unit[2] ?? '')?.[1]
      if (better !== undefined) units.set(unit[1], better)
    } else if (row?.[1] !== undefined) {
      const name = row[1].startsWith('/') || row[1] === '' ? `Benchmark${row[1]}` : row[1]
      rows.push({
        line,
        name,
        iterations: Number(row[2]),
        figures: row[3] ?? '',
        configuration,
        units,
        key: `${name} ${[...configuration.values()].join()}`,
      })
    } else if (/^(?:--- FAIL|FAIL\b)/.test(line.text)) {
      found.flag('skipped-or-errored-row', `The run failed: ${line.text.trim()}.`, { line })
    }
  }
  return rows
}

function readRow(row: Row, repeated: boolean, manyPackages: boolean, found: Findings): void {
  const { line, name: benchmark } = row
  const runs = repeated
    ? ({ samples: 1, sampleKind: 'repetition' } as const)
    : ({ samples: row.iterations, sampleKind: 'iteration' } as const)
  const context = contextOf(row, manyPackages)
  for (const [text, value = '', unit = ''] of row.figures.matchAll(/(\S+)(?:[ \t]+(\S+))?/g)) {
    if (unit === '' || readCell(value) === null) {
      found.flag('malformed-row', `${benchmark}: "${text}" is no pair of a value and a unit.`, { line, text })
      continue
    }
    const { metric, better } = unitOf(unit, row.units)
    const measurement = found.line(line, text, { benchmark, metric, unit, better, statistic: 'mean', ...runs, ...context })
    if (better === 'unknown') found.flag('direction-unknown', `Nothing says whether more or less ${unit} is better.`, { line, text })
    if (unit === 'ns/op' && measurement !== null && measurement.value < 1 && measurement.value > 0)
      found.flag('implausible', `${benchmark} takes less than a nanosecond: the compiler may have removed the work.`, { line, text })
  }
}

/** Names of benchstat (golang.org/x/perf/benchunit), so that files and benchstat tables pair; the unit stays as written. */
const tidy: Record<string, { metric: string; better: Better }> = {
  'ns/op': { metric: 'sec/op', better: 'lower' },
  'MB/s': { metric: 'B/s', better: 'higher' },
  'B/op': { metric: 'B/op', better: 'lower' },
  'allocs/op': { metric: 'allocs/op', better: 'lower' },
}

function unitOf(unit: string, declared: ReadonlyMap<string, string>): { metric: string; better: Better } {
  const known = entryOf(tidy, unit) ?? { metric: unit, better: betterOfUnit(unit) }
  const better = declared.get(unit) ?? declared.get(known.metric)
  return { metric: known.metric, better: better === 'higher' || better === 'lower' ? better : known.better }
}

/**
 * File configuration that sets a row apart: the package when there are several, and keys of the author's own. One that
 * names a side (`note: before`) says just that.
 */
function contextOf({ configuration }: Row, manyPackages: boolean): Pick<Measurement, 'side' | 'condition'> {
  const own = [...configuration].filter(([key, value]) => value !== '' && (key === 'pkg' ? manyPackages : !environmentKeys.has(key)))
  const side = own.map(([key, value]) => (key === 'pkg' ? 'unknown' : sideOf(value).side)).find((one) => one !== 'unknown') ?? 'unknown'
  const rest = own.filter(([key, value]) => key === 'pkg' || sideOf(value).side === 'unknown')
  return { side, condition: rest.map(([key, value]) => `${key}: ${value}`).join(', ') }
}

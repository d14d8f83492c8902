import type { Side } from '../../model.ts'
import type { Line } from '../document/lines.ts'
import { type Figure, figure, joinConditions } from './figure.ts'
import { type SideNames, sideOf } from './side.ts'

/**
 * benchstat's tables since 2023: `│ old.txt │ new.txt │`, then a row of units, then rows whose figures carry SI
 * prefixes (`182.9n`, `1.156Ki`). The prefix stays in the unit: 182.9 n sec/op is `ns/op`, 1.156 Ki of B/op is `KiB/op`.
 * https://pkg.go.dev/golang.org/x/perf/cmd/benchstat
 */
export function readBenchstat(lines: readonly Line[], condition: string, names: SideNames): { figures: Figure[]; taken: Set<number> } {
  const figures: Figure[] = []
  const taken = new Set<number>()
  let files: string[] = []
  let units: string[] = []
  let pkg = ''
  for (const { text, number } of lines) {
    const setting = /^(pkg|goos|goarch|cpu): (.*)$/.exec(text.trim())
    if (setting !== null) {
      if (setting[1] === 'pkg') pkg = setting[2] ?? ''
      taken.add(number)
      continue
    }
    if (text.includes('│')) {
      const cells = text
        .split('│')
        .slice(1)
        .map((cell) => cell.trim())
      const unit = cells
        .map((cell) => /^(\S+\/\S+|sec|B|\S+)(?:\s{2,}vs base.*|\s+vs base.*)?$/.exec(cell)?.[1] ?? '')
        .filter((cell) => cell !== '')
      if (cells.some((cell) => /vs base|^(?:sec|B|allocs|bytes)\/op$|\/s$|^sec$/.test(cell))) units = unit
      else {
        files = cells.filter((cell) => cell !== '')
        units = []
      }
      taken.add(number)
      continue
    }
    if (units.length === 0) continue
    if (text.trim() === '') {
      units = []
      continue
    }
    const row = /^(\S+)\s+(.*)$/.exec(text.trim())
    if (row === null) continue
    const [, name = '', body = ''] = row
    const values = [...body.matchAll(valueShape)]
    // One value and two files: which file it belongs to is a matter of columns that a paste may have lost.
    if (values.length !== Math.min(files.length, units.length) || values.length === 0) continue
    taken.add(number)
    const labels = files.map((file) => sideOf(file, names))
    values.forEach((match, index) => {
      const [whole, digits = '', prefix = '', plusMinus] = match
      const written = withPrefix(prefix, units[index] ?? units[0] ?? '')
      figures.push(
        figure({
          benchmark: name,
          metric: (units[index] ?? units[0] ?? '').replace(/^sec$/, 'sec/op'),
          statistic: name === 'geomean' ? 'geometric mean' : 'median',
          value: Number(digits),
          unit: written,
          better: /\/s$/.test(written) ? 'higher' : /^(?:[npmµμ]?s|sec|[KMGT]?i?B|[kMG]?allocs)\/op$/.test(written) ? 'lower' : 'unknown',
          side: sideOfFile(
            labels.map((label) => label.side),
            index,
          ),
          condition: joinConditions(condition, pkg),
          line: number,
          text: whole.trim(),
          spread: plusMinus === undefined ? null : { kind: 'relative-half-width', value: Number(plusMinus) / 100, level: 0.95 },
          role: name === 'geomean' ? 'aggregate' : 'result',
        }),
      )
    })
  }
  return { figures, taken: figures.length > 0 ? taken : new Set() }
}

const valueShape = /(?<![-+\w.(=])(\d{1,20}(?:\.\d{1,20})?)([npµμmkKMGTi]{0,2})(?:\s*±\s*(\d{1,9}|∞)%?)?(?![\w.%)])/g

/** benchstat scales `sec/op` and `B/op`; what it prints is a prefix of that unit. */
function withPrefix(prefix: string, unit: string): string {
  if (/^sec/.test(unit)) return `${prefix}s${unit.slice(3)}`
  return `${prefix}${unit}`
}

/** benchstat compares every file with the first; with two files one label is enough. */
function sideOfFile(sides: readonly Side[], index: number): Side {
  const own = sides[index] ?? 'unknown'
  if (own !== 'unknown' || sides.length !== 2) return own
  const other = sides[1 - index] ?? 'unknown'
  if (other === 'unknown') return index === 0 ? 'baseline' : 'candidate'
  return other === 'baseline' ? 'candidate' : 'baseline'
}

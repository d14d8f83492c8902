/** How the entry names each row: what distinguishes it from its neighbours, and nothing that all of them share. */
import type { Row } from './rows.ts'

/** `BenchmarkGet/parallel-8` → `Get/parallel`; Go's GOMAXPROCS suffix goes where every name has the same one. */
function cleanNames(names: readonly string[]): (name: string) => string {
  const suffixes = new Set(names.map((name) => /-\d+$/.exec(name)?.[0] ?? ''))
  const [only] = suffixes
  const suffix = suffixes.size === 1 && only !== undefined ? only : ''
  return (name) => {
    const bare = suffix !== '' && name.endsWith(suffix) ? name.slice(0, -suffix.length) : name
    return bare.replace(/^Benchmark(?=[A-Z_])/, '').trim()
  }
}

/** Whether the statistic is part of what is measured (a percentile over requests) and not of how runs are summed up. */
function statisticLabel(statistic: string, inner: boolean): string {
  if (/^p\d/i.test(statistic)) return statistic.toUpperCase()
  return inner && (statistic === 'median' || statistic === 'mean' || statistic === 'min' || statistic === 'max') ? statistic : ''
}

/** Whether another row is the same figure in another statistic. */
function hasSibling({ comparison: k }: Row, rows: readonly Row[]): boolean {
  return rows.some(
    ({ comparison: other }) =>
      other.id !== k.id && other.benchmark === k.benchmark && other.metric === k.metric && other.condition === k.condition,
  )
}

/** What of each condition is the row's own: pieces that every row with a condition has are left out. */
function ownConditions(conditions: readonly string[]): string[] {
  const pieces = conditions.map((condition) => condition.split(/[,;] | · /).filter((piece) => piece !== ''))
  return pieces.map((own) => own.filter((piece) => !pieces.every((other) => other.length === 0 || other.includes(piece))).join(', '))
}

/** One label a row, all different, and what it is about in a sentence: `New: memory allocated`, `New`. */
export function labelRows(rows: readonly Row[]): { label: string; name: string }[] {
  const clean = cleanNames(rows.map((row) => row.comparison.benchmark).filter((name) => name !== ''))
  const conditions = ownConditions(rows.map((row) => row.comparison.condition))
  const names = new Set(rows.map((row) => row.quantity.name))
  // One statistic for all rows is said once, by whoever names the table.
  const several = new Set(rows.filter((row) => row.parts === null).map((row) => row.comparison.statistic)).size > 1
  const first = rows.map((row, i) => {
    if (row.parts !== null) return [row.parts.map((part) => clean(part.benchmark)).join(' + '), conditions[i] ?? '']
    const benchmark = clean(row.comparison.benchmark)
    const quantity = row.quantity.name
    const named =
      benchmark === ''
        ? quantity || (row.quantity.noun === 'time' ? 'Time' : 'Value')
        : quantity === '' || names.size === 1
          ? benchmark
          : `${benchmark}: ${lower(quantity)}`
    return [named, several ? statisticLabel(row.comparison.statistic, row.inner || hasSibling(row, rows)) : '', conditions[i] ?? '']
  })
  const labels = first.map((parts) => parts.filter((part) => part !== '').join(', '))
  const unique = labels.map((label, i) => {
    if (labels.indexOf(label) === labels.lastIndexOf(label)) return label
    const row = rows[i]
    const more = [row?.comparison.statistic, row?.comparison.condition].filter(
      (part) => part !== undefined && part !== '' && !label.includes(part),
    )
    return more.length > 0 ? `${label} (${more.join(', ')})` : `${label} (${row?.comparison.id})`
  })
  return unique.map((label, i) => {
    const row = rows[i]
    const benchmark = row === undefined || row.parts !== null ? '' : clean(row.comparison.benchmark)
    return { label, name: benchmark === '' || !label.startsWith(`${benchmark}: `) ? label : benchmark }
  })
}

function lower(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text
}

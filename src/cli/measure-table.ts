/** The answer of `measure` as people read it: a block a file, one row a figure, then what two sides make of them. */
import type { Comparison, MeasureAnswer, Measurement } from '../model.ts'
import { grid } from './grid.ts'
import { paint } from './terminal.ts'

type File = MeasureAnswer['files'][number]

export function measureTable(answer: MeasureAnswer): string {
  const blocks = answer.files.map(fileBlock)
  if (answer.comparisons.length > 0) blocks.push(comparisonBlock(answer))
  return blocks.join('\n\n')
}

function fileBlock(file: File): string {
  const results = file.measurements.filter(({ role }) => role === 'result')
  const others = file.measurements.length - results.length
  const beside = others === 0 ? '' : `, and ${others} of the workload, aggregates and derived ones (--json shows them)`
  const head = `${paint('bold', file.file)}  ${file.format ?? 'not recognised'}: ${count(results.length, 'figure')}${beside}`
  return [head, ...figureRows(results), ...file.statedChanges.map(({ text }) => `  stated: ${text}`), ...remarks(file)].join('\n')
}

/** Runs of the same figure share a row: their number, lowest and highest. */
function figureRows(measurements: readonly Measurement[]): string[] {
  const groups = Map.groupBy(measurements, ({ benchmark, metric, statistic, condition, side, unit }) =>
    [benchmark, metric, statistic, condition, side, unit].join('\n'),
  )
  const rows = [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const { benchmark, metric, statistic, condition, side, unit, better } = first
    const name = [benchmark, condition && `(${condition})`].filter(Boolean).join(' ')
    return [
      [
        name,
        side === 'unknown' ? '' : side,
        metric,
        statistic,
        `${amount(group)} ${unit}`.trim(),
        better === 'unknown' ? '' : `${better} is better`,
        samplesOf(group),
      ],
    ]
  })
  return grid(
    ['', '', '', '', 'right', '', ''].map((align) => align === 'right'),
    rows,
  )
}

function amount(group: readonly Measurement[]): string {
  const values = group.map(({ value }) => value)
  const [low, high] = [Math.min(...values), Math.max(...values)]
  return low === high ? digits(low) : `${digits(low)} to ${digits(high)}`
}

/** Six digits are enough to look at; --json has them all. */
function digits(value: number): string {
  return String(Number(value.toPrecision(6)))
}

function samplesOf(group: readonly Measurement[]): string {
  const [first] = group
  if (group.length > 1) return count(group.length, 'run')
  return first === undefined || first.samples === null ? '' : count(first.samples, first.sampleKind ?? 'sample')
}

function remarks({ flags, problems }: File): string[] {
  return [
    ...flags.map(({ code, message }) => `  ${paint('yellow', 'note')}  ${message} ${paint('dim', `[${code}]`)}`),
    ...problems.map(({ line, message }) => `  ${paint('red', 'problem')}  ${line === null ? '' : `line ${line}: `}${message}`),
  ]
}

function comparisonBlock({ files, comparisons, unmatched }: MeasureAnswer): string {
  const measurements = new Map(files.flatMap((file) => file.measurements).map((measurement) => [measurement.id, measurement]))
  const side = (ids: readonly string[]) => ids.flatMap((id) => measurements.get(id) ?? [])
  const rows = comparisons.map((comparison) => {
    const [before, after] = [side(comparison.baseline), side(comparison.candidate)]
    const unit = before[0]?.unit ?? ''
    const name = [comparison.benchmark, comparison.condition && `(${comparison.condition})`].filter(Boolean).join(' ')
    return [
      name,
      comparison.metric,
      amount(before),
      '→',
      `${amount(after)} ${unit}`.trim(),
      ratioOf(comparison),
      comparison.tier,
      verdictOf(comparison),
    ]
  })
  const alone = unmatched.length === 0 ? [] : [`  ${count(unmatched.length, 'figure')} without a partner: ${unmatched[0]?.why}`]
  return [
    paint('bold', 'candidate against baseline'),
    ...grid([false, false, true, false, false, true, false, false], rows),
    ...alone,
  ].join('\n')
}

function ratioOf({ ratio, interval }: Comparison): string {
  if (ratio === null) return ''
  return `× ${ratio.toPrecision(4)}${interval === null ? '' : ` (${interval[0].toPrecision(3)} to ${interval[1].toPrecision(3)})`}`
}

/** Colour and arrow are praise or blame, so only a verdict carries them. */
function verdictOf({ verdict }: Comparison): string {
  if (verdict === 'improved') return paint('green', '▲ improved')
  if (verdict === 'regressed') return paint('red', '▼ regressed')
  return {
    'no-material-change': 'no material change',
    inconclusive: 'inconclusive',
    none: 'too few runs for a verdict',
    'not-comparable': 'not comparable',
  }[verdict]
}

function count(number: number, noun: string): string {
  const plural = noun === 'process' ? 'processes' : `${noun}s`
  return `${number} ${number === 1 ? noun : plural}`
}

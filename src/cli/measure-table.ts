/** The answer of `measure` as people read it: a block a file, a row a figure, then what two sides make of them. */
import type { MeasureResult } from '../jobs/measure.ts'
import type { MeasureAnswer, Measurement } from '../model.ts'
import { comparisonBlock } from './comparison-table.ts'
import { amount, count, underHeadings } from './figure-words.ts'
import { foldLine } from './grid.ts'
import { fitBlock } from './measure-fit.ts'
import { paint } from './terminal.ts'

type File = MeasureAnswer['files'][number]

/** No line is wider than `room`, except by a single word. */
export function measureTable({ answer, remarks }: MeasureResult, room = Number.POSITIVE_INFINITY): string {
  const compared = new Set(answer.comparisons.flatMap(({ baseline, candidate }) => [...baseline, ...candidate]))
  const pasted = new Set<string>()
  const blocks = answer.files.map((file) => fileBlock(file, compared, room, pasted))
  if (answer.comparisons.length + answer.unmatched.length > 0) blocks.push(comparisonBlock(answer, remarks, room))
  blocks.push(...(answer.fits ?? []).map((fit) => fitBlock(fit, answer.files)))
  return blocks
    .map((block, index) => (index === 0 ? block : `${isLine(block) && isLine(blocks[index - 1]) ? '' : '\n'}${block}`))
    .join('\n')
    .split('\n')
    .map((line) => (line.startsWith(toPaste) ? line : foldLine(line, room)))
    .join('\n')
}

/** Many files of two sides have nothing to say but their names. */
function isLine(block: string | undefined): boolean {
  return block?.includes('\n') === false
}

/** A mapping below a problem, and what is folded already. */
const toPaste = '    '

/** Figures that are compared stand in the comparison; the file lists the others. */
function fileBlock(file: File, compared: ReadonlySet<string>, room: number, pasted: Set<string>): string {
  const results = file.measurements.filter(({ role }) => role === 'result')
  const alone = results.filter(({ id }) => !compared.has(id))
  const beside = file.measurements.length - results.length
  const head = [
    count(results.length, 'figure'),
    results.length > alone.length ? `${results.length - alone.length} of them compared below` : '',
    beside === 0 ? '' : `${beside} more of the workload or derived, in --json`,
  ]
  return [
    `${paint('bold', file.file)}  ${file.format ?? 'not recognised'}: ${head.filter(Boolean).join(', ')}`,
    ...figureRows(alone, room),
    ...file.statedChanges.map(({ text }) => `  ${paint('dim', 'stated')}  ${text}`),
    ...remarks(file, pasted),
  ].join('\n')
}

/** Figures of the same name share a row: lowest, highest, and how many. */
function figureRows(measurements: readonly Measurement[], room: number): string[] {
  const same = ({ benchmark, metric, statistic, condition, side, unit }: Measurement) =>
    JSON.stringify([benchmark, metric, statistic, condition, side, unit])
  const groups = [...Map.groupBy(measurements, same).values()]
  const rows = groups.flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const { benchmark, metric, statistic, condition, side, unit, better } = first
    const cells = [
      benchmark,
      side === 'unknown' ? '' : side,
      metric,
      statistic === 'value' ? '' : statistic,
      `${amount(group)} ${unit}`.trim(),
      better === 'unknown' ? '' : `${better} is better`,
      samplesOf(group.length, first),
    ]
    return [{ heading: condition, cells }]
  })
  return underHeadings([false, false, false, false, true, false, false], rows, room)
}

/** Figures of one name are runs where the tool says so; a text may say the same figure twice. */
function samplesOf(figures: number, { samples, sampleKind }: Measurement): string {
  if (figures > 1)
    return count(figures, sampleKind === 'trial' || sampleKind === 'process' || sampleKind === 'repetition' ? 'run' : 'figure')
  return samples === null ? '' : count(samples, sampleKind ?? 'sample')
}

function remarks({ flags, problems }: File, pasted: Set<string>): string[] {
  return [
    ...flags.map(({ code, message }) => `  ${paint('yellow', 'note')}  ${message} ${paint('dim', `[${code}]`)}`),
    ...problems.map(
      ({ line, message }) => `  ${paint('red', 'problem')}  ${line === null ? '' : `line ${line}: `}${indented(message, pasted)}`,
    ),
  ]
}

/** A problem may end with YAML to paste; what stands there already is not said again. */
function indented(message: string, pasted: Set<string>): string {
  const cut = message.indexOf('\n\n')
  if (cut >= 0 && pasted.has(message.slice(cut))) return `${message.slice(0, cut).replace(/:$/, '')}, the mapping above.`
  if (cut >= 0) pasted.add(message.slice(cut))
  return message.trimEnd().replaceAll('\n', '\n    ')
}

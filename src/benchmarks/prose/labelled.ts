import type { Side } from '../../model.ts'
import { behind } from './circumstances.ts'
import { type Context, type Draft, figure, joinConditions } from './figure.ts'
import { betterOf, isConfigured, isDerived, isMeasured, isSetting, isThreshold, isTimed, isWorkload, kindOf, metricName } from './metric.ts'
import { type Quantity, quantities } from './quantity.ts'
import { type SideNames, sideOf } from './side.ts'
import { isRate, unitAt } from './unit-words.ts'

/** `label: …` of one line, and where the label ends. */
export interface LabelledLine {
  label: string
  /** The whole line; figures are looked for from `from` on. */
  text: string
  from: number
  line: number
}

/**
 * The figures of a line that is `label: figure` or `label: k = figure, k = figure` and nothing more. A label may be a
 * side ("Main: 35 s"), a metric ("Accuracy: 0.892") or the name of a benchmark.
 */
export function labelledFigures(row: LabelledLine, context: Context, names: SideNames): Draft[] {
  const { label, text, from } = row
  const figures = quantities(text.slice(from)).map((q) => qualified({ ...q, start: q.start + from, end: q.end + from }, text))
  if (figures.length === 0 || figures.length > 6 || isThreshold(label) || isConfigured(label)) return []
  const repeated = shareUnit(figures, text)
  const keys = figures.map(
    (q, i) => keyBefore(text.slice(i === 0 ? from : (figures[i - 1]?.end ?? from), q.start)) ?? (q.of === '' ? null : ''),
  )
  const tail = text.slice(figures.at(-1)?.end ?? from).replace(/\b(?:tokens?|requests?|per|second|worse|better|faster|slower)\b/g, '')
  if (keys.includes(null) || /[A-Za-z]{3,}/.test(tail)) return []
  const listed = keys.filter((key) => key === '').length > 1
  const found = figures.flatMap((q, i) => oneFigure(row, q, keys[i] ?? '', listed && !repeated, context, names))
  return repeated ? found.map((one) => ({ ...one, samples: 1, sampleKind: 'trial' })) : found
}

/** "12.1, 12.3, 12.2 s": three runs or more, and the unit behind the last is that of all. */
function shareUnit(figures: Quantity[], text: string): boolean {
  const last = figures.at(-1)
  if (figures.length < 3 || last === undefined || last.unit === '' || !figures.slice(0, -1).every(({ unit }) => unit === '')) return false
  const parted = figures.slice(1).every((q, i) => /^,? +$/.test(text.slice(figures[i]?.end ?? 0, q.start)))
  if (parted) for (const q of figures) q.unit = last.unit
  return parted
}

/** `12453.04 total tokens/s`: a word between a number and its unit says of what. */
function qualified(q: Quantity, text: string): Quantity & { of: string } {
  const word =
    q.unit === '' ? /^ (total|output|input|prompt|generated|generation|decode|prefill) (?=\S)/.exec(text.slice(q.end, q.end + 14)) : null
  const unit = word === null ? null : unitAt(text, q.end + word[0].length - 1)
  return word === null || unit === null ? { ...q, of: '' } : { ...q, of: word[1] ?? '', unit: unit.unit, end: unit.end }
}

function oneFigure(
  row: LabelledLine,
  q: Quantity & { of: string },
  key: string,
  listed: boolean,
  context: Context,
  names: SideNames,
  given: Side | null = null,
): Draft[] {
  // "old: 5.2 ms, new: 3.1 ms": each figure has its own side.
  const own = key === '' ? null : sideOf(key, names)
  if (own !== null && own.side !== 'unknown' && own.rest === '') return oneFigure(row, q, '', listed, context, names, own.side)
  // "main on one set: 12 ms; this PR on another: 9 ms": its own side and its own case.
  if (own !== null && own.side !== 'unknown') return oneFigure({ ...row, label: key }, q, '', listed, context, names)
  const { label, text } = row
  const sided = sideOf(label, names)
  const bare = sided.side === 'unknown' && !sided.current ? label : sided.rest
  const name = metricName(key === '' ? bare : key)
  const unit = q.unit || name.unit
  if (key !== '' && (isDerived(key) || (isSetting(key) && unit === ''))) return []
  if (q.signed && unit === '%') return []
  const workload = key === '' && isWorkload(bare)
  if (key === '' && isSetting(bare) && !workload && !isTimed(bare, unit)) return []
  const measured = isMeasured(name.metric) || isMeasured(key === '' ? bare : key)
  if (unit === '' && !measured && !workload && q.spread === null) return []
  // A label that is no metric is the name of what was measured.
  const named = key === '' && !measured && !workload && kindOf(unit) !== ''
  const said = (named ? kindOf(unit) : name.metric || key || kindOf(unit)) || 'value'
  // "kernel time: 4.9 ms, 123 TFLOPS": the second figure is no time.
  const metric = listed && isRate(unit) ? said.replace(/\b(?:time|latency|duration)\b/i, kindOf(unit)) : said
  const benchmark = key !== '' ? bare : named ? name.metric : ''
  return [
    {
      ...figure({
        benchmark: benchmark
          .replace(/\s+/g, ' ')
          .trim()
          .replace(/^\(([^()]*)\)$/, '$1'),
        // Several figures under one label are told apart by their units.
        metric: listed && !named ? [metric, q.of, unit].filter((word) => word !== '').join(' ') : metric,
        statistic: name.statistic,
        value: q.value,
        unit,
        better: betterOf(`${metric} ${benchmark}`, unit),
        side: given ?? (sided.side === 'unknown' ? context.side : sided.side),
        // "Before: 120 ms total", "After: 12 ms per request"
        condition: joinConditions(context.condition, sided.side !== 'unknown' && bare === '' ? behind(text, q) : ''),
        line: row.line,
        text: text.slice(q.start, q.end).trim(),
        spread: q.spread,
        // "Speedup: 3.0x" follows from two figures.
        role: workload ? 'workload' : isDerived(bare) && /^[x×X%]$/.test(unit) ? 'derived' : 'result',
      }),
      ...(sided.current ? { open: 'current' as const } : {}),
    },
  ]
}

/** What names a figure between the last one and it: nothing (''), a key (`dt =`), or too much to be a list (null). */
function keyBefore(between: string): string | null {
  const text = between
    .slice(0, 80)
    .replace(/[,;|()]/g, ' ')
    .replace(/[~≈]|\b(?:about|around|ca\.?|and)\b/g, ' ')
    .trim()
  if (text === '') return ''
  return /^([A-Za-z_][\w %/-]{0,30}?)\s*[:=]$/.exec(text)?.[1] ?? null
}

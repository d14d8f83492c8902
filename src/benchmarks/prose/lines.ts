import type { Line } from '../document/lines.ts'
import { type Context, type Figure, figure, joinConditions } from './figure.ts'
import { betterOf, isDerived, isMeasured, isSetting, isThreshold, isWorkload, metricName } from './metric.ts'
import { type Quantity, quantities } from './quantity.ts'
import { kindOf } from './read-grid.ts'
import { type SideNames, sideOf } from './side.ts'

/**
 * Lines of tool output and lists that say `label: value`: one figure or several on a line, `name: k = v, k = v`,
 * `name   12.3 µs`, `real 1m2s`, and log lines that end in "took …".
 */
export function readLines(lines: readonly Line[], context: Context, names: SideNames): Figure[] {
  const figures: Figure[] = []
  let section = ''
  for (const { text, number } of lines) {
    const rule = /^\s*(?:-{2,}|#{2,})\s+([^-=\s].*?)\s+(?:-{2,}|#{2,})\s*$/.exec(text)
    if (rule !== null) {
      section = rule[1] ?? ''
      continue
    }
    if (/[█▏▎▍▌▋▊▉]|\d+it\/s\]|^\s*(?:\$|❯|>>>|%|-rw|drw)/.test(text)) continue
    const here = { ...context, condition: joinConditions(context.condition, section) }
    figures.push(...readLine(text, number, here, names))
  }
  return figures
}

function readLine(raw: string, line: number, context: Context, names: SideNames): Figure[] {
  const text = raw.replace(/^\s*\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}\S*\s+/, (stamp) => ' '.repeat(stamp.length))
  const logged = text !== raw
  const took = /^(?:.*[\]:] )?\s*(?:Function )?(\S[^:]{0,60}?) took (?=[\d~])/.exec(text)
  if (took !== null) {
    const [q] = quantities(text.slice(took[0].length)).map((found) => shift(found, took[0].length))
    return q === undefined || q.unit === '' ? [] : [kvFigure('', took[1] ?? '', 'time', q, text, line, context, context.side)]
  }
  if (logged) return []
  const shell = /^\s*(real|user|sys)\s+(?=\d)/.exec(text)
  if (shell !== null) {
    const [q] = quantities(text)
    return q === undefined ? [] : [kvFigure('', shell[1] ?? '', '', { ...q, unit: q.unit || 's' }, text, line, context, context.side)]
  }
  const pair = /^\s*(?:[-*+•]\s+|\d+[.)]\s+)?([^:=|]{1,80}?)\s*[:=]\s*(?=\S)(.*)$/.exec(text)
  if (pair !== null && /[A-Za-z]/.test(pair[1] ?? ''))
    return labelled(pair[1] ?? '', text, text.length - (pair[2] ?? '').length, line, context, names)
  const listed = /^\s*(\S(?:.{0,200}?\S)?)(?:\s{2,}|\t\s*)([-+]?\d\S*(?: \S+)?)\s*$/.exec(text)
  if (listed !== null) {
    const start = text.lastIndexOf(listed[2] ?? '')
    const [q] = quantities(text.slice(start)).map((found) => shift(found, start))
    if (
      q !== undefined &&
      q.unit !== '' &&
      !/^[%x×]$/.test(q.unit) &&
      q.end === text.trimEnd().length &&
      /[A-Za-z]/.test(listed[1] ?? '')
    ) {
      return [kvFigure(listed[1] ?? '', '', kindOf(q.unit), q, text, line, context, context.side)]
    }
  }
  return []
}

/** `label: …` where the rest is one or more figures, each perhaps with a name of its own. */
function labelled(label: string, text: string, from: number, line: number, context: Context, names: SideNames): Figure[] {
  const rest = text.slice(from)
  const figures = quantities(rest).map((q) => shift(q, from))
  if (figures.length === 0 || figures.length > 6) return []
  const sided = sideOf(label, names)
  const name = metricName(sided.side === 'unknown' ? label : sided.rest)
  if (isThreshold(label)) return []
  const pieces = figures.map((q, i) => ({ q, key: keyBefore(text.slice(i === 0 ? from : (figures[i - 1]?.end ?? from), q.start)) }))
  if (pieces.some((piece) => piece.key === null)) return []
  const tail = text.slice(figures.at(-1)?.end ?? from)
  if (/[A-Za-z]{3,}/.test(tail.replace(/\b(?:tokens?|requests?|per|second|worse|better|faster|slower)\b/g, ''))) return []
  return pieces.flatMap(({ q, key }, index): Figure[] => {
    const own = metricName(key ?? '')
    if (key !== null && key !== '' && (isDerived(key) || (isSetting(key) && q.unit === ''))) return []
    if (/^[+]/.test(text.slice(q.start)) && q.unit === '%') return []
    const measured = key === '' ? name : own
    const unit = q.unit || measured.unit
    const side = sided.side === 'unknown' ? context.side : sided.side
    if (unit === '' && !isMeasured(measured.metric || label) && !isWorkload(label) && q.spread === null) return []
    if (isSetting(label) && !isWorkload(label) && key === '') return []
    const several = pieces.length > 1 && key === '' && index >= 0
    const metric = key === '' ? measured.metric || kindOf(unit) : own.metric || key || ''
    return [
      {
        ...kvFigure(
          key === '' ? '' : label.trim(),
          measured.statistic,
          several && pieces.every((p) => p.key === '') ? `${metric} ${unit}`.trim() : metric,
          { ...q, unit },
          text,
          line,
          context,
          side,
        ),
        role: isWorkload(label) ? 'workload' : 'result',
      },
    ]
  })
}

/** What names a figure between the last one and it: nothing (''), a key (`dt =`), or too much to be a list (null). */
function keyBefore(between: string): string | null {
  const text = between
    .replace(/[,;|()]/g, ' ')
    .replace(/[~≈]|\b(?:about|around|ca\.?|and)\b/g, ' ')
    .trim()
  if (text === '') return ''
  const key = /^([A-Za-z_][\w %/-]{0,30}?)\s*[:=]$/.exec(text)
  return key === null ? null : (key[1] ?? '')
}

function kvFigure(
  benchmark: string,
  statistic: string,
  metric: string,
  q: Quantity,
  text: string,
  line: number,
  context: Context,
  side: Figure['side'],
): Figure {
  const shell = /^(?:real|user|sys)$/.test(statistic)
  return figure({
    benchmark: benchmark.trim(),
    metric: shell ? statistic : metric || 'value',
    statistic: shell || statistic === '' || !/^(?:mean|median|min|max|p\d|geometric|value)/.test(statistic) ? 'value' : statistic,
    value: q.value,
    unit: q.unit,
    better: betterOf(shell ? 'time' : `${metric} ${benchmark}`, q.unit),
    side,
    condition: joinConditions(
      context.condition,
      !shell && /\S/.test(statistic) && !/^(?:mean|median|min|max|p\d|geometric|value)/.test(statistic) ? statistic : '',
    ),
    line,
    text: text.trim(),
    spread: q.spread,
  })
}

function shift(q: Quantity, by: number): Quantity {
  return { ...q, start: q.start + by, end: q.end + by }
}

/** A line of prose or a list item that is `label: figure` and nothing more. */
export function readProseLine(
  sentence: { text: string; start: number },
  source: string,
  context: Context,
  names: SideNames,
  lineOf: (offset: number) => number,
): Figure[] {
  return sentence.text.split('\n').flatMap((text, index, all) => {
    const offset = sentence.start + all.slice(0, index).join('\n').length + (index === 0 ? 0 : 1)
    const plain = text.replace(/^\s*(?:[-*+•]|\d{1,2}[.)])\s+/, (marker) => ' '.repeat(marker.length))
    const pair = /^\s*([^:=]{1,60}?)\s*[:=]\s+(?=[~≈]?\s*[-+]?\d)/.exec(plain)
    if (pair === null || (pair[1] ?? '').trim().split(/\s+/).length > 7) return []
    return labelled((pair[1] ?? '').trim(), plain, pair[0].length, lineOf(offset), context, names).map((one) => ({
      ...one,
      locator: { line: one.locator.line ?? 1, text: source.slice(offset, offset + text.length).trim() },
    }))
  })
}

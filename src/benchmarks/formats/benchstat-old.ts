import { splitColumns } from '../document/columns.ts'
import type { Document } from '../document/document.ts'
import type { Line } from '../document/lines.ts'
import type { Findings } from '../findings.ts'
import { type ColumnSide, columnSides, delta, rowFigure, samplesOf, spreadOf, withPrefix } from './benchstat-sides.ts'

/** Before 2023: `name   old time/op   new time/op   delta`, or `name   time/op`, or `name \\ time/op   a.txt   b.txt`. */
function oldHead(line: Line): { metric: string; sides: ColumnSide[] } | null {
  if (!/^name\b/.test(line.text)) return null
  const [first = '', ...cells] = splitColumns(line.text)
  const shared = /^name \\ (\S+)$/.exec(first)?.[1]
  const columns = cells.filter((cell) => cell !== 'delta')
  if (shared !== undefined) return { metric: shared, sides: columnSides(columns, false) }
  const sided = columns.map((cell) => /^(?:(old|new) )?(\S+)$/.exec(cell))
  const metric = sided[0]?.[2]
  if (metric === undefined || sided.length > 2 || sided.some((one) => one?.[2] !== metric) || !(/\//.test(metric) || metric === 'speed'))
    return null
  return {
    metric,
    sides: columnSides(
      sided.map((one) => one?.[1] ?? ''),
      false,
    ),
  }
}

export function isOldTable(document: Document): boolean {
  return /^name\b/m.test(document.text) && document.lines.some((line) => oldHead(line) !== null)
}

const oldValue = /(?<=\s)(\d{1,20}(?:\.\d{1,20})?)([a-zA-Zµμ][a-zA-Z/]{0,20})?(?:[ \t]{1,8}±[ \t]{0,8}(\d{1,9}%|∞))?(?=\s|$)/g

export function readOldTable(document: Document, found: Findings): void {
  let head: ReturnType<typeof oldHead> = null
  for (const line of document.lines) {
    const next = oldHead(line)
    if (next !== null) head = next
    else if (line.text.trim() === '') head = null
    else if (head !== null) readOldRow(line, head, found)
  }
}

function readOldRow(line: Line, head: NonNullable<ReturnType<typeof oldHead>>, found: Findings): void {
  const benchmark = splitColumns(line.text)[0] ?? ''
  const plain = line.text.replace(/\([^()]{0,80}\)/g, (note) => ' '.repeat(note.length))
  const values = [...plain.slice(benchmark.length).matchAll(oldValue)]
  const samples = samplesOf(line.text)
  if (values.length !== head.sides.length) {
    found.flag('malformed-row', `${benchmark}: ${values.length} figures under ${head.sides.length} columns.`, { line })
    return
  }
  values.forEach(([text, , suffix = '', plusMinus], column) => {
    const counted = head.metric === 'allocs/op'
    const unit = counted ? withPrefix(suffix, head.metric) : suffix || head.metric
    found.line(line, text, {
      ...rowFigure(benchmark, head.metric, samples[column] ?? null),
      unit,
      spread: spreadOf(plusMinus),
      ...(head.sides[column] ?? {}),
    })
  })
  for (const [, text = ''] of plain.matchAll(delta))
    found.line(line, text, { benchmark, metric: head.metric, statistic: 'change', unit: '%', role: 'derived' })
}

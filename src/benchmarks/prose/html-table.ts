import type { Cell, Grid } from './grid.ts'
import type { LineOf } from './line-of.ts'

/** A cell and how many columns and rows it stands over. */
interface Wide extends Cell {
  columns: number
  rows: number
}

/** Tables in raw HTML, cells with the columns and rows they span; `start` is where the HTML begins in the text. */
export function htmlGrids(html: string, start: number, lineOf: LineOf): Grid[] {
  const grids: Grid[] = []
  const opens = [...html.matchAll(/<table\b[^<>]{0,200}>/gi)]
  for (const [i, open] of opens.entries()) {
    const from = open.index + open[0].length
    // Another table inside ends this one: its cells are its own.
    const next = opens[i + 1]?.index ?? html.length
    const close = html.slice(from, next).indexOf('</table')
    const body = html.slice(from, close < 0 ? next : from + close)
    const rows = pieces(body, 'tr').map((row) =>
      pieces(row.text, 't[hd]').map((cell): Wide => {
        const offset = from + row.at + cell.at
        const line = lineOf(start + offset + cell.text.length - cell.text.trimStart().length)
        return { text: cell.text.trim(), line, columns: spanOf(cell.tag, 'colspan'), rows: spanOf(cell.tag, 'rowspan') }
      }),
    )
    const filled = rows.filter((row) => row.length > 0)
    const [header, ...others] = withOneHeader(filled, headerRows(body, filled))
    if (header !== undefined && others.length > 0) grids.push({ header, rows: others })
  }
  return grids
}

function spanOf(tag: string, name: string): number {
  const span = Number(new RegExp(`\\b${name}\\s{0,3}=\\s{0,3}["']?(\\d{1,2})\\b`, 'i').exec(tag)?.[1] ?? 1)
  return Math.max(1, span)
}

/** How many rows make the header: those of header cells mostly, and as many as a cell of the first one goes down. */
function headerRows(body: string, rows: readonly (readonly Wide[])[]): number {
  const count = (html: string, tag: string): number => pieces(html, tag).length
  const written = pieces(body, 'tr').filter((row) => count(row.text, 't[hd]') > 0)
  const first = written.findIndex((row) => count(row.text, 'th') <= count(row.text, 'td'))
  return Math.max(1, first, ...(rows[0] ?? []).map((cell) => cell.rows))
}

/** Every cell in each place it stands over, and the header's rows as one: "Latency (ms)" above "main" is "main Latency (ms)". */
function withOneHeader(rows: readonly (readonly Wide[])[], headers: number): Cell[][] {
  const places: Cell[][] = rows.map(() => [])
  rows.forEach((row, r) => {
    let at = 0
    for (const { text, line, columns, rows: over } of row) {
      while (places[r]?.[at] !== undefined) at++
      for (let down = 0; down < over && r + down < rows.length; down++)
        for (let right = 0; right < columns; right++) {
          const place = places[r + down]
          if (place !== undefined) place[at + right] = { text, line }
        }
    }
  })
  const above = places.slice(0, headers)
  const width = Math.max(0, ...above.map((row) => row.length))
  const header = Array.from({ length: width }, (_, index): Cell => {
    const cells = above.flatMap((row) => row[index] ?? [])
    const texts = new Set(cells.map((cell) => cell.text).reverse())
    return { text: [...texts].join(' ').trim(), line: cells.at(-1)?.line ?? 1 }
  })
  // A row that a cell above left holes in keeps its cells in their places.
  return [header, ...places.slice(headers).map((row) => Array.from(row, (cell) => cell ?? { text: '', line: header[0]?.line ?? 1 }))]
}

/** What stands between an opening tag and the next one of its kind or its end; HTML lets the end be left out. */
function pieces(html: string, tag: string): { text: string; at: number; tag: string }[] {
  const opens = [...html.matchAll(new RegExp(`<${tag}\\b[^<>]{0,200}>`, 'gi'))]
  return opens.map((open, i) => {
    const at = open.index + open[0].length
    const text = html.slice(at, opens[i + 1]?.index ?? html.length)
    return { text: text.replace(new RegExp(`</(?:${tag}|tr|table|thead|tbody)>[\\s\\S]*$`, 'i'), ''), at, tag: open[0] }
  })
}

import type { Cell, Grid } from './grid.ts'
import type { LineOf } from './line-of.ts'

/** Tables in raw HTML, rows and cells only; `start` is where the HTML begins in the text. */
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
      pieces(row.text, 't[hd]').map((cell): Cell => {
        const offset = from + row.at + cell.at
        return { text: cell.text.trim(), line: lineOf(start + offset + cell.text.length - cell.text.trimStart().length) }
      }),
    )
    const [header, ...others] = rows.filter((row) => row.length > 0)
    if (header !== undefined && others.length > 0) grids.push({ header, rows: others })
  }
  return grids
}

/** What stands between an opening tag and the next one of its kind or its end; HTML lets the end be left out. */
function pieces(html: string, tag: string): { text: string; at: number }[] {
  const opens = [...html.matchAll(new RegExp(`<${tag}\\b[^<>]{0,200}>`, 'gi'))]
  return opens.map((open, i) => {
    const at = open.index + open[0].length
    const text = html.slice(at, opens[i + 1]?.index ?? html.length)
    return { text: text.replace(new RegExp(`</(?:${tag}|tr|table|thead|tbody)>[\\s\\S]*$`, 'i'), ''), at }
  })
}

/**
 * The figures that a reader found, in its order, made into measurements when somebody asks for them: of hundreds of
 * thousands few are ever looked at. Until then a row holds where it stands and what was run, and a figure what was
 * measured under which key; each may be given as a function of the row, which is asked no sooner.
 */
import type { Measurement } from '../model.ts'
import type { Line } from './document/lines.ts'
import type { JsonNode } from './document/node.ts'
import { LineFigure, type Measured, MemberFigure, type Ran } from './found-figure.ts'

/** What is said of a row at once, or what works it out when a figure of the row is looked at. */
export type Late<Said> = Said | ((row: JsonNode) => Said)

export function saidOf<Said extends object>(said: Late<Said>, row: JsonNode): Said {
  return typeof said === 'function' ? said(row) : said
}

export interface FigureList {
  /** The member `key` of a JSON row; members of one row with the same `ran` come one after the other. */
  readonly member: (row: JsonNode, key: string | number, ran: Late<Ran>, measured: Late<Measured>) => void
  /** The number `value` from `start` to before `end` of a line. */
  readonly stretch: (line: Line, start: number, end: number, value: number, ran: Ran, measured: Measured) => void
  /** How many there are. */
  readonly size: () => number
  /** All of them: the same ones each time. */
  readonly all: () => Measurement[]
}

/** The figures of a row, from the one at `from` on. */
type Row =
  | { readonly from: number; readonly node: JsonNode; readonly ran: Late<Ran>; readonly line: null }
  | { readonly from: number; readonly node: null; readonly ran: Ran; readonly line: Line }

export function figureList(): FigureList {
  const rows: Row[] = []
  const measureds: Late<Measured>[] = []
  /** Of a member its key, of a stretch where it starts. */
  const keys: (string | number)[] = []
  const ends: number[] = []
  const values: number[] = []
  const made: Measurement[] = []
  /** Rows before this one are made. */
  let makes = 0
  let row: Row | null = null

  function makeRow(row: Row, to: number): void {
    const ran = row.node === null ? row.ran : saidOf(row.ran, row.node)
    for (let at = row.from; at < to; at++) {
      const said = measureds[at] as Late<Measured>
      const key = keys[at] as string | number
      if (row.node === null)
        made.push(new LineFigure(at + 1, ran, said as Measured, values[at] as number, row.line, key as number, ends[at] as number))
      else made.push(new MemberFigure(at + 1, ran, saidOf(said, row.node), row.node, key))
    }
  }

  return {
    member(node, key, ran, measured) {
      if (row === null || row.node !== node || row.ran !== ran) {
        row = { from: keys.length, node, line: null, ran }
        rows.push(row)
      }
      keys.push(key)
      measureds.push(measured)
    },
    stretch(line, start, end, value, ran, measured) {
      if (row === null || row.line !== line || row.ran !== ran) {
        row = { from: keys.length, node: null, line, ran }
        rows.push(row)
      }
      ends[keys.length] = end
      values[keys.length] = value
      keys.push(start)
      measureds.push(measured)
    },
    size: () => keys.length,
    all() {
      // A reader may look at what it has found so far, and find more: that begins a row.
      for (; makes < rows.length; makes++) makeRow(rows[makes] as Row, rows[makes + 1]?.from ?? keys.length)
      row = null
      return made
    },
  }
}

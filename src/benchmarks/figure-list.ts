/**
 * The figures that a reader found, in its order, made into measurements when somebody asks for them: of hundreds of
 * thousands few are ever looked at. Until then a row holds where it stands and what was run, and a figure what was
 * measured under which key; each may be given as a function of the row, which is asked no sooner.
 */
import type { Measurement } from '../model.ts'
import type { Line } from './document/lines.ts'
import type { JsonNode } from './document/node.ts'
import { LineFigure, type Measured, MemberFigure, type Ran } from './found-figure.ts'

/** Where a row of figures stands. */
type Place = JsonNode | Line

/** What is said of a row at once, or what works it out when a figure of the row is looked at. */
export type Late<Said, Of extends Place = JsonNode> = Said | ((row: Of) => Said)

export function saidOf<Said extends object, Of extends Place>(said: Late<Said, Of>, row: Of): Said {
  return typeof said === 'function' ? said(row) : said
}

export interface FigureList {
  /** The member `key` of a JSON row; members of one row with the same `ran` come one after the other. */
  readonly member: (row: JsonNode, key: string | number, ran: Late<Ran>, measured: Late<Measured>) => void
  /** The number `value` from `start` to before `end` of a line. */
  readonly stretch: (line: Line, start: number, end: number, value: number, ran: Late<Ran, Line>, measured: Measured) => void
  /** How many there are. */
  readonly size: () => number
  /** All of them: the same ones each time. */
  readonly all: () => Measurement[]
}

/** Lists and not objects, which would be hundreds of thousands: of each row, and of each figure. */
export function figureList(): FigureList {
  const places: Place[] = []
  const rans: unknown[] = []
  /** The number of the first figure of a row. */
  const starts: number[] = []
  /** Of a member its key, of a stretch where it starts. */
  const keys: (string | number)[] = []
  const measureds: unknown[] = []
  const ends: number[] = []
  const values: number[] = []
  const made: Measurement[] = []
  /** Rows before this one are made. */
  let makes = 0
  let last: { place: Place | null; ran: unknown } = { place: null, ran: null }

  function begin(place: Place, ran: unknown): void {
    if (last.place === place && last.ran === ran) return
    last.place = place
    last.ran = ran
    places.push(place)
    rans.push(ran)
    starts.push(keys.length)
  }

  function makeRow(row: number): void {
    const place = places[row] as Place
    const ran = saidOf(rans[row] as Late<Ran, Place>, place)
    const to = starts[row + 1] ?? keys.length
    for (let at = starts[row] as number; at < to; at++) {
      const key = keys[at] as string | number
      const measured = measureds[at] as Late<Measured>
      if ('parent' in place) made.push(new MemberFigure(at + 1, ran, saidOf(measured, place), place, key))
      else made.push(new LineFigure(at + 1, ran, measured as Measured, values[at] as number, place, key as number, ends[at] as number))
    }
  }

  return {
    member(row, key, ran, measured) {
      begin(row, ran)
      keys.push(key)
      measureds.push(measured)
    },
    stretch(line, start, end, value, ran, measured) {
      begin(line, ran)
      ends[keys.length] = end
      values[keys.length] = value
      keys.push(start)
      measureds.push(measured)
    },
    size: () => keys.length,
    all() {
      for (; makes < places.length; makes++) makeRow(makes)
      // A reader may look at what it has found so far, and find more: that begins a row.
      last = { place: null, ran: null }
      return made
    },
  }
}

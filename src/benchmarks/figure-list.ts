/**
 * The figures that a reader found, in its order, made into measurements when somebody asks for them: of hundreds of
 * thousands few are ever looked at. Until then a row holds where it stands and what was run, and a figure what was
 * measured under which key; each may be given as a function of the row, which is asked no sooner.
 */
import type { Measurement } from '../model.ts'
import type { Line } from './document/lines.ts'
import type { JsonNode } from './document/node.ts'
import { LineFigure, type Measured, MemberFigure, type Ran } from './found-figure.ts'

/** Where a row of figures stands: of one that is taken apart late, where it begins in the text. */
type Place = JsonNode | Line | number

/** What is said of a row at once, or what works it out when a figure of the row is looked at. */
export type Late<Said, Of extends Place = JsonNode> = Said | ((row: Of) => Said)

export function saidOf<Said extends object, Of extends Place>(said: Late<Said, Of>, row: Of): Said {
  return typeof said === 'function' ? said(row) : said
}

/** Hands over a figure of a row, as `stretch` does. */
type AddFigure = (line: Line, start: number, end: number, value: number, ran: Ran, measured: Measured) => void

/** Takes apart the row that begins at `from` in the text, on the line of that number. */
export type TakeRow = (from: number, number: number, add: AddFigure) => void

export interface FigureList {
  /** The member `key` of a JSON row; members of one row with the same `ran` come one after the other. */
  readonly member: (row: JsonNode, key: string | number, ran: Late<Ran>, measured: Late<Measured>) => void
  /** The number `value` from `start` to before `end` of a line. */
  readonly stretch: (line: Line, start: number, end: number, value: number, ran: Late<Ran, Line>, measured: Measured) => void
  /** A row that holds so many figures, which `take` takes apart when somebody looks. */
  readonly row: (from: number, number: number, figures: number, take: TakeRow) => void
  /** How many there are. */
  readonly size: () => number
  /** All of them: the same ones each time. */
  readonly all: () => Measurement[]
}

/**
 * The figures of a row up to one of them, under which key and what was measured: rows of a file are alike, so that most
 * begin like one before, and share its shape. Of hundreds of thousands of figures none is written down on its own.
 */
interface Shape {
  readonly before: Shape | null
  readonly key: string | number
  readonly measured: unknown
  /** The shapes of a figure more, the newest first, and among those of its own row the next older one. */
  longer: Shape | null
  older: Shape | null
}

/** How many shapes one is looked for among: of figures that each have something of their own none comes again. */
const fewShapes = 6

function longerShape(shape: Shape, key: string | number, measured: unknown): Shape {
  let known = shape.longer
  for (let looked = 1; known !== null; looked++) {
    if (known.key === key && known.measured === measured) return known
    // Older ones are forgotten.
    if (looked === fewShapes) known.older = null
    known = known.older
  }
  shape.longer = { before: shape, key, measured, longer: null, older: shape.longer }
  return shape.longer
}

export function figureList(): FigureList {
  const none: Shape = { before: null, key: '', measured: null, longer: null, older: null }
  const places: Place[] = []
  const rans: unknown[] = []
  /** Of a row of members their shape, of a line the end of its stretches in the lists below, of a row of text its line. */
  const rows: (Shape | number)[] = []
  let shape = none
  let count = 0
  const starts: number[] = []
  const ends: number[] = []
  const values: number[] = []
  const measureds: Measured[] = []
  const made: Measurement[] = []
  /** Rows and stretches before these are made. */
  let makes = 0
  let stretch = 0
  let last: { place: Place | null; ran: unknown } = { place: null, ran: null }

  function begin(place: Place, ran: unknown): void {
    if (last.place === place && last.ran === ran) return
    last.place = place
    last.ran = ran
    places.push(place)
    rans.push(ran)
    shape = none
  }

  const row: Shape[] = []
  function makeMembers(last: Shape, ran: Ran, place: JsonNode): void {
    row.length = 0
    for (let shape = last; shape.before !== null; shape = shape.before) row.push(shape)
    for (const { key, measured } of row.reverse())
      made.push(new MemberFigure(made.length + 1, ran, saidOf(measured as Late<Measured>, place), place, key))
  }

  const add: AddFigure = (line, start, end, value, ran, measured) => {
    made.push(new LineFigure(made.length + 1, ran, measured, value, line, start, end))
  }

  function makeRow(index: number): void {
    const place = places[index] as Place
    if (typeof place === 'number') {
      const take = rans[index] as TakeRow
      take(place, rows[index] as number, add)
      return
    }
    const ran = saidOf(rans[index] as Late<Ran, Place>, place)
    const figures = rows[index] as Shape | number
    if ('parent' in place) makeMembers(figures as Shape, ran, place)
    else
      for (; stretch < (figures as number); stretch++) {
        const [measured, value] = [measureds[stretch] as Measured, values[stretch] as number]
        add(place, starts[stretch] as number, ends[stretch] as number, value, ran, measured)
      }
  }

  return {
    member(row, key, ran, measured) {
      begin(row, ran)
      shape = longerShape(shape, key, measured)
      rows[places.length - 1] = shape
      count++
    },
    stretch(line, start, end, value, ran, measured) {
      begin(line, ran)
      ends.push(end)
      values.push(value)
      measureds.push(measured)
      rows[places.length - 1] = starts.push(start)
      count++
    },
    row(from, number, figures, take) {
      last.place = null
      places.push(from)
      rans.push(take)
      rows[places.length - 1] = number
      count += figures
    },
    size: () => count,
    all() {
      for (; makes < places.length; makes++) makeRow(makes)
      // A reader may look at what it has found so far, and find more: that begins a row.
      last = { place: null, ran: null }
      return made
    },
  }
}

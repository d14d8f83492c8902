/** What a reader finds, written down in one shape: the defaults, the ids and the exact texts are added here. */
import type { Environment, Flag, Locator, Measurement, Problem, StatedChange } from '../model.ts'
import { readCell } from './cells.ts'
import type { Document } from './document/document.ts'
import type { Line } from './document/lines.ts'
import { at, childValue, escapeKey, fieldsOf, type JsonNode, pointer } from './document/node.ts'
import { type FigureList, figureList, type Late, type TakeRow } from './figure-list.ts'
import type { FlagCode } from './flag-codes.ts'
import { type Figure, locateWith, type Measured, type Ran, stretchOf } from './found-figure.ts'
import { FoundFlag, FoundProblem } from './late-place.ts'
import { rememberColumn } from './remember.ts'

export type { Late, TakeRow } from './figure-list.ts'
export type { Figure, Measured, Ran, Runs } from './found-figure.ts'

/** Where a flag belongs: a JSON value, or a line and the words of it that show why. */
export type Place = JsonNode | { line: Line; text?: string }

/** What a key of a row measures; null for one that is no figure. */
type MeasuredAs = (key: string) => Late<Measured> | null

export interface Findings {
  /**
   * A figure from a JSON value: a finite number, or a string that is one. Nothing for a value that is not there; a
   * problem for null (never 0); a flag for NaN and Infinity. Whether there is a figure.
   */
  json(node: JsonNode, figure: Figure): boolean
  /**
   * The same for the member `key` of a row, without a node of its own. What was run and what was measured are kept as
   * they are: a reader of many alike rows makes one of each row and one of each column. What takes time to say (a name
   * put together, a spread) is given as a function of the row, one for all rows: it is asked when somebody looks.
   */
  member(row: JsonNode, key: string | number, ran: Late<Ran>, measured: Late<Measured>): boolean
  /**
   * The same for every member of a row that `measuredAs` knows by its key (null: it is no figure), but those that
   * `isAbsent`. Rows of a file have the same keys in the same order: `measuredAs` is asked for those of the first.
   */
  members(row: JsonNode, ran: Late<Ran>, measuredAs: MeasuredAs, isAbsent?: (value: unknown, key: string, row: JsonNode) => boolean): void
  /**
   * A figure from a line: `text` is the part of the line that shows it and begins with its number, `figure.unit` what
   * the tool means by it. Nothing but a flag where no number stands (`N/A`, `OOM`). `value` is what the text says where
   * its marks mean something else than they do in English (`1.234,5`). The value; null without one.
   */
  line(line: Line, text: string, figure: Figure, value?: number): number | null
  /** The same where its stretch of the line and the value are known, for readers of many alike lines: see `member`. */
  stretch(line: Line, start: number, end: number, value: number, ran: Late<Ran, Line>, measured: Measured): void
  /**
   * A row that begins at `from` in the text, on the line of that number, and is known to hold so many figures: `take`, one
   * for all rows, takes it apart when somebody looks.
   */
  row(from: number, number: number, figures: number, take: TakeRow): void
  /** What an honest reader must say; the same words are kept once. */
  flag(code: FlagCode, message: string, place?: Place): void
  /** What could not be read; `place` or a line number says where. */
  problem(message: string, place?: Place | number): void
  /** What the file itself says about machine and software; empty values are left out. */
  environment(key: string, value: string | null): void
  statedChange(change: StatedChange): void
  /** How many figures were found. */
  readonly size: number
  /** The figures, made when asked for. */
  readonly measurements: Measurement[]
  readonly flags: Flag[]
  readonly problems: Problem[]
  readonly statedChanges: StatedChange[]
  readonly environments: Environment
}

export function findings(document: Document): Findings {
  const figures = figureList()
  const flags: Flag[] = []
  const problems: Problem[] = []
  const statedChanges: StatedChange[] = []
  const environments: Record<string, string> = {}

  function locateMember(row: JsonNode, key: string | number): Locator {
    const node = at(row, key)
    return { pointer: pointerOf(node), text: typeof node.value === 'string' ? node.value : (document.token(node) ?? String(node.value)) }
  }

  // The figures of a row stand together: the way to the row is written once for all of them, and each key once.
  let row: { node: JsonNode | null; pointer: string } = { node: null, pointer: '' }
  const steps = new Map<string, string>()
  function pointerOf({ parent, key }: JsonNode): string {
    if (parent === null) return ''
    if (row.node !== parent) row = { node: parent, pointer: pointer(parent) }
    return row.pointer + (typeof key === 'number' ? `/${key}` : stepTo(key))
  }
  function stepTo(key: string): string {
    const known = steps.get(key)
    if (known !== undefined) return known
    const step = `/${escapeKey(key)}`
    if (steps.size < 1000) steps.set(key, step)
    return step
  }

  const columns = new Map<MeasuredAs, (key: string, column: number) => Late<Measured> | null>()
  function columnsOf(measuredAs: MeasuredAs) {
    const known = columns.get(measuredAs) ?? rememberColumn(measuredAs)
    columns.set(measuredAs, known)
    return known
  }

  const locateFlag = (place: Place) => locate(document, place)
  const said = new Map<FlagCode, Set<string>>()
  // What holds for many rows in the same words (a unit without direction) is said once, at the first of them.
  function flag(code: FlagCode, message: string, place?: Place): void {
    const messages = said.get(code) ?? new Set()
    if (messages.has(message)) return
    said.set(code, messages.add(message))
    flags.push(new FoundFlag(code, message, place, locateFlag))
  }

  const lineOfPlace = (place?: Place | number) => (typeof place === 'number' ? place : place === undefined ? null : lineOf(document, place))
  function problem(message: string, place?: Place | number): void {
    problems.push(new FoundProblem(message, place, lineOfPlace))
  }

  /** The finite number that a JSON value is; null, after saying why, for any other value. `where` tells its node. */
  function numberOf(value: unknown, where: () => JsonNode): number | null {
    if (typeof value === 'number' && Number.isFinite(value)) return value
    if (typeof value === 'string' && numeral.test(value) && Number.isFinite(Number(value))) return Number(value)
    if (value === undefined) return null
    if (value === null) problems.push(new FoundProblem(nullAt, where(), lineOfPlace))
    else flag('not-a-number', `${pointer(where())} is ${shown(value)}, not a number.`, where())
    return null
  }

  /** Whether the member of a row is a figure. Nearly all are finite numbers: who asks looks first, and nothing is made for them. */
  function isFigure(value: unknown, row: JsonNode, key: string | number): boolean {
    return numberOf(value, () => at(row, key)) !== null
  }

  if (document.json !== null) locateWith(document.json, locateMember)

  const rest: Omit<Findings, keyof Figures> = {
    flags,
    problems,
    statedChanges,
    environments,
    flag,
    problem,
    json(node, figure) {
      const value = numberOf(node.value, () => node)
      const { parent, key } = node
      if (value === null || parent === null) return false
      figures.member(parent, key, figure, figure)
      return true
    },
    member(row, key, ran, measured) {
      const value = childValue(row.value, key)
      const isOne = (typeof value === 'number' && Number.isFinite(value)) || isFigure(value, row, key)
      if (isOne) figures.member(row, key, ran, measured)
      return isOne
    },
    members(row, ran, measuredAs, isAbsent) {
      const fields = fieldsOf(row.value)
      const measuredIn = columnsOf(measuredAs)
      let column = 0
      for (const key in fields) {
        const measured = measuredIn(key, column++)
        if (measured === null) continue
        const value = fields[key]
        if (isAbsent?.(value, key, row) === true) continue
        if ((typeof value === 'number' && Number.isFinite(value)) || isFigure(value, row, key)) figures.member(row, key, ran, measured)
      }
    },
    line(line, text, figure, value = readCell(text)?.value) {
      const [start, end] = placeIn(line.text, text)
      if (value !== undefined && Number.isFinite(value) && end > start) {
        figures.stretch(line, start, end, value, figure, figure)
        return value
      }
      flag('not-a-number', `No number in "${text}" for ${figure.metric}.`, { line, text })
      return null
    },
    stretch: figures.stretch,
    row: figures.row,
    environment(key, value) {
      if (value !== null && value.trim() !== '') environments[key] = value.trim()
    },
    statedChange(change) {
      statedChanges.push(change)
    },
  }
  return Object.assign(new Figures(figures), rest)
}

/** A class, as `Lines` of `document.ts` is. */
class Figures {
  readonly #list: FigureList

  constructor(list: FigureList) {
    this.#list = list
  }

  get size(): number {
    return this.#list.size()
  }
  get measurements(): Measurement[] {
    return this.#list.all()
  }
}

function nullAt(node: JsonNode): string {
  return `${pointer(node)} is null: there is no figure, which is not the same as 0.`
}

/** What stands where a number should, in a few words: a value may be long, or lists a hundred thousand deep. */
function shown(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value)
  return typeof value === 'object' ? (Array.isArray(value) ? 'a list' : 'an object') : String(value)
}

const numeral = /^[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?$/

function locate(document: Document, place: Place): Locator {
  if ('line' in place) {
    const [first = ''] = place.line.text.split('\n', 1)
    const [start, end] = placeIn(place.line.text, place.text ?? '')
    return end > start ? stretchOf(place.line, start, end) : { line: place.line.number, text: first.trim() }
  }
  return { pointer: pointer(place), text: document.token(place) ?? '' }
}

/**
 * From where to where a text stands in a line or a record of several. Of a cell that an escape changed (`""`, `\|`) it is
 * the number; nothing, where not even that stands there.
 */
function placeIn(whole: string, text: string): [start: number, end: number] {
  const start = whole.indexOf(text)
  if (start >= 0) return [start, start + text.length]
  const shown = readCell(text)?.text ?? ''
  const at = whole.indexOf(shown)
  return at < 0 ? [0, 0] : [at, at + shown.length]
}

function lineOf(document: Document, place: Place): number | null {
  return 'line' in place ? place.line.number : document.lineOf(place)
}

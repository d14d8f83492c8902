/**
 * A figure that a reader found, as a measurement. Of hundreds of thousands few are ever shown, and writing each down in
 * full takes longer than reading the file. So one holds only its number and the way to everything else: what was run
 * (the same for all figures of a row), what was measured (the same for a column), and where it stands, which is worked
 * out when somebody looks. It is a class, against the custom of this house, because getters on a shared prototype are
 * the one form in which that costs nothing. A spread would copy nothing of it: `withChanges` makes a copy.
 */
import type { Locator, Measurement, Side, Spread } from '../model.ts'
import type { Line } from './document/lines.ts'
import { childValue, type JsonNode } from './document/node.ts'

/** How often, and in which case. `samples` may as well stand with what was measured. */
export type Runs = Partial<Pick<Measurement, 'condition' | 'samples' | 'sampleKind'>>

/** What was run. What takes all rows to know (whether one comes again) is `runs`, which is asked when somebody looks. */
export type Ran = Partial<Pick<Measurement, 'benchmark' | 'side'>> & Runs & { runs?: (ran: Ran) => Runs }

/**
 * What was measured. What a reader leaves out is `value`, no unit, unknown, a result. A spread that stands behind its
 * number in a line may be a function of the words from the number on, which is asked when somebody looks.
 */
export type Measured = Pick<Measurement, 'metric'> &
  Partial<Pick<Measurement, 'statistic' | 'unit' | 'better' | 'role' | 'values' | 'samples' | 'sampleKind'>> & {
    spread?: Spread | null | ((words: string) => Spread | null)
  }

/** What a reader says about a figure. */
export type Figure = Ran & Measured

abstract class FoundFigure implements Measurement {
  #id: string | number
  #ran: Ran
  readonly #measured: Measured

  constructor(number: number, ran: Ran, measured: Measured) {
    this.#id = number
    this.#ran = ran
    this.#measured = measured
  }

  abstract get value(): number
  abstract get locator(): Locator
  /** What stands there, from the number to the end. */
  protected abstract words(): string

  get id(): string {
    return typeof this.#id === 'number' ? `m${this.#id}` : this.#id
  }
  set id(id: string) {
    this.#id = id
  }
  get side(): Side {
    return this.#ran.side ?? 'unknown'
  }
  set side(side: Side) {
    if (side !== this.side) this.#ran = onSide(this.#ran, side)
  }
  get benchmark(): string {
    return this.#ran.benchmark ?? ''
  }
  get metric(): string {
    return this.#measured.metric
  }
  get statistic(): string {
    return this.#measured.statistic ?? 'value'
  }
  get unit(): string {
    return this.#measured.unit ?? ''
  }
  get better(): Measurement['better'] {
    return isDispersion(this.#measured.statistic) ? 'unknown' : (this.#measured.better ?? 'unknown')
  }
  get samples(): number | null {
    const samples = this.#measured.samples ?? runsOf(this.#ran).samples
    return isCount(samples) ? samples : null
  }
  get sampleKind(): Measurement['sampleKind'] {
    return this.#measured.sampleKind ?? runsOf(this.#ran).sampleKind ?? null
  }
  get spread(): Measurement['spread'] {
    const said = this.#measured.spread ?? null
    const spread = typeof said === 'function' ? said(this.words()) : said
    // Of `1.5 ± 1e999` nobody knows how far it spreads.
    return spread === null || [spread.value, spread.low, spread.high].every((part) => part === undefined || Number.isFinite(part))
      ? spread
      : null
  }
  get values(): number[] | undefined {
    return this.#measured.values
  }
  get condition(): string {
    return runsOf(this.#ran).condition ?? ''
  }
  get role(): Measurement['role'] {
    return this.#measured.role ?? 'result'
  }
  toJSON(): Measurement {
    return withChanges(this, {})
  }
}

/** No private getter, which would mark every figure. */
function runsOf(ran: Ran): Runs {
  return ran.runs?.(ran) ?? ran
}

/** The figures of a row stay together when they are put on a side. */
const sided = new WeakMap<Ran, Map<Side, Ran>>()

function onSide(ran: Ran, side: Side): Ran {
  const known = sided.get(ran) ?? new Map<Side, Ran>()
  sided.set(ran, known)
  const moved = known.get(side) ?? { ...ran, side }
  known.set(side, moved)
  return moved
}

/** How the members of a JSON document are located, by its root: a figure need not remember it. */
const locators = new WeakMap<JsonNode, (row: JsonNode, key: string | number) => Locator>()

/** From now on, figures of the document under `root` ask `locate` for their place. */
export function locateWith(root: JsonNode, locate: (row: JsonNode, key: string | number) => Locator): void {
  locators.set(root, locate)
}

/** The member `key` of a JSON row, which is a finite number or a string that is one. */
export class MemberFigure extends FoundFigure {
  readonly #row: JsonNode
  readonly #key: string | number

  constructor(number: number, ran: Ran, measured: Measured, row: JsonNode, key: string | number) {
    super(number, ran, measured)
    this.#row = row
    this.#key = key
  }

  get value(): number {
    return Number(childValue(this.#row.value, this.#key))
  }
  get locator(): Locator {
    let root = this.#row
    while (root.parent !== null) root = root.parent
    const locate = locators.get(root)
    return locate === undefined ? { text: this.words() } : locate(this.#row, this.#key)
  }
  protected words(): string {
    return String(childValue(this.#row.value, this.#key))
  }
}

/** A number in a line: it stands there from `start` to before `end`, with its unit if it has one. */
export class LineFigure extends FoundFigure {
  readonly value: number
  readonly #line: Line
  readonly #start: number
  readonly #end: number

  constructor(number: number, ran: Ran, measured: Measured, value: number, line: Line, start: number, end: number) {
    super(number, ran, measured)
    this.value = value
    this.#line = line
    this.#start = start
    this.#end = end
  }

  get locator(): Locator {
    return stretchOf(this.#line, this.#start, this.#end)
  }
  protected words(): string {
    return this.#line.text.slice(this.#start)
  }
}

/** A stretch of a line; of a record that spans several lines, on the one where it begins. */
export function stretchOf(line: Line, start: number, end: number): Locator {
  const breaks = breaksIn(line)
  let [above, below] = [0, breaks.length]
  while (above < below) {
    const middle = (above + below) >> 1
    if ((breaks[middle] as number) < start) above = middle + 1
    else below = middle
  }
  return { line: line.number + above, text: line.text.slice(start, end) }
}

/** Where the lines of a record end. A line of a megabyte may hold a hundred thousand figures: it is looked through once. */
function breaksIn(line: Line): readonly number[] {
  const known = breaks.get(line)
  if (known !== undefined) return known
  const found = [...line.text.matchAll(/\n/g)].map(({ index }) => index)
  breaks.set(line, found)
  return found
}

const breaks = new WeakMap<Line, readonly number[]>()

/** A copy as plain data, with other values for some of its fields or with fields of the caller's own. */
export function withChanges<Changes extends object>(
  measurement: Measurement,
  changes: Changes,
): Omit<Measurement, keyof Changes> & Changes {
  const { id, benchmark, metric, statistic, value, unit, better, samples, sampleKind, spread, side, condition, role, locator, values } =
    measurement
  const plain = { id, benchmark, metric, statistic, value, unit, better, samples, sampleKind, spread, side, condition, role, locator }
  return { ...plain, ...(values !== undefined && { values }), ...changes }
}

/** A broken file may say 76.6 rounds; then nobody knows how many there were. */
function isCount(samples: number | null | undefined): samples is number {
  return Number.isInteger(samples) && Number(samples) >= 0
}

/** How far samples lie apart, and the ends of an interval, are neither good nor bad. */
function isDispersion(statistic: string | undefined): boolean {
  return statistic !== undefined && (dispersions.has(statistic) || statistic.endsWith(' bound'))
}

const dispersions = new Set(['stddev', 'mad', 'cv', 'iqr', 'stderr'])

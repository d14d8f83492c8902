/**
 * A figure that a reader found, as a measurement. Of hundreds of thousands few are ever shown, and writing each down in
 * full takes longer than reading the file. So one holds only its number and the way to everything else: what was run
 * (the same for all figures of a row), what was measured (the same for a column), and where it stands, which is worked
 * out when somebody looks. It is a class, against the custom of this house, because getters on a shared prototype are
 * the one form in which that costs nothing. A spread would copy nothing of it: `withChanges` makes a copy.
 */
import type { Locator, Measurement } from '../model.ts'

/** What was run; `samples` may as well stand with what was measured. */
export type Ran = Partial<Pick<Measurement, 'benchmark' | 'condition' | 'side' | 'samples' | 'sampleKind'>>

/** What was measured. What a reader leaves out is `value`, no unit, unknown, a result. */
export type Measured = Pick<Measurement, 'metric'> &
  Partial<Pick<Measurement, 'statistic' | 'unit' | 'better' | 'role' | 'spread' | 'values' | 'samples' | 'sampleKind'>>

/** What a reader says about a figure. */
export type Figure = Ran & Measured

/**
 * One figure. `locate(holder, key)` is asked for its place when somebody wants to know: the holder is the row or line it
 * stands in, the key its name or words there.
 */
export class FoundFigure<Holder, Key> implements Measurement {
  readonly value: number
  side: Measurement['side']
  declare values?: number[]
  #id: string | number
  readonly #ran: Ran
  readonly #measured: Measured
  readonly #holder: Holder
  readonly #key: Key
  readonly #locate: (holder: Holder, key: Key) => Locator

  constructor(
    number: number,
    value: number,
    ran: Ran,
    measured: Measured,
    holder: Holder,
    key: Key,
    locate: (holder: Holder, key: Key) => Locator,
  ) {
    this.value = value
    this.side = ran.side ?? 'unknown'
    this.#id = number
    if (measured.values !== undefined) this.values = measured.values
    this.#ran = ran
    this.#measured = measured
    this.#holder = holder
    this.#key = key
    this.#locate = locate
  }

  get id(): string {
    return typeof this.#id === 'number' ? `m${this.#id}` : this.#id
  }
  set id(id: string) {
    this.#id = id
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
    const samples = this.#measured.samples ?? this.#ran.samples
    return isCount(samples) ? samples : null
  }
  get sampleKind(): Measurement['sampleKind'] {
    return this.#measured.sampleKind ?? this.#ran.sampleKind ?? null
  }
  get spread(): Measurement['spread'] {
    const spread = this.#measured.spread ?? null
    // Of `1.5 ± 1e999` nobody knows how far it spreads.
    return spread === null || [spread.value, spread.low, spread.high].every((part) => part === undefined || Number.isFinite(part))
      ? spread
      : null
  }
  get condition(): string {
    return this.#ran.condition ?? ''
  }
  get role(): Measurement['role'] {
    return this.#measured.role ?? 'result'
  }
  get locator(): Locator {
    return this.#locate(this.#holder, this.#key)
  }
  toJSON(): Measurement {
    return withChanges(this, {})
  }
}

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

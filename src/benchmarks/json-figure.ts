/**
 * A measurement from a JSON file, whose place is worked out when somebody looks at it: of hundreds of thousands of
 * figures in a file few are ever shown, and writing down where each stands takes longer than reading it. `locator` is an
 * own, enumerable property with a getter, so that JSON.stringify, structuredClone and `{ ...measurement }` see and copy
 * plain data. It is a class, against the custom of this house, because only a private field hides the way to the place
 * from all three at no cost.
 */
import type { Locator, Measurement } from '../model.ts'
import type { JsonNode } from './document/node.ts'

/** Everything of a measurement but its place. */
export type Unplaced = Omit<Measurement, 'locator' | 'values'>

/** Where the member `key` of `parent` stands. */
type Locate = (parent: JsonNode, key: string | number) => Locator

class JsonFigure implements Measurement {
  id: Measurement['id']
  benchmark: Measurement['benchmark']
  metric: Measurement['metric']
  statistic: Measurement['statistic']
  value: Measurement['value']
  unit: Measurement['unit']
  better: Measurement['better']
  samples: Measurement['samples']
  sampleKind: Measurement['sampleKind']
  spread: Measurement['spread']
  side: Measurement['side']
  condition: Measurement['condition']
  role: Measurement['role']
  declare readonly locator: Locator
  declare values?: number[]
  readonly #parent: JsonNode
  readonly #key: string | number
  readonly #locate: Locate
  #place: Locator | null = null

  constructor(figure: Unplaced, parent: JsonNode, key: string | number, locate: Locate) {
    this.id = figure.id
    this.benchmark = figure.benchmark
    this.metric = figure.metric
    this.statistic = figure.statistic
    this.value = figure.value
    this.unit = figure.unit
    this.better = figure.better
    this.samples = figure.samples
    this.sampleKind = figure.sampleKind
    this.spread = figure.spread
    this.side = figure.side
    this.condition = figure.condition
    this.role = figure.role
    this.#parent = parent
    this.#key = key
    this.#locate = locate
    Object.defineProperty(this, 'locator', lazily)
  }

  static place(figure: JsonFigure): Locator {
    figure.#place ??= figure.#locate(figure.#parent, figure.#key)
    return figure.#place
  }
}

/** One descriptor for all of them, so that they share their shape. */
const lazily: PropertyDescriptor & ThisType<JsonFigure> = {
  get() {
    return JsonFigure.place(this)
  },
  enumerable: true,
  configurable: true,
}

/** A measurement whose `locator` is asked for late. */
export function jsonFigure(figure: Unplaced, parent: JsonNode, key: string | number, locate: Locate): Measurement {
  return new JsonFigure(figure, parent, key, locate)
}

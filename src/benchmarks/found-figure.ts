/**
 * A figure that a reader found, as a measurement. Its place in a JSON file is worked out when somebody looks at it: of
 * hundreds of thousands of figures few are ever shown, and writing down where each stands takes longer than reading it.
 * `locator` is then an own, enumerable property with a getter, so that JSON.stringify, structuredClone and
 * `{ ...measurement }` see and copy plain data. It is a class, against the custom of this house, because only a private
 * field hides the way to the place from all three at no cost.
 */
import type { Locator, Measurement } from '../model.ts'
import { type JsonNode, root } from './document/node.ts'

/** What a reader says about a figure; what it leaves out is `value`, no unit, unknown, a result. */
export type Figure = Pick<Measurement, 'metric'> & Partial<Omit<Measurement, 'id' | 'locator' | 'value' | 'metric'>>

/** Where the member `key` of a JSON value stands. */
type Locate = (parent: JsonNode, key: string | number) => Locator

class FoundFigure implements Measurement {
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
  declare locator: Locator
  declare values?: number[]
  readonly #parent: JsonNode
  readonly #key: string | number
  readonly #locate: Locate

  constructor(id: string, value: number, figure: Figure, parent: JsonNode, key: string | number, locate: Locate) {
    this.id = id
    this.benchmark = figure.benchmark ?? ''
    this.metric = figure.metric
    this.statistic = figure.statistic ?? 'value'
    this.value = value
    this.unit = figure.unit ?? ''
    this.better = isDispersion(figure.statistic) ? 'unknown' : (figure.better ?? 'unknown')
    this.samples = isCount(figure.samples) ? figure.samples : null
    this.sampleKind = figure.sampleKind ?? null
    this.spread = figure.spread ?? null
    this.side = figure.side ?? 'unknown'
    this.condition = figure.condition ?? ''
    this.role = figure.role ?? 'result'
    this.#parent = parent
    this.#key = key
    this.#locate = locate
  }

  static place(figure: FoundFigure): Locator {
    return figure.#locate(figure.#parent, figure.#key)
  }
}

/** One descriptor for all of them, so that they share their shape. */
const late: PropertyDescriptor & ThisType<FoundFigure> = {
  get() {
    return FoundFigure.place(this)
  },
  enumerable: true,
  configurable: true,
}

/** A figure from the member `key` of a JSON value, whose place `locate` tells when it is asked for. */
export function memberFigure(
  id: string,
  value: number,
  figure: Figure,
  parent: JsonNode,
  key: string | number,
  locate: Locate,
): Measurement {
  const found = new FoundFigure(id, value, figure, parent, key, locate)
  Object.defineProperty(found, 'locator', late)
  if (figure.values !== undefined) found.values = figure.values
  return found
}

/** A figure whose place is known. */
export function placedFigure(id: string, value: number, figure: Figure, locator: Locator): Measurement {
  const found = new FoundFigure(id, value, figure, nowhere, '', never)
  found.locator = locator
  if (figure.values !== undefined) found.values = figure.values
  return found
}

const nowhere = root(null)
const never: Locate = () => ({ text: '' })

/** A broken file may say 76.6 rounds; then nobody knows how many there were. */
function isCount(samples: number | null | undefined): samples is number {
  return Number.isInteger(samples) && Number(samples) >= 0
}

/** How far samples lie apart, and the ends of an interval, are neither good nor bad. */
function isDispersion(statistic: string | undefined): boolean {
  return statistic !== undefined && (dispersions.has(statistic) || statistic.endsWith(' bound'))
}

const dispersions = new Set(['stddev', 'mad', 'cv', 'iqr', 'stderr'])

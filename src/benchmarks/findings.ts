/** What a reader finds, written down in one shape: the defaults, the ids and the exact texts are added here. */
import type { Environment, Flag, Locator, Measurement, Problem, StatedChange } from '../model.ts'
import { readCell } from './cells.ts'
import type { Document } from './document/document.ts'
import type { Line } from './document/lines.ts'
import { at, escapeKey, type JsonNode, pointer } from './document/node.ts'
import type { FlagCode } from './flag-codes.ts'
import { type Figure, memberFigure, placedFigure } from './found-figure.ts'

export type { Figure } from './found-figure.ts'

/** Where a flag belongs: a JSON value, or a line and the words of it that show why. */
export type Place = JsonNode | { line: Line; text?: string }

export interface Findings {
  /**
   * A figure from a JSON value: a finite number, or a string that is one. Nothing for a value that is not there; a
   * problem for null (never 0); a flag for NaN and Infinity. Neither the node nor the figure is kept.
   */
  json(node: JsonNode, figure: Figure): Measurement | null
  /**
   * A figure from a line: `text` is the part of the line that shows it and begins with its number, `figure.unit` what
   * the tool means by it. Nothing but a flag where no number stands (`N/A`, `OOM`). `value` is what the text says where
   * its marks mean something else than they do in English (`1.234,5`).
   */
  line(line: Line, text: string, figure: Figure, value?: number): Measurement | null
  /** What an honest reader must say; the same words are kept once. */
  flag(code: FlagCode, message: string, place?: Place): void
  /** What could not be read; `place` or a line number says where. */
  problem(message: string, place?: Place | number): void
  /** What the file itself says about machine and software; empty values are left out. */
  environment(key: string, value: string | null): void
  statedChange(change: StatedChange): void
  readonly measurements: Measurement[]
  readonly flags: Flag[]
  readonly problems: Problem[]
  readonly statedChanges: StatedChange[]
  readonly environments: Environment
}

export function findings(document: Document): Findings {
  const measurements: Measurement[] = []
  const flags: Flag[] = []
  const problems: Problem[] = []
  const statedChanges: StatedChange[] = []
  const environments: Record<string, string> = {}

  function add(measurement: Measurement): Measurement {
    measurements.push(measurement)
    return measurement
  }
  const nextId = () => `m${measurements.length + 1}`

  function locateMember(parent: JsonNode, key: string | number): Locator {
    const node = at(parent, key)
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

  const said = new Set<string>()
  // What holds for many rows in the same words (a unit without direction) is said once, at the first of them.
  function flag(code: FlagCode, message: string, place?: Place): void {
    if (said.has(`${code} ${message}`)) return
    said.add(`${code} ${message}`)
    flags.push(
      late<Flag, 'locator'>({ code, message, locator: null }, 'locator', () => (place === undefined ? null : locate(document, place))),
    )
  }

  function problem(message: string, place?: Place | number): void {
    problems.push(
      late<Problem, 'line'>({ line: null, message }, 'line', () =>
        typeof place === 'number' ? place : place === undefined ? null : lineOf(document, place),
      ),
    )
  }

  return {
    measurements,
    flags,
    problems,
    statedChanges,
    environments,
    flag,
    problem,
    json(node, figure) {
      const { value } = node
      if (value === undefined) return null
      if (value === null) {
        problem(`${pointer(node)} is null: there is no figure, which is not the same as 0.`, node)
        return null
      }
      const number = typeof value === 'string' ? (numeral.test(value) ? Number(value) : Number.NaN) : value
      if (typeof number !== 'number' || !Number.isFinite(number)) {
        flag('not-a-number', `${pointer(node)} is ${JSON.stringify(value) ?? 'nothing'}, not a number.`, node)
        return null
      }
      if (node.parent !== null) return add(memberFigure(nextId(), number, figure, node.parent, node.key, locateMember))
      return add(placedFigure(nextId(), number, figure, { pointer: '', text: document.token(node) ?? String(value) }))
    },
    line(line, text, figure, value = readCell(text)?.value) {
      const locator = placeIn(line, text)
      if (value !== undefined && locator !== null) return add(placedFigure(nextId(), value, figure, locator))
      flag('not-a-number', `No number in "${text}" for ${figure.metric}.`, { line, text })
      return null
    },
    environment(key, value) {
      if (value !== null && value.trim() !== '') environments[key] = value.trim()
    },
    statedChange(change) {
      statedChanges.push(change)
    },
  }
}

/** An object of which one property is worked out when somebody looks, since thousands of rows may say the same and few are shown. */
function late<T extends object, K extends keyof T>(object: T, key: K, find: () => T[K]): T {
  let found: { value: T[K] } | null = null
  return Object.defineProperty(object, key, {
    get() {
      found ??= { value: find() }
      return found.value
    },
    enumerable: true,
    configurable: true,
  })
}

const numeral = /^[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?$/

function locate(document: Document, place: Place): Locator {
  if ('line' in place) {
    const [first = ''] = place.line.text.split('\n', 1)
    return placeIn(place.line, place.text ?? '') ?? { line: place.line.number, text: first.trim() }
  }
  return { pointer: pointer(place), text: document.token(place) ?? '' }
}

/**
 * Where a text stands in a line, or in one of the lines of a record that spans several. Of a cell that an escape changed
 * (`""`, `\|`) the number is shown; null where not even that stands there.
 */
function placeIn({ number, text: whole }: Line, text: string): Locator | null {
  const shown = text === '' || whole.includes(text) ? text : (readCell(text)?.text ?? '')
  const at = shown === '' ? -1 : whole.indexOf(shown)
  if (at < 0) return null
  const above = whole.includes('\n') ? whole.slice(0, at).split('\n').length - 1 : 0
  return { line: number + above, text: shown }
}

function lineOf(document: Document, place: Place): number | null {
  return 'line' in place ? place.line.number : document.lineOf(place)
}

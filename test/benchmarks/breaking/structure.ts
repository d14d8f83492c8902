/** Ways to break JSON that leave it JSON: values of other types, keys that are gone or others, rows that come again, depth. */
import type { Random } from '../random.ts'
import type { Break } from './text.ts'

type Way = (string | number)[]
type Change = (value: unknown, random: Random) => unknown

/** Of other types than any reader hopes for; `undefined` takes the value away. */
const others: unknown[] = [
  undefined,
  null,
  true,
  '',
  'NaN',
  'Infinity',
  '12',
  '1.5 ms',
  -1,
  0,
  1e308,
  2 ** 53 + 2,
  0.1,
  [],
  {},
  [[]],
  [null],
  [1, 'two', null],
  { a: {} },
  { length: 3 },
  'x'.repeat(300),
]

const changes: Record<string, Change> = {
  'another type': (_, random) => others[random(others.length)],
  'rows come again': (value, random) => {
    if (Array.isArray(value)) return value.flatMap((row) => (random(3) === 0 ? [row, row] : [row]))
    return isMap(value) ? { ...value, ...Object.fromEntries(Object.entries(value).map(([key, part]) => [`${key}2`, part])) } : value
  },
  'rows of mixed types': (value, random) => (Array.isArray(value) ? [others[random(others.length)] ?? null, ...value] : [value]),
  'another key': (value, random) => {
    const keys = isMap(value) ? Object.keys(value) : []
    const key = keys[random(keys.length)]
    if (!isMap(value) || key === undefined) return value
    const { [key]: part, ...rest } = value
    return { ...rest, [random(2) === 0 ? `${key}_` : '__proto__x']: part }
  },
  'keys in another order': (value) =>
    isMap(value) ? Object.fromEntries(Object.entries(value).toReversed()) : Array.isArray(value) ? value.toReversed() : value,
  deeper: (value) => ({ value: [value] }),
  'one of the two kinds of list': (value) => (Array.isArray(value) ? { ...value } : isMap(value) ? Object.values(value) : [value]),
}

/** Null for what is no JSON. */
export function breakStructure(text: string, random: Random): string | null {
  const isLines = text.trimStart().startsWith('{') && /\}\s*\n\s*\{/.test(text)
  try {
    if (!isLines) return JSON.stringify(changed(JSON.parse(text), random), null, random(2) === 0 ? 2 : 0)
    const records = text.split('\n').filter((line) => line.trim() !== '')
    const at = random(records.length)
    return records.map((line, index) => (index === at ? JSON.stringify(changed(JSON.parse(line), random)) : line)).join('\n')
  } catch {
    return null
  }
}

/** A value a hundred thousand lists deep, which no recursion survives. */
export const deepNesting: Break = (text, random) => {
  const found = [...text.matchAll(/(?<=[:,[]\s*)-?\d[\d.]*/g)]
  const match = found[random(found.length)]
  const [open, close] = random(2) === 0 ? ['[', ']'] : ['{"a":', '}']
  const at = match?.index ?? 0
  return `${text.slice(0, at)}${open.repeat(100_000)}1${close.repeat(100_000)}${text.slice(at + (match?.[0].length ?? 0))}`
}

function changed(value: unknown, random: Random): unknown {
  const ways = waysOf(value, [])
  const way = ways[random(ways.length)] ?? []
  const all = Object.values(changes)
  return replaced(value, way, all[random(all.length)] ?? ((same) => same), random) ?? null
}

function waysOf(value: unknown, way: Way): Way[] {
  if (typeof value !== 'object' || value === null) return [way]
  // Of a list of thousands a few show the same.
  const parts = Object.entries(value).slice(0, 40)
  return [way, ...parts.flatMap(([key, part]) => waysOf(part, [...way, Array.isArray(value) ? Number(key) : key]))]
}

function replaced(value: unknown, [key, ...rest]: Way, change: Change, random: Random): unknown {
  if (key === undefined) return change(value, random)
  if (Array.isArray(value)) return value.with(Number(key), replaced(value[Number(key)], rest, change, random))
  const record = value as Record<string, unknown>
  return { ...record, [key]: replaced(record[key], rest, change, random) }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

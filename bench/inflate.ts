/** A small JSON file of a tool, grown to a size: its largest list or map of alike parts is repeated, with other names and figures. */

type Way = (string | number)[]

/** The file as large as `bytes`, in every way it can grow, the most fruitful first; JSON Lines grow line by line. */
export function inflations(text: string, bytes: number): (() => string)[] {
  const value = parsed(text)
  if (value === undefined) {
    const lines = text.trim().split('\n').map(parsed)
    // NaN and files cut off are not JSON: there is nothing to compare with.
    if (lines.includes(undefined)) return []
    return [
      () =>
        repeated(lines, bytes)
          .map((line) => JSON.stringify(line))
          .join('\n'),
    ]
  }
  const ways = containers(value, []).toSorted((a, b) => sizeAt(value, b) - sizeAt(value, a))
  return ways.map((way) => () => JSON.stringify(replaced(value, way, grown(valueAt(value, way), bytes)), null, 2))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** Where lists of objects or lists, and maps of objects, are. */
function containers(value: unknown, way: Way): Way[] {
  if (typeof value !== 'object' || value === null) return []
  const parts = Object.entries(value)
  const isAlike = parts.length > 0 && parts.every(([, part]) => typeof part === 'object' && part !== null)
  return [
    ...(isAlike ? [way] : []),
    ...parts.flatMap(([key, part]) => containers(part, [...way, Array.isArray(value) ? Number(key) : key])),
  ]
}

function valueAt(value: unknown, way: Way): object {
  return way.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], value) as object
}

function sizeAt(value: unknown, way: Way): number {
  return JSON.stringify(valueAt(value, way)).length
}

function replaced(value: unknown, [key, ...rest]: Way, by: unknown): unknown {
  if (key === undefined) return by
  if (Array.isArray(value)) return value.with(Number(key), replaced(value[Number(key)], rest, by))
  const record = value as Record<string, unknown>
  return { ...record, [key]: replaced(record[key], rest, by) }
}

function grown(container: object, bytes: number): object {
  if (Array.isArray(container)) return repeated(container, bytes)
  const keys = Object.keys(container)
  const values = repeated(Object.values(container), bytes)
  return Object.fromEntries(values.map((value, i) => [i < keys.length ? keys[i] : `${keys[i % keys.length]}-${i}`, value]))
}

function repeated(parts: readonly unknown[], bytes: number): unknown[] {
  const result = [...parts]
  for (let size = JSON.stringify(result, null, 2).length; size < bytes; ) {
    const part = varied(parts[result.length % parts.length], result.length, '')
    size += JSON.stringify(part, null, 2).length
    result.push(part)
  }
  return result
}

/** Another name, other figures; what a reader goes by (types, units, versions) stays. */
function varied(value: unknown, index: number, key: string): unknown {
  if (typeof value === 'number') return key === '' || Number.isInteger(value) ? value : value * (1 + (index % 9973) * 1e-6)
  if (typeof value === 'string') return named.test(key) ? `${value}-${index}` : value
  if (Array.isArray(value)) return value.map((part) => varied(part, index, 'part'))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([inner, part]) => [inner, varied(part, index, inner)]))
}

const named = /^(?:full_?name|name|title|method|methodtitle|benchmark|run_name|request_id|x_request_id|id|displayinfo)$/i

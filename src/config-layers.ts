/** Several configuration files as one: the nearest wins, key by key; lists are replaced, never joined. Pure. */
import type { ConfigFile } from './config.ts'

/** One file of those that hold, with where it lies. */
export interface ConfigLayer {
  /** `owner/name`. */
  repository: string
  path: string
  file: ConfigFile
}

export interface LayeredConfig {
  file: ConfigFile
  /** Which layer each key comes from: `draft.when` → index in the layers. */
  origins: ReadonlyMap<string, number>
}

type Keys = Readonly<Record<string, unknown>>

/** Joins layers, the nearest first. What a repository says of its privacy counts only in its own file. */
export function layered(layers: readonly ConfigLayer[]): LayeredConfig {
  const origins = new Map<string, number>()
  let joined: Keys = {}
  for (const [index, { file }] of [...layers.entries()].reverse()) {
    const { _extends, privacy, ...shared } = file
    joined = over(joined, index === 0 && privacy !== undefined ? { ...shared, privacy } : shared, '', (key) => origins.set(key, index))
  }
  return { file: joined as ConfigFile, origins }
}

function over(below: Keys, above: Keys, prefix: string, from: (key: string) => void): Keys {
  const joined: Record<string, unknown> = { ...below }
  for (const [key, value] of Object.entries(above)) {
    if (value === undefined) continue
    const beneath = below[key]
    if (isKeys(value)) joined[key] = over(isKeys(beneath) ? beneath : {}, value, `${prefix}${key}.`, from)
    else {
      joined[key] = value
      from(`${prefix}${key}`)
    }
  }
  return joined
}

function isKeys(value: unknown): value is Keys {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

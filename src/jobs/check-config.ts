/** What holds for a repository, key by key, and where each part comes from. */
import type { Config } from '../config.ts'
import type { ConfigRequest } from './load-config.ts'
import { type LoadedConfig, loadConfig } from './load-config.ts'

export interface CheckedKey {
  /** `draft.when` */
  key: string
  value: unknown
  /** `owner/repo:path` of the file that says so; null for the default. */
  from: string | null
}

export interface CheckedConfig {
  config: Config
  /** The files that hold, the nearest first: `owner/repo:path`. */
  files: string[]
  keys: CheckedKey[]
}

/** Checks the configuration of a repository. Null where there is none; throws a KnownError with line and mend. */
export async function checkConfig(request: ConfigRequest): Promise<CheckedConfig | null> {
  const loaded = await loadConfig(request)
  if (loaded === null) return null
  const files = loaded.layers.map(({ repository, path }) => `${repository}:${path}`)
  return { config: loaded.config, files, keys: keysOf(loaded, files) }
}

/** The keys as people write them, in the order of the documentation. */
function keysOf({ config, origins }: LoadedConfig, files: readonly string[]): CheckedKey[] {
  return leaves(config, '').map(({ key, value }) => {
    const origin = origins.get(key)
    return { key, value, from: origin === undefined ? null : (files[origin] ?? null) }
  })
}

function leaves(value: object, prefix: string): { key: string; value: unknown }[] {
  return Object.entries(value).flatMap(([name, inner]) => {
    const key = `${prefix}${kebab(name)}`
    return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? leaves(inner, `${key}.`) : [{ key, value: inner }]
  })
}

function kebab(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

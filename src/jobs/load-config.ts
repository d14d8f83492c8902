/** The configuration that holds for a repository: its own file, else the one of its owner's `.github` repository, and what they extend. */
import { type Config, configOf, configPath, parseConfig } from '../config.ts'
import { type ConfigLayer, layered } from '../config-layers.ts'
import { KnownError } from '../errors.ts'

export interface ConfigRequest {
  /** A file on the default branch of `owner/name`; null where there is none, or it may not be seen. */
  read: (repository: string, path: string) => Promise<string | null>
  /** `owner/name`. */
  repository: string
}

export interface LoadedConfig {
  config: Config
  /** The files that hold, the nearest first. */
  layers: readonly ConfigLayer[]
  /** Which layer each key comes from; a key that is not there has its default. */
  origins: ReadonlyMap<string, number>
}

/** So many files may extend each other. */
const MOST_LAYERS = 5

/** Null where neither the repository nor its owner has a file. Throws a KnownError with file, line and mend. */
export async function loadConfig({ read, repository }: ConfigRequest): Promise<LoadedConfig | null> {
  const [owner = ''] = repository.split('/')
  const own = await read(repository, configPath)
  const shared = `${owner}/.github`
  const from = own === null && repository.toLowerCase() !== shared.toLowerCase() ? shared : repository
  const text = own ?? (from === repository ? null : await read(from, configPath))
  if (text === null) return null
  const layers = [layerOf(from, configPath, text)]
  // A file of the owner's is not the repository's own: what it says of privacy does not count.
  const first = from === repository ? [] : [{ repository, path: configPath, file: {} }]
  for (let last = layers[0]; last?.file._extends !== undefined; last = layers.at(-1)) {
    const place = extended(last.file._extends, last)
    if (layers.some((layer) => isSame(layer, place)))
      throw new KnownError(`${at(last)}: "_extends" comes back to ${at(place)}. Take it out of one of the files.`)
    if (layers.length === MOST_LAYERS)
      throw new KnownError(`${at(last)}: more than ${MOST_LAYERS} files extend each other. Write what holds into fewer.`)
    const more = await read(place.repository, place.path)
    if (more === null)
      throw new KnownError(
        `${at(last)}: "_extends" names ${at(place)}, which is not there or may not be read. Write repo, owner/repo or owner/repo:path.`,
      )
    layers.push(layerOf(place.repository, place.path, more))
  }
  const all = [...first, ...layers]
  const { file, origins } = layered(all)
  return { config: configOf(file), layers: all, origins }
}

interface Place {
  repository: string
  path: string
}

function layerOf(repository: string, path: string, text: string): ConfigLayer {
  return { repository, path, file: parseConfig(text, at({ repository, path })) }
}

/** `repo`, `owner/repo` or `owner/repo:path`, as release-drafter and Probot have it. */
function extended(text: string, from: Place): Place {
  const [name = '', path = configPath] = text.split(':')
  const [owner = ''] = from.repository.split('/')
  const place = { repository: name.includes('/') ? name : `${owner}/${name}`, path }
  // In an address ".." would climb out of the repository, to whatever else the token may read.
  const parts = `${place.repository}/${path}`.split('/')
  if (place.repository.split('/').length !== 2 || parts.some((part) => part === '' || part === '.' || part === '..'))
    throw new KnownError(
      `${at(from)}: "_extends" names ${at(place)}, which is no file of a repository. Write repo, owner/repo or owner/repo:path.`,
    )
  return place
}

function at({ repository, path }: Place): string {
  return `${repository}:${path}`
}

function isSame(a: Place, b: Place): boolean {
  return at(a).toLowerCase() === at(b).toLowerCase()
}

/** What a source's own configuration, on its default branch, says at this moment, and whether the source is private. */
import { z } from 'zod'
import { type Config, configOf } from '../config.ts'
import { KnownError } from '../errors.ts'
import type { GitHub } from '../github/client.ts'
import { configReader } from './config-reader.ts'
import { loadConfig } from './load-config.ts'

export interface SourceState {
  /** Null where GitHub does not say. */
  isPrivate: boolean | null
  config: Config
}

/** Reads both anew. A repository that cannot be seen is not known to be public. */
export async function sourceState(source: GitHub, repository: string): Promise<SourceState> {
  const [isPrivate, loaded] = await Promise.all([
    source.get(`/repos/${repository}`, z.object({ private: z.boolean() })).then(
      (found) => found.private,
      (error: unknown) => {
        if (error instanceof KnownError && error.exitCode !== 3) return null
        throw error
      },
    ),
    loadConfig({ read: configReader(source), repository }),
  ])
  return { isPrivate, config: loaded?.config ?? configOf({}) }
}

/** What a person adds to an environment, and the file it goes into. */
import { rename, writeFile } from 'node:fs/promises'
import { KnownError } from '../errors.ts'
import type { Environment } from '../model.ts'

/** `KEY=VALUE` each; throws a KnownError for what is no lower-case word and a value. */
export function saidBy(settings: readonly string[]): Environment {
  return Object.fromEntries(
    settings.map((setting) => {
      const [, key, value] = /^([a-z][a-z0-9_-]*)=(.+)$/.exec(setting) ?? []
      if (key !== undefined && value !== undefined) return [key, value.trim()]
      throw new KnownError(`--set ${setting}: expected a lower-case word, = and a value. Try --set model=llama-3-8b`)
    }),
  )
}

/** Writes all of it or nothing; throws a KnownError where it cannot be written. */
export async function writeEnvironment(file: string, environment: Environment): Promise<void> {
  const half = `${file}.${process.pid}.tmp`
  try {
    await writeFile(half, `${JSON.stringify(environment, null, 2)}\n`)
    await rename(half, file)
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault'
    throw new KnownError(`${file} cannot be written (${why}). Name a file in a folder that exists and that you may write to.`, {
      cause: error,
    })
  }
}

/** `environment.json`: where a benchmark ran, an object of words. */
import { KnownError } from '../errors.ts'
import type { Environment, Evidence } from '../model.ts'
import { readText } from '../sources/files.ts'

/** `environment.json`: an object of words. */
export function parseEnvironment(text: string, path: string): Environment {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new KnownError(
      `${path} is not JSON: ${error instanceof Error ? error.message : error}. "casewright environment --out ${path}" writes one.`,
    )
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new KnownError(`${path} holds no object of names and values. "casewright environment --out ${path}" writes one.`)
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, word]) => (typeof word === 'string' || typeof word === 'number' ? [[key, String(word)]] : [])),
  )
}

/** The file at `path`, for both sides. */
export async function readEnvironment(path: string): Promise<Evidence['environments'][number]> {
  return { side: 'unknown', path, environment: parseEnvironment(await readText(path, 'the environment'), path) }
}

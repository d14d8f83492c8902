/** Evidence that may be missing: what to go on with where GitHub refuses it. */
import { KnownError } from '../../errors.ts'

/** `otherwise` where GitHub refuses; a rate limit still ends the reading, since nothing more would be answered. */
export async function faultless<T, Otherwise>(asked: Promise<T>, otherwise: Otherwise): Promise<T | Otherwise> {
  return asked.catch((error: unknown) => {
    if (error instanceof KnownError && error.until === null) return otherwise
    throw error
  })
}

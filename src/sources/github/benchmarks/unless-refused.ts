/** Evidence that a token may be too narrow for. */
import { KnownError } from '../../../errors.ts'

/** `refused` where GitHub does not show it to this token; a fault of the network or of a server still ends the draft, which would else lack its figures. */
export async function unlessRefused<T>(asked: Promise<T>): Promise<T | 'refused'> {
  return asked.catch((error: unknown) => {
    if (error instanceof KnownError && error.exitCode === 2) return 'refused' as const
    throw error
  })
}

/** Evidence that a token may be too narrow for. */
import { KnownError } from '../../../errors.ts'

/** How the reason of such an omission begins: another token, or another moment, may show it after all. */
export const NOT_SHOWN = 'GitHub does not '

/** `refused` where GitHub does not show it to this token; a fault of the network or of a server still ends the draft, which would else lack its figures. */
export async function unlessRefused<T>(asked: Promise<T>): Promise<T | 'refused'> {
  return asked.catch((error: unknown) => {
    // A token that is not accepted at all is no narrow one.
    const isUnknown = error instanceof KnownError && error.cause instanceof Error && 'status' in error.cause && error.cause.status === 401
    if (error instanceof KnownError && error.exitCode === 2 && !isUnknown) return 'refused' as const
    throw error
  })
}

/** GitHub right after something happened: it may not know of it yet everywhere (TRUST §4). */
import { KnownError } from '../../errors.ts'
import { isMissing } from '../../github/faults.ts'

/** How to look for what may be late. */
export interface Look {
  wait: (milliseconds: number) => Promise<void>
  /** A webhook or an installation just said that it is there: then a 404 is no mistake of the user's. */
  isNew: boolean
}

const WAITS = [1000, 2000, 4000]

/** Looks again after 1, 2 and 4 seconds while something is not there yet; answers the last look. */
export async function onceThere<T>(look: () => Promise<T>, isComplete: (found: T) => boolean, { wait, isNew }: Look): Promise<T> {
  for (const pause of WAITS) {
    try {
      const found = await look()
      if (isComplete(found)) return found
    } catch (error) {
      if (!isNew || !(error instanceof KnownError) || !isMissing(error.cause)) throw error
    }
    await wait(pause)
  }
  return look()
}

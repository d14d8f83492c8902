/** A branch of a moment ago whose pull request may not be opened: it is taken away again, so that nothing is left lying about. */
import { z } from 'zod'
import { KnownError } from '../../errors.ts'
import { isQueryFault } from '../../github/faults.ts'
import { Refused, Unsure } from '../../github/write-faults.ts'
import type { Target } from './write.ts'

/** Takes the branch away where opening the pull request is all that was forbidden; answers the error to throw on. */
export async function undone(error: unknown, { writer, owner, name, branch }: Target): Promise<unknown> {
  if (!(error instanceof KnownError) || !isPullForbidden(error.cause)) return error
  const write = { what: 'take the branch away again', permission: 'Contents: write' }
  try {
    await writer.send(write, `DELETE /repos/${owner}/${name}/git/refs/heads/${branch}`, {}, z.unknown())
    return new KnownError(`${error.message} The branch that was made for it is deleted again.`, {
      exitCode: error.exitCode,
      cause: error.cause,
    })
  } catch (failure) {
    if (!(failure instanceof Refused || failure instanceof Unsure || failure instanceof KnownError)) throw failure
    return new KnownError(`${error.message} The branch ${branch} was made for it and is still there.`, {
      exitCode: error.exitCode,
      cause: error.cause,
    })
  }
}

/** Branch and commit come first in the same request, so a refusal of the last step alone means that they are there. */
function isPullForbidden(cause: unknown): boolean {
  return (
    isQueryFault(cause) &&
    cause.errors.length > 0 &&
    cause.errors.every(({ type, path }) => type === 'FORBIDDEN' && path?.[0] === 'createPullRequest')
  )
}

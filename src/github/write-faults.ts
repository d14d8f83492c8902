/** What became of a write that did not succeed: unknown, refused for a reason that may pass, or a thing a user must mend. */
import { KnownError } from '../errors.ts'
import { faultOf, isQueryFault, isRateLimit, isRefusal } from './faults.ts'
import type { Write } from './writer.ts'

/** No answer, or none that can be trusted: it may have happened. Look again before going on. */
export class Unsure extends Error {
  override readonly name = 'Unsure'
  constructor(message: string, cause: unknown) {
    super(message, { cause })
  }
}

/** GitHub said no to this write as it was: the branch moved, something exists already, something is not there yet. */
export class Refused extends Error {
  override readonly name = 'Refused'
  constructor(message: string, cause: unknown) {
    super(message, { cause })
  }
}

/** What a refusal means for the one who wanted to `write`. */
export function refusalOf(error: unknown, write: Write, baseUrl: string): unknown {
  if (isQueryFault(error)) {
    const [fault] = error.errors
    const words = fault?.message ?? error.message
    if (fault?.type === 'RATE_LIMITED') return faultOf(error, { path: write.what, authenticated: true, baseUrl })
    if (fault?.type === 'FORBIDDEN') {
      const permission = write.permissions?.[String(fault.path?.[0])] ?? write.permission
      return forbidden({ ...write, permission }, words, error)
    }
    return new Refused(`GitHub would not ${write.what}: ${words}`, error)
  }
  if (!isRefusal(error)) return error
  if (error.status === 401)
    return new KnownError("GitHub does not accept the showcase's token. Replace SHOWCASE_TOKEN (or GH_TOKEN).", { cause: error })
  if (isRateLimit(error)) return faultOf(error, { path: write.what, authenticated: true, baseUrl })
  if (error.status === 403) return forbidden(write, error.message, error)
  return new Refused(`GitHub would not ${write.what}: ${error.message}`, error)
}

/** The permission is there, a setting is not. */
const ACTIONS_MAY_NOT = /not permitted to create or approve pull requests/i

function forbidden({ what, permission }: Write, words: string, cause: unknown): KnownError {
  if (ACTIONS_MAY_NOT.test(words))
    return new KnownError(
      'GitHub Actions may not open pull requests there. Allow it in that repository (Settings, Actions, General, "Allow GitHub Actions to create and approve pull requests"; an organisation has to allow it first), or use another token than the workflow\'s own.',
      { cause },
    )
  return new KnownError(
    `The showcase's token may not ${what} (GitHub: ${words}). It needs the permission "${permission}" on that repository. In a workflow write it under "permissions:"; for pull requests also allow Actions to create them, in the repository's settings.`,
    { cause },
  )
}

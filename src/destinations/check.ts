/** A check on a commit: a check run where the token can make one, else a commit status. */
import { KnownError } from '../errors.ts'
import { isRateLimit, isRefusal } from '../github/faults.ts'
import { Refused, Unsure } from '../github/write-faults.ts'
import type { GitHubWriter } from '../github/writer.ts'
import { postRun } from './check/run.ts'
import { postStatus } from './check/status.ts'
import type { Check } from './check/wanted.ts'

export type { Annotation, Check } from './check/wanted.ts'

export interface PostedCheck {
  kind: 'check' | 'status'
  /** A page to look at; null where there is none. */
  url: string | null
  /** False where it said the same already. */
  changed: boolean
}

/** How often the world is looked at before a fault is believed. */
const ROUNDS = 4

/**
 * Says it on the commit. After a write without an answer it looks before it writes again, so there is one check of a
 * name. Throws a KnownError where neither a check nor a status can be made.
 */
export async function postCheck(
  writer: GitHubWriter,
  check: Check & { wait?: (milliseconds: number) => Promise<void> },
): Promise<PostedCheck> {
  const { wait = sleep } = check
  let [isUnsure, isStatus] = [false, false]
  for (let round = 1; ; round++) {
    try {
      const posted = isStatus ? await postStatus(writer, check) : await postRun(writer, check)
      return { kind: isStatus ? 'status' : 'check', ...posted, changed: posted.changed || isUnsure }
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === 403 && !isStatus) {
        isStatus = true
        continue
      }
      if (refusal === 404 && round < ROUNDS) {
        // A commit of a moment ago may not be there yet; a token may also not see checks at all.
        isStatus = round > 1
        await wait(500 * 2 ** round)
        continue
      }
      if (!(error instanceof Unsure || error instanceof Refused)) throw error
      if (round >= ROUNDS) throw new KnownError(`${error.message}. Run it again later.`, { exitCode: 3, cause: error })
      isUnsure ||= error instanceof Unsure
      await wait(500 * 2 ** round)
    }
  }
}

/** 403 or 404, where GitHub closes something to this token. */
function refusalOf(error: unknown): number | null {
  const cause = error instanceof Error ? error.cause : null
  return isRefusal(cause) && !isRateLimit(cause) ? cause.status : null
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

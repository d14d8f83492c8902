/** A check on a commit: a check run where the token can make one, else a commit status. */
import { KnownError } from '../errors.ts'
import { isRateLimit, isRefusal } from '../github/faults.ts'
import { Refused, Unsure } from '../github/write-faults.ts'
import type { GitHubWriter } from '../github/writer.ts'
import { ownRun, postRun } from './check/run.ts'
import { postStatus, saidByStatus } from './check/status.ts'
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
      const posted = isStatus ? await asStatus(writer, check) : await asRun(writer, check)
      return { ...posted, changed: posted.changed || isUnsure }
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

async function asStatus(writer: GitHubWriter, check: Check): Promise<PostedCheck> {
  return { kind: 'status', ...(await postStatus(writer, check)) }
}

/** A token that makes no checks left a status the last time: where that says the same, nothing is tried again. */
async function asRun(writer: GitHubWriter, check: Check): Promise<PostedCheck> {
  const own = await ownRun(writer, check)
  const said = own === null ? await saidByStatus(writer, check).catch(unlessClosed) : null
  return said === null ? { kind: 'check', ...(await postRun(writer, check, own)) } : { kind: 'status', ...said, changed: false }
}

function unlessClosed(error: unknown): null {
  const refusal = refusalOf(error)
  if (refusal === 403 || refusal === 404) return null
  throw error
}

/** 403 or 404, where GitHub closes something to this token. */
function refusalOf(error: unknown): number | null {
  const cause = error instanceof Error ? error.cause : null
  return isRefusal(cause) && !isRateLimit(cause) ? cause.status : null
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

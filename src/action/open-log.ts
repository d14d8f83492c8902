/** A workflow's log and summary are as public as its repository: a private repository may not be named there. */
import { z } from 'zod'
import { KnownError } from '../errors.ts'
import type { GitHub } from '../github/client.ts'
import type { Reference } from '../sources/github/reference.ts'
import type { Run } from './event.ts'

/** Throws a KnownError, which names nothing, where a run of a public repository is about a private one. */
export async function refuseOpenLog(run: Run, source: GitHub, { owner, name }: Reference): Promise<void> {
  const isOwn = `${owner}/${name}`.toLowerCase() === `${run.owner}/${run.name}`.toLowerCase()
  if (run.payload.isPrivate || isOwn) return
  // What cannot be read is refused later, in words of its own.
  const found = await source.get(`/repos/${owner}/${name}`, z.object({ private: z.boolean() })).catch(() => null)
  if (found?.private)
    throw new KnownError(
      'the pull request or release is of a private repository, and everybody can read the log of this workflow. Run it in the private repository.',
    )
}

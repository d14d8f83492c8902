/** What a token may read of a repository, found out before the work begins: in a private one each part needs a permission. */
import { z } from 'zod'
import { KnownError } from '../../errors.ts'
import type { GitHub } from '../../github/client.ts'
import { isRefusal } from '../../github/faults.ts'

/** As a workflow's `permissions:` spells it, and what an entry lacks without it. */
interface Part {
  permission: string
  lacks: string
}

const PARTS: readonly (Part & { path: string })[] = [
  { permission: 'contents: read', lacks: 'the configuration, committed files and links to code', path: 'contents' },
  { permission: 'pull-requests: read', lacks: 'the pull request itself', path: 'pulls' },
  { permission: 'actions: read', lacks: 'benchmark artifacts', path: 'actions/artifacts' },
  { permission: 'checks: read', lacks: 'whether the tests passed', path: 'commits/HEAD/check-runs' },
]

/** The parts that are closed to the token; one small request each, at once. */
export async function closedParts(github: GitHub, { owner, name }: { owner: string; name: string }): Promise<Part[]> {
  const answers = await Promise.all(
    PARTS.map(async ({ path, ...part }) => {
      try {
        await github.get(`/repos/${owner}/${name}/${path}`, z.unknown(), path.startsWith('contents') ? {} : { per_page: 1 })
        return []
      } catch (error) {
        const cause = error instanceof KnownError ? error.cause : null
        if (isRefusal(cause) && (cause.status === 403 || cause.status === 404)) return [part]
        throw error
      }
    }),
  )
  return answers.flat()
}

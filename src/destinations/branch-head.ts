/** The newest commit of a branch, and whether GitHub shows it as verified. */
import { z } from 'zod'
import type { GitHub } from '../github/client.ts'

const HEAD = `query ($owner: String!, $name: String!, $ref: String!) {
  repository(owner: $owner, name: $name) {
    ref(qualifiedName: $ref) { target { oid ... on Commit { signature { isValid } } } }
  }
}`

const schema = z.object({
  repository: z.object({
    ref: z
      .object({ target: z.object({ oid: z.string(), signature: z.object({ isValid: z.boolean() }).nullable().optional() }) })
      .nullable(),
  }),
})

export interface BranchHead {
  sha: string
  isVerified: boolean
}

/** Null where the branch is gone. */
export async function branchHead(
  github: Pick<GitHub, 'query'>,
  place: { owner: string; name: string; branch: string },
): Promise<BranchHead | null> {
  const { owner, name, branch } = place
  const { repository } = await github.query(HEAD, { owner, name, ref: `refs/heads/${branch}` }, schema)
  const target = repository.ref?.target
  return target === undefined ? null : { sha: target.oid, isVerified: target.signature?.isValid === true }
}

/** A pull request of a source, as far as it is judged before anything is collected. */
import { z } from 'zod'
import type { GitHub } from '../../github/client.ts'
import type { Repository } from './repository.ts'

const schema = z.object({
  number: z.number(),
  title: z.string(),
  body: z.string().nullable(),
  html_url: z.string(),
  state: z.enum(['open', 'closed']),
  merged: z.boolean(),
  merge_commit_sha: z.string().nullable(),
  user: z.object({ id: z.number(), login: z.string() }).nullable(),
  labels: z.array(z.object({ name: z.string() })),
  head: z.object({ sha: z.string(), ref: z.string() }),
  base: z.object({ ref: z.string() }),
})
export type SourcePull = z.infer<typeof schema>

/** Reads it. */
export function sourcePull(github: Pick<GitHub, 'get'>, { owner, name }: Repository, number: number): Promise<SourcePull> {
  return github.get(`/repos/${owner}/${name}/pulls/${number}`, schema)
}

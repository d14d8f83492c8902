/** A pull request in the list of those that a commit belongs to. */
import { z } from 'zod'

export const mergedPullSchema = z.object({
  number: z.number(),
  merged_at: z.string().nullable(),
  base: z.object({ ref: z.string() }),
  user: z.object({ login: z.string() }).nullable(),
  labels: z.array(z.object({ name: z.string() })),
})

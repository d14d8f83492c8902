/** Whether what goes to a showcase stays private there. */
import { z } from 'zod'
import type { GitHubWriter } from '../github/writer.ts'
import { staysPrivate } from '../policy/visibility.ts'
import type { ShowcaseName } from './publish-to-showcase.ts'

const schema = z
  .object({ private: z.boolean(), has_pages: z.boolean().optional() })
  .transform((found) => staysPrivate({ isPrivate: found.private, hasPages: found.has_pages === true }))

/** Read anew each time. */
export async function showcaseIsPrivate(writer: GitHubWriter, { owner, name }: ShowcaseName): Promise<boolean> {
  return writer.get(`/repos/${owner}/${name}`, schema)
}

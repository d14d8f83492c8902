/** Which merged pull requests of a showcase brought an entry to where it is. */
import { z } from 'zod'
import type { Reader } from './tree-at.ts'

const schema = z.object({
  repository: z.object({
    pullRequests: z.object({
      nodes: z.array(z.object({ number: z.number(), files: z.object({ nodes: z.array(z.object({ path: z.string() })) }).nullable() })),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    }),
  }),
})

const DOCUMENT = `query ($owner: String!, $name: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequests(states: MERGED, first: 50, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes { number files(first: 100) { nodes { path } } } pageInfo { hasNextPage endCursor }
    }
  }
}`

/** Nobody's showcase has had more. */
const MOST_PAGES = 100

/** Numbers of the pull requests that touched what is signed in each folder, the newest first; read until every folder has one. */
export async function mergedPulls(
  reader: Reader,
  { owner, name }: { owner: string; name: string },
  folders: readonly string[],
): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>(folders.map((folder) => [folder, []]))
  let after: string | null = null
  for (let page = 1; page <= MOST_PAGES; page++) {
    const answer: z.infer<typeof schema> = await reader.query(DOCUMENT, { owner, name, after }, schema)
    const { nodes, pageInfo } = answer.repository.pullRequests
    for (const { number, files } of nodes) {
      const paths = files?.nodes.map(({ path }) => path) ?? []
      for (const [folder, numbers] of found) if (paths.some((path) => path.startsWith(`${folder}/`) && isSigned(path))) numbers.push(number)
    }
    const isEnough = [...found.values()].every((numbers) => numbers.length > 0)
    if (isEnough || !pageInfo.hasNextPage) return found
    after = pageInfo.endCursor
  }
  return found
}

function isSigned(path: string): boolean {
  return !path.endsWith('/sign-off.json') && !path.includes('/.')
}

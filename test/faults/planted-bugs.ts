/** Ways to get it wrong that others got wrong before us: tests that let one of them pass would be worth nothing. */
import { z } from 'zod'
import type { GitHub } from '../../src/github/client.ts'
import type { GitHubWriter } from '../../src/github/writer.ts'
import { draftOnGitHub, type GitHubDraft } from '../../src/jobs/draft-on-github.ts'
import type { Way } from './publishing.ts'

type Showcase = Extract<GitHubDraft['to'], { kind: 'showcase' }>

/** The same run with something put between it and GitHub, or another order of its own. */
function broken(change: (request: GitHubDraft, to: Showcase) => Partial<GitHubDraft>): Way {
  return { draft: (request) => draftOnGitHub({ ...request, ...(request.to.kind === 'showcase' ? change(request, request.to) : {}) }) }
}

let stamp = 0

/** Every branch, and so every pull request, has a name of its own: the subject is somebody else at each run. */
const stamped = broken(({ source }) => {
  const shift = ++stamp * 100_000
  const walk = (value: unknown, key = ''): unknown => {
    if (typeof value === 'number' && /^(?:id|databaseId)$/.test(key)) return value + shift
    if (Array.isArray(value)) return value.map((one) => walk(one))
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, walk(one, name)]))
  }
  const query = (async (...asked: Parameters<GitHub['query']>) => walk(await source.query(...asked))) as GitHub['query']
  return { source: { ...source, query } }
})

/** Merging means the new text: what a person wrote on the page is taken for what we wrote. */
const overwriting = broken((_, to) => {
  const query = (async (...asked: Parameters<GitHubWriter['query']>) => {
    const answer = (await to.writer.query(...asked)) as { repository: { page?: { text: string } | null; record?: { text: string } | null } }
    const { page, record } = answer.repository
    if (page && record) page.text = (JSON.parse(record.text) as { draft: string }).draft
    return answer
  }) as GitHubWriter['query']
  return { to: { ...to, writer: { ...to.writer, query } } }
})

/** A closed pull request is asked for again by every run. */
const reopening = broken((_, to) => ({ to: { ...to, again: true } }))

/** Whatever arrives with status 200 is taken for the answer. */
const credulous = broken(({ source }, to) => {
  const trusting = <T>(schema: z.ZodType<T>) => z.any().transform((value): T => schema.safeParse(value).data ?? value)
  const { writer } = to
  return {
    source: {
      ...source,
      get: (path, schema, query) => source.get(path, trusting(schema), query),
      query: (document, variables, schema, ...more) => source.query(document, variables, trusting(schema), ...more),
    },
    to: {
      ...to,
      writer: {
        ...writer,
        get: (path, schema, query) => writer.get(path, trusting(schema), query),
        query: (document, variables, schema) => writer.query(document, variables, trusting(schema)),
        mutate: (write, document, variables, schema) => writer.mutate(write, document, variables, trusting(schema)),
        send: (write, route, body, schema) => writer.send(write, route, body, trusting(schema)),
      },
    },
  }
})

export const plantedBugs: Readonly<Record<string, Way>> = {
  'a branch name with the time in it': stamped,
  'commits of people written over': overwriting,
  'a declined pull request opened again': reopening,
  'half an answer taken for one': credulous,
}

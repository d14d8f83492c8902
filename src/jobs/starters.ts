/** Who set a private draft going where nobody asked for it by name: who put the label on, and the author of the change. */
import { z } from 'zod'
import type { GitHub } from '../github/client.ts'
import type { Subject } from '../model.ts'
import type { Person } from '../policy/approval.ts'

const LABELLED = `query ($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      timelineItems(last: 100, itemTypes: [LABELED_EVENT]) {
        nodes { ... on LabeledEvent { label { name } actor { login ... on User { databaseId } } } }
      }
    }
  }
}`

const actor = z.object({ login: z.string(), databaseId: z.number().optional() }).nullable()
const schema = z.object({
  repository: z.object({
    pullRequest: z.object({ timelineItems: z.object({ nodes: z.array(z.object({ label: z.object({ name: z.string() }), actor })) }) }),
  }),
})

/** A label alone starts a draft, so whoever put it on asked for it: with an approval of the same person nobody else had a look. */
export async function startersOf(source: GitHub, { author, number, repository }: Subject, label: string): Promise<Person[]> {
  const authors: Person[] = author === null ? [] : [{ login: author, account: null }]
  if (number === null) return authors
  const [owner = '', name = ''] = repository.name.split('/')
  const found = await source.query(LABELLED, { owner, name, number }, schema)
  const events = found.repository.pullRequest.timelineItems.nodes
  const labelled = events.flatMap(({ label: { name: put }, actor: by }): Person[] =>
    put.toLowerCase() === label.toLowerCase() && by !== null ? [{ login: by.login, account: by.databaseId ?? null }] : [],
  )
  return [...authors, ...labelled]
}

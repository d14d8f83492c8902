/** The labels a repository has. */
import { invalid, notFound } from '../http/answer.ts'
import type { Label } from '../nouns/thread.ts'
import { labelJson } from '../views/issue.ts'
import { type Route, read, write } from './route.ts'

export const labelRoutes: readonly Route[] = [
  read('issues/list-labels-for-repo', ['issues:read', 'pull_requests:read'], ({ world, repository }) => ({
    list: repository.labels.map((label) => labelJson(world, repository, label)),
  })),
  read('issues/get-label', ['issues:read', 'pull_requests:read'], ({ world, repository, params }) => {
    const label = repository.labels.find(({ name }) => name.toLowerCase() === (params.name ?? '').toLowerCase())
    if (!label) throw notFound()
    return { json: labelJson(world, repository, label) }
  }),
  write('issues/create-label', ['issues:write', 'pull_requests:write'], ({ world, repository, body }) => {
    const wanted = body as { name: string; color?: string; description?: string }
    if (repository.labels.some(({ name }) => name.toLowerCase() === wanted.name.toLowerCase()))
      throw invalid('Label', { field: 'name', code: 'already_exists' })
    const label: Label = { id: world.nextId(), name: wanted.name, color: wanted.color ?? 'ededed', description: wanted.description ?? null }
    repository.labels.push(label)
    return { status: 201, json: labelJson(world, repository, label) }
  }),
]

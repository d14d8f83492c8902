/**
 * The events the App takes in, and how each one's body looks. The signature covers the body alone, so a body that was
 * signed as one event could be sent again under another's name: its shape says what it is.
 */

interface Shape {
  /** Keys at the top that this event always has. */
  has: readonly string[]
  /** Its actions, where its keys alone do not tell it from others. Empty for an event that has none. */
  actions?: readonly string[]
}

const shapes: Readonly<Record<string, Shape>> = {
  pull_request: { has: ['action', 'number', 'pull_request', 'repository'] },
  pull_request_review: { has: ['action', 'review', 'pull_request', 'repository'] },
  pull_request_review_comment: { has: ['action', 'comment', 'pull_request', 'repository'] },
  issue_comment: { has: ['action', 'issue', 'comment', 'repository'] },
  release: { has: ['action', 'release', 'repository'] },
  push: { has: ['ref', 'before', 'after', 'repository'], actions: [] },
  workflow_run: { has: ['action', 'workflow_run', 'repository'] },
  check_run: { has: ['action', 'check_run', 'repository'] },
  check_suite: { has: ['action', 'check_suite', 'repository'] },
  installation: {
    has: ['action', 'installation', 'sender'],
    actions: ['created', 'deleted', 'suspend', 'unsuspend', 'new_permissions_accepted'],
  },
  installation_repositories: { has: ['action', 'installation', 'repositories_added', 'repositories_removed'] },
  repository: {
    has: ['action', 'repository'],
    actions: ['created', 'deleted', 'archived', 'unarchived', 'edited', 'renamed', 'transferred', 'publicized', 'privatized'],
  },
  public: { has: ['repository'], actions: [] },
}

/** Keys at the top that only some events have; one that is not the event's own gives a renamed delivery away. */
const TELLING = new Set([
  ...[
    'pull_request',
    'number',
    'review',
    'comment',
    'issue',
    'release',
    'pusher',
    'commits',
    'workflow_run',
    'workflow',
    'workflow_job',
    'workflow_job_run',
  ],
  ...['check_run', 'check_suite', 'repositories_added', 'repositories_removed', 'repository_selection', 'thread', 'deployment'],
  ...['deployment_status', 'ref_type', 'forkee', 'pages', 'build', 'hook', 'alert', 'discussion', 'merge_group', 'milestone', 'package'],
  ...[
    'member',
    'membership',
    'team',
    'project',
    'project_card',
    'project_column',
    'projects_v2_item',
    'starred_at',
    'rule',
    'key',
    'content_reference',
    'cache_location',
  ],
  ...['blocked_user', 'client_payload', 'inputs', 'sponsorship', 'security_advisory', 'status', 'state', 'scope', 'repository', 'label'],
])

/** Extra keys that are telling elsewhere and usual here. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  pull_request: ['label', 'milestone'],
  push: ['commits', 'pusher'],
  workflow_run: ['workflow'],
  installation: ['repository_selection'],
  installation_repositories: ['repository_selection'],
}

/** Whether the App does anything with it. */
export function isTakenIn(event: string): boolean {
  return Object.hasOwn(shapes, event)
}

/** Whether a body is what its event's name says. */
export function fits(event: string, body: Readonly<Record<string, unknown>>): boolean {
  const shape = shapes[event]
  if (shape === undefined) return false
  const own = new Set([...shape.has, ...(ALSO[event] ?? [])])
  const { action } = body
  if (shape.actions?.length === 0 ? action !== undefined : typeof action !== 'string') return false
  if (shape.actions && shape.actions.length > 0 && !shape.actions.includes(String(action))) return false
  return shape.has.every((key) => Object.hasOwn(body, key)) && Object.keys(body).every((key) => own.has(key) || !TELLING.has(key))
}

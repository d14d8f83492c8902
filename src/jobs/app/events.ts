/** Which jobs a webhook gives. Pure: ids and numbers go into the job, what the world looks like is asked when it runs. */
import { configPath } from '../../config.ts'
import { laneOf } from '../../queue/job.ts'
import { looksLikeAnswer } from './answer-text.ts'
import { commandIn } from './command-text.ts'
import type { DeliveryBody } from './delivery-body.ts'
import type { Delivery } from './job.ts'
import { type AppJob, jobOf, type Named } from './jobs.ts'
import { isEntryBranch } from './own-drafts.ts'

/** Branches of entries begin so; who opened one is asked when the job runs. */
const ENTRY_BRANCH = 'casewright/'

/** Jobs of a delivery; none for what is no concern of ours, and for what bots say. */
export function jobsFor({ event, action, installation, body }: Delivery): AppJob[] {
  const facts = body as DeliveryBody
  const { repository } = facts
  if (installation === null) return []
  if (event === 'installation' || event === 'installation_repositories') return ofInstallation(installation, action, facts)
  if (repository === null || repository === undefined) return []
  const at = { installation, repository: repository.id }
  const jobs = ofRepository[event]?.(facts, action ?? '') ?? []
  return jobs.map((job) => jobOf({ ...job, data: { ...at, ...job.data } }, laneOf(repository.id)))
}

type Rule = (facts: DeliveryBody, action: string) => Named[]

const ofRepository: Readonly<Record<string, Rule>> = {
  pull_request: ({ pull_request: pull, repository, label }, action) => {
    if (!pull) return []
    const data = { number: pull.number }
    const isOurs = pull.head.ref.startsWith(ENTRY_BRANCH) && pull.head.repo?.id === repository?.id
    if (isOurs) {
      if (!isEntryBranch(pull.head.ref)) return []
      if (['opened', 'synchronize', 'reopened', 'ready_for_review'].includes(action)) return [{ name: 'check-entry', data }]
      return action === 'closed' ? [{ name: 'end-entry', data }] : []
    }
    const merged = pull.merged === true || typeof pull.merged_at === 'string'
    if (action === 'closed') return merged ? [{ name: 'consider', data: { ...data, why: 'merged' } }] : []
    if (action === 'labeled' && merged) return [{ name: 'consider', data: { ...data, why: 'labelled', label: label?.name ?? '' } }]
    // Only what has the label is looked at before the merge, so nothing without a label is.
    const isLabelled = (pull.labels ?? []).length > 0
    return isLabelled && ['opened', 'synchronize', 'reopened', 'labeled'].includes(action) ? [{ name: 'preview', data }] : []
  },
  pull_request_review: ({ pull_request: pull, review, repository }, action) => {
    // A bot's word counts for nothing, and our own suggestions are reviews too.
    if (isBot(review?.user)) return []
    const isEntry = pull?.head.ref.startsWith(ENTRY_BRANCH) === true && pull.head.repo?.id === repository?.id
    return isEntry && ['submitted', 'dismissed', 'edited'].includes(action)
      ? [{ name: 'judge-sign-off', data: { number: pull.number } }]
      : []
  },
  issue_comment: ({ issue, comment, sender }, action) => {
    if (action !== 'created' || !issue?.pull_request || !comment || isBot(sender) || isBot(comment.user)) return []
    const data = { number: issue.number, comment: comment.id }
    const text = comment.body ?? ''
    if (commandIn(text) !== null) return [{ name: 'command', data }]
    return looksLikeAnswer(text) ? [{ name: 'reply', data }] : []
  },
  release: ({ release }, action) =>
    action === 'published' && release && !release.draft
      ? [{ name: 'consider-release', data: { tag: release.tag_name, prerelease: release.prerelease } }]
      : [],
  workflow_run: ({ workflow_run: run }, action) =>
    action === 'completed' && run ? [{ name: 'late-artifacts', data: { run: run.id, sha: run.head_sha } }] : [],
  push: ({ ref, after, deleted, github_paths: paths = [], repository }) => {
    if (deleted === true || !ref?.startsWith('refs/heads/') || !after || !paths.includes(configPath)) return []
    return [{ name: 'check-config', data: { sha: after, isDefault: ref === `refs/heads/${repository?.default_branch}` } }]
  },
  check_run: ({ check_run: run }, action) =>
    action === 'rerequested' && run?.name.startsWith('casewright / ')
      ? [{ name: 'rerun', data: { sha: run.head_sha, check: run.name } }]
      : [],
  check_suite: ({ check_suite: suite }, action) =>
    action === 'rerequested' && suite?.head_sha ? [{ name: 'rerun', data: { sha: suite.head_sha, check: null } }] : [],
  repository: (_, action) => {
    const watched = ['renamed', 'transferred', 'privatized', 'publicized', 'archived', 'unarchived', 'deleted']
    return watched.includes(action) ? [{ name: 'hygiene', data: { change: action } }] : []
  },
}

/** A new installation is greeted where a configuration is there already; the rest is written down only. */
function ofInstallation(installation: number, action: string | null, facts: DeliveryBody): AppJob[] {
  const added = action === 'created' ? (facts.repositories ?? []) : action === 'added' ? (facts.repositories_added ?? []) : []
  return added.map(({ id }) =>
    jobOf({ name: 'check-config', data: { installation, repository: id, sha: null, isDefault: true }, later: true }, laneOf(id)),
  )
}

function isBot(account: { type?: string | undefined } | null | undefined): boolean {
  return account?.type !== undefined && account.type !== 'User'
}

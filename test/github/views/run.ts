/** Workflow runs and their artifacts in REST's form. */
import { createHash } from 'node:crypto'
import { readCommit } from '../git/commit.ts'
import type { Artifact, WorkflowRun } from '../nouns/ci.ts'
import type { Repository } from '../nouns/repository.ts'
import { fullName, type World } from '../world.ts'
import { minimalRepository } from './repository.ts'
import { simpleUser } from './user.ts'
import type { View } from './view.ts'

export function runJson(world: World, repository: Repository, run: WorkflowRun): View {
  const name = fullName(repository)
  const url = `${world.url}/repos/${name}/actions/runs/${run.id}`
  const commit = readCommit(run.headRepository.git, run.headSha)
  const pulls = run.pulls.flatMap((number) => repository.pulls.get(number) ?? [])
  const end = ({ ref, sha }: { ref: string; sha: string }, of: Repository) => ({
    ref,
    sha,
    repo: { id: of.id, url: `${world.url}/repos/${fullName(of)}`, name: of.name },
  })
  return {
    id: run.id,
    node_id: `WFR_${run.id}`,
    name: run.name,
    path: run.path,
    display_title: commit?.message.split('\n')[0] ?? run.name,
    run_number: run.number,
    run_attempt: 1,
    workflow_id: workflowId(run),
    event: run.event,
    status: run.status,
    conclusion: run.conclusion,
    head_sha: run.headSha,
    head_branch: run.headBranch,
    head_commit: commit && {
      id: commit.oid,
      tree_id: commit.tree,
      message: commit.message,
      timestamp: commit.committer.date,
      author: { name: commit.author.name, email: commit.author.email },
      committer: { name: commit.committer.name, email: commit.committer.email },
    },
    head_repository: minimalRepository(world, run.headRepository),
    repository: minimalRepository(world, repository),
    actor: simpleUser(world, run.actor),
    triggering_actor: simpleUser(world, run.actor),
    // GitHub leaves out pull requests from forks here.
    pull_requests: pulls
      .filter((pull) => pull.head.repository === repository)
      .map((pull) => ({
        id: pull.pullId,
        number: pull.number,
        url: `${world.url}/repos/${name}/pulls/${pull.number}`,
        head: end(pull.head, repository),
        base: end(pull.base, repository),
      })),
    check_suite_id: run.id + 1_000_000,
    check_suite_node_id: `CS_${run.id}`,
    created_at: run.createdAt,
    run_started_at: run.createdAt,
    updated_at: run.updatedAt,
    url,
    html_url: `${world.html}/${name}/actions/runs/${run.id}`,
    artifacts_url: `${url}/artifacts`,
  }
}

/** Runs of one workflow file have one number. */
function workflowId(run: WorkflowRun): number {
  return Number.parseInt(createHash('sha256').update(run.path).digest('hex').slice(0, 6), 16)
}

export function artifactJson(world: World, repository: Repository, run: WorkflowRun, artifact: Artifact): View {
  const url = `${world.url}/repos/${fullName(repository)}/actions/artifacts/${artifact.id}`
  return {
    id: artifact.id,
    node_id: `AR_${artifact.id}`,
    name: artifact.name,
    size_in_bytes: artifact.zip.length,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expired,
    digest: `sha256:${createHash('sha256').update(artifact.zip).digest('hex')}`,
    created_at: artifact.createdAt,
    updated_at: artifact.createdAt,
    expires_at: artifact.expiresAt,
    workflow_run: {
      id: run.id,
      repository_id: repository.id,
      head_repository_id: run.headRepository.id,
      head_branch: run.headBranch ?? '',
      head_sha: run.headSha,
    },
  }
}

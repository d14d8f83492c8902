/** How far a workflow run can be trusted to have measured what was merged (TRUST §1, §3). */
import { z } from 'zod'
import type { BenchmarkFile } from '../../../model.ts'

export const runSchema = z
  .object({
    id: z.number(),
    event: z.string(),
    status: z.string().nullable(),
    html_url: z.string(),
    head_sha: z.string(),
    head_commit: z.object({ tree_id: z.string() }).nullable(),
    head_repository: z.object({ id: z.number() }).nullable(),
    repository: z.object({ id: z.number() }),
  })
  .transform(({ id, event, status, html_url: url, head_sha: head, head_commit, head_repository, repository }) => ({
    id,
    event,
    isFinished: status === 'completed',
    url,
    head,
    /** Id of the tree it ran on; null where GitHub does not say. */
    tree: head_commit?.tree_id ?? null,
    isOwn: head_repository?.id === repository.id,
  }))
export type Run = z.infer<typeof runSchema>

/** Runs that nobody outside the repository can cause. */
const TRUSTED: ReadonlySet<string> = new Set(['push', 'schedule', 'workflow_dispatch', 'release'])

/**
 * `merged` is the tree of the merge commit, or of a release's commit; null before the merge. A pull request's run of the
 * same repository counts where it ran on that tree, so that nothing else was measured.
 */
export function levelOf(run: Run, merged: string | null): Pick<BenchmarkFile, 'level' | 'doubts'> {
  const isMerged = run.tree !== null && run.tree === merged
  const isTrusted = run.isOwn && (TRUSTED.has(run.event) || run.event === 'pull_request')
  const isRecorded = run.isOwn && (TRUSTED.has(run.event) || (run.event === 'pull_request' && isMerged))
  return {
    level: isRecorded ? 'recorded' : 'stated',
    doubts: [...(isTrusted ? [] : (['untrusted-run'] as const)), ...(isMerged ? [] : (['other-tree'] as const))],
  }
}

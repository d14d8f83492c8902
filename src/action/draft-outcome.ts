/** What became of a draft: outputs, the summary, warnings. A pull request that was written is verified, and checked, at once. */

import { heading, link, paragraph, print } from '../case-study/markdown-parts.ts'
import { branchHead } from '../destinations/branch-head.ts'
import type { Published } from '../destinations/pull-request.ts'
import { addLabels } from '../destinations/pull-request-labels.ts'
import { type CheckedEvidence, checkEvidence } from '../jobs/check-evidence.ts'
import type { GitHubDraftResult, Target } from '../jobs/draft-on-github.ts'
import type { Staged } from '../jobs/stage-private.ts'
import { verifyFiles } from '../jobs/verify-files.ts'
import { draftSummary } from './draft-summary.ts'
import { type Annotation, noOutputs, type Outcome, type Outputs } from './outcome.ts'
import { outputPath } from './output-path.ts'
import { annotationsOf, type VerifiedEntry, verificationOf } from './verification.ts'

type Showcase = Extract<Target, { kind: 'showcase' }>

/** Turns the result into the outcome. */
export async function draftOutcome(to: Target, labels: readonly string[], result: GitHubDraftResult): Promise<Outcome> {
  const { draft, files, published, staged } = result
  if (draft?.kind === 'too-little') {
    const annotation = {
      level: 'notice',
      title: 'No draft',
      text: `${draft.why} ${draft.questions.map(({ words }) => words).join(' ')}`,
    } as const
    return { outputs: noOutputs, summary: draftSummary(result), annotations: [annotation], failed: false }
  }
  if (staged !== null && published === null) return waiting(staged)
  const evidence = to.kind === 'showcase' && published !== null ? await evidenceOf(to, published) : null
  const unlabelled = to.kind === 'showcase' && published?.outcome === 'created' ? await labelled(to, published, labels) : null
  const folder = draft?.kind === 'drafted' && to.kind === 'folder' ? draft.folder : ''
  const entries = evidence?.entries ?? (files.length > 0 ? [drafted(folder, result)] : [])
  const outputs: Outputs = {
    ...noOutputs,
    ...(to.kind === 'showcase' && published !== null && (await pullRequestOutputs(to, published))),
    entries: JSON.stringify(entries.map((entry) => entryOf(entry, result))),
    verification: verificationOf(entries),
  }
  return {
    outputs,
    summary: draftSummary(result),
    annotations: [...warningsOf(published, evidence, unlabelled), ...annotationsOf(entries, true)],
    failed: false,
  }
}

/** A private source: its draft waits in its own repository, and nothing is public yet. */
function waiting({ url, number, message }: Staged): Outcome {
  return {
    outputs: { ...noOutputs, 'pull-request-number': String(number), 'pull-request-url': url },
    summary: print([heading(2, 'The draft waits'), paragraph(message, ' ', link(url, `#${number}`))]),
    annotations: [{ level: 'notice', title: 'The draft waits', text: message }],
    failed: false,
  }
}

/** A closed or merged pull request is nobody's draft any more. */
async function evidenceOf({ writer, showcase, wait }: Showcase, published: Published): Promise<CheckedEvidence | null> {
  if (published.outcome === 'declined' || published.outcome === 'published') return null
  const { owner, name } = showcase
  return checkEvidence({ writer, owner, name, number: published.number, wait })
}

/** In a dry run there is no branch: what was drafted is verified. */
function drafted(folder: string, { files }: GitHubDraftResult): VerifiedEntry {
  // As Windows takes it too.
  return { folder: folder.replaceAll('\\', '/'), ...verifyFiles(files.filter(({ path }) => path !== 'pull-request.md')) }
}

const OPERATIONS = {
  created: 'created',
  updated: 'updated',
  unchanged: 'none',
  declined: 'closed',
  published: 'none',
  approved: 'none',
} as const satisfies Record<Published['outcome'], Outputs['pull-request-operation']>

/** A branch may bear a person's name for it: what is no plain name does not leave as an output. */
const PLAIN_BRANCH = /^[A-Za-z0-9][A-Za-z0-9._/-]{0,200}$/

async function pullRequestOutputs({ writer, showcase }: Showcase, { number, url, outcome, branch }: Published): Promise<Partial<Outputs>> {
  const head = await branchHead(writer, { ...showcase, branch })
  return {
    'pull-request-number': String(number),
    'pull-request-url': url,
    'pull-request-operation': OPERATIONS[outcome],
    'pull-request-head-sha': head?.sha ?? '',
    'pull-request-branch': PLAIN_BRANCH.test(branch) ? branch : '',
    'pull-request-commits-verified': head === null ? '' : String(head.isVerified),
  }
}

/** Its title in the fixed grammar of titles, its folder, its digest. */
function entryOf({ folder, digest, figures }: VerifiedEntry, { published }: GitHubDraftResult): object {
  return { path: outputPath(folder), digest, figures, pullRequest: published?.url ?? null }
}

async function labelled({ writer, showcase }: Showcase, { number }: Published, labels: readonly string[]): Promise<string | null> {
  return labels.length === 0 ? null : addLabels(writer, { ...showcase, number }, labels)
}

function warningsOf(published: Published | null, evidence: CheckedEvidence | null, unlabelled: string | null): Annotation[] {
  const unposted = evidence?.unposted ?? null
  return [
    ...[...(published?.warnings ?? []), ...(unlabelled === null ? [] : [unlabelled])].map(
      (text): Annotation => ({ level: 'warning', title: 'Draft pull request', text }),
    ),
    ...(unposted === null ? [] : [{ level: 'notice', title: 'No check was posted', text: unposted } as const]),
  ]
}

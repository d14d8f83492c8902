/**
 * What a pull request looked like, as a short text: while it stays the same, a draft of it would too. One request, and
 * the first of those that evidence is read with. Bots' words and our own checks are no evidence, so they do not count.
 */
import { createHash } from 'node:crypto'
import type { GitHub } from '../../github/client.ts'
import { firstLook } from './graph.ts'
import type { GraphPull } from './graph-answers.ts'
import type { Look } from './late.ts'
import type { Remark, Repository } from './reading.ts'
import type { PullRequestReference } from './reference.ts'

export interface Overview {
  repository: Repository
  /** Of everything that evidence is made of, late checks and the runs that bring artifacts among it. */
  seen: string
  /** For `collectPullRequest`, which then need not ask again. */
  first: GraphPull
}

/** Needs a client with a token. Throws a KnownError for what a user can mend. */
export async function overview(github: GitHub, reference: PullRequestReference, look: Look): Promise<Overview> {
  const first = await firstLook(github, reference, look)
  return { repository: first.repository, seen: digest(evidenceIn(first)), first }
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}

function evidenceIn({ repository, readme, pull }: GraphPull): unknown {
  const { commits, comments, reviews, reviewThreads } = pull
  // What is on later pages is not looked at; any change there moves the date.
  const isLong = [commits, comments, reviews, reviewThreads].some(({ pageInfo }) => pageInfo.hasNextPage)
  return [
    repository,
    readme,
    [pull.title, pull.body, pull.author, pull.labels?.nodes, pull.merged, pull.mergedAt, pull.headRefOid, pull.mergeCommit?.sha],
    [commits, comments, reviews, reviewThreads].map(({ nodes }) => nodes.flatMap(saidIn)),
    pull.closingIssuesReferences?.nodes.map(({ issue }) => issue),
    [pull.mergeCommit?.checks, pull.last.nodes[0]?.commit.statusCheckRollup].map((checks) => checks && ranIn(checks)),
    isLong && pull.updatedAt,
  ]
}

type Checks = NonNullable<GraphPull['pull']['mergeCommit']>['checks']

function ranIn({ nodes, totalCount }: Checks): unknown {
  return [nodes.filter(({ name }) => !name.startsWith('casewright')), totalCount > nodes.length && totalCount]
}

type Node = GraphPull['pull']['commits' | 'comments' | 'reviews' | 'reviewThreads']['nodes'][number]

function saidIn(node: Node): unknown[] {
  if ('sha' in node) return [node.sha]
  if ('remarks' in node) return [{ ...node, remarks: node.remarks.filter(isPersons) }]
  return node.isShown && isPersons(node.remark) ? [node.remark] : []
}

function isPersons({ by }: Remark): boolean {
  return by?.isBot !== true
}

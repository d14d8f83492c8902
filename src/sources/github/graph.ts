/** A pull request over GraphQL, which needs a token: one query, one request for the diff, and two more queries where lists are long. */
import type { GitHub } from '../../github/client.ts'
import { changedFiles } from './changed-files.ts'
import { issuesNamed } from './discussion.ts'
import { faultless } from './faultless.ts'
import { type GraphPull, moreSchema, pullSchema, shown } from './graph-answers.ts'
import { followUp, MAY_LACK, type Paged, PULL_REQUEST } from './graph-query.ts'
import { type Look, onceThere } from './late.ts'
import { type LinkedIssue, type Part, part, type Reading } from './reading.ts'
import type { PullRequestReference } from './reference.ts'

/** Queries for further pages: so many keep a pull request of 300 files within eight requests. */
const ROUNDS = 2
const PAGED: readonly Paged[] = ['commits', 'comments', 'reviews', 'reviewThreads']

/** The first query's answer: everything but the diff and what is on later pages. */
export async function firstLook(github: GitHub, { owner, name, number }: PullRequestReference, look: Look): Promise<GraphPull> {
  return onceThere(
    async () => (await github.query(PULL_REQUEST, { owner, name, number }, pullSchema, MAY_LACK)).repository,
    ({ pull }) => !pull.merged || pull.mergeCommit !== null,
    look,
  )
}

/** `first` is the answer of `firstLook`. */
export async function readByGraph(github: GitHub, reference: PullRequestReference, first: GraphPull): Promise<Reading> {
  const { repository, pull: found, readme } = first
  const pull = {
    number: found.number,
    title: found.title,
    body: found.body || null,
    url: found.url,
    by: found.author,
    labels: (found.labels?.nodes ?? []).map((label) => label.name),
    isMerged: found.merged,
    mergedAt: found.mergedAt,
    updatedAt: found.updatedAt,
    merge: found.mergeCommit?.sha ?? null,
    head: found.headRefOid,
    baseTip: found.baseRefOid,
    files: found.changedFiles,
    commits: found.commits.totalCount,
    additions: found.additions,
    deletions: found.deletions,
    repository,
  }
  const [files, more] = await Promise.all([
    changedFiles(github, pull, `/repos/${repository.name}/pulls/${pull.number}`),
    readOn(github, reference, first),
  ])
  const { lists, issues } = more
  const head = found.last.nodes.find(({ commit }) => commit.oid === pull.head)?.commit.statusCheckRollup
  const comments = partOf(lists.comments)
  const reviews = partOf(lists.reviews)
  const said = [...shown(reviews.items), ...shown(comments.items)]
  return {
    pull,
    merge: found.mergeCommit,
    commits: partOf(lists.commits),
    files,
    issues,
    conversations: partOf(lists.reviewThreads),
    comments: { items: said, cut: comments.cut || reviews.cut, of: lists.comments.totalCount + lists.reviews.totalCount },
    checks: part({ items: head?.nodes ?? [], cut: head?.cut ?? false }, head?.totalCount ?? 0),
    readme,
  }
}

type Lists = Pick<GraphPull['pull'], Paged>

function partOf<T>({ nodes, totalCount, pageInfo }: { nodes: T[]; totalCount: number; pageInfo: { hasNextPage: boolean } }): Part<T> {
  return part({ items: nodes, cut: pageInfo.hasNextPage }, totalCount)
}

/** Later pages, all lists of one round in one query, with the issue that is named but not closed. */
async function readOn(
  github: GitHub,
  { owner, name, number }: PullRequestReference,
  { repository, pull }: GraphPull,
): Promise<{ lists: Lists; issues: LinkedIssue[] }> {
  const lists: Lists = { commits: pull.commits, comments: pull.comments, reviews: pull.reviews, reviewThreads: pull.reviewThreads }
  // A token may see issues that the reader of a public page may not.
  const issues = (pull.closingIssuesReferences?.nodes ?? []).flatMap(({ repository: at, issue }) =>
    !at.isPrivate || at.nameWithOwner === repository.name ? [issue] : [],
  )
  let issue = issues.length === 0 ? issuesNamed(pull.body)[0] : undefined
  for (let round = 1; round <= ROUNDS; round++) {
    const long = PAGED.filter((list) => lists[list].pageInfo.hasNextPage)
    if (long.length === 0 && issue === undefined) break
    const cursors = Object.fromEntries(long.map((list) => [list, lists[list].pageInfo.endCursor]))
    const variables = { owner, name, ...(long.length > 0 && { number }), ...cursors, ...(issue !== undefined && { issue }) }
    const more = await faultless(github.query(followUp(long, issue !== undefined), variables, moreSchema, MAY_LACK), null)
    if (more === null) break
    issue = undefined
    issues.push(...(more.repository.named ? [more.repository.named] : []))
    const found = more.repository.pullRequest ?? {}
    if (found.commits) lists.commits = joined(lists.commits, found.commits)
    if (found.comments) lists.comments = joined(lists.comments, found.comments)
    if (found.reviews) lists.reviews = joined(lists.reviews, found.reviews)
    if (found.reviewThreads) lists.reviewThreads = joined(lists.reviewThreads, found.reviewThreads)
  }
  return { lists, issues }
}

function joined<P extends { nodes: unknown[] }>(before: P, next: P): P {
  return { ...next, nodes: [...before.nodes, ...next.nodes] }
}

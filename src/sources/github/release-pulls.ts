/** The pull requests that a release brings: of its commits, each once. */
import type { GitHub } from '../../github/client.ts'
import { faultless } from './faultless.ts'
import type { PullCommit, Repository } from './reading.ts'
import { type MergedPull, pullsOfCommits, pullsOfCommitsSchema } from './release-answers.ts'

export interface Merged {
  pull: MergedPull
  /** The newest of its commits that is in the release. */
  commit: PullCommit
}

/** GitHub answers so many questions with one query without complaint. */
const AT_ONCE = 100

/** In the order of the commits. With a token GitHub says; else the messages that GitHub itself writes when it merges. */
export async function pullsIn(github: GitHub, repository: Repository, commits: readonly PullCommit[]): Promise<Merged[]> {
  const found = github.authenticated ? await faultless(byGraph(github, repository, commits), null) : null
  const pulls = found ?? commits.map((commit) => bySubject(repository, commit))
  const merged = new Map<number, Merged>()
  commits.forEach((commit, i) => {
    const pull = pulls[i]
    if (pull) merged.set(pull.number, { pull, commit })
  })
  return [...merged.values()]
}

async function byGraph(github: GitHub, { name: fullName }: Repository, commits: readonly PullCommit[]): Promise<(MergedPull | null)[]> {
  const [owner, name] = fullName.split('/')
  const pulls: (MergedPull | null)[] = []
  for (let from = 0; from < commits.length; from += AT_ONCE) {
    const some = commits.slice(from, from + AT_ONCE)
    const ids = Object.fromEntries(some.map(({ sha }, i) => [`x${i}`, sha]))
    const { repository } = await github.query(pullsOfCommits(some.length), { owner, name, ...ids }, pullsOfCommitsSchema)
    for (const i of some.keys()) {
      const all = repository[`x${i}`]?.associatedPullRequests?.nodes ?? []
      const own = all.find(({ merged, repository: at }) => merged && at.nameWithOwner === fullName)
      pulls.push(own === undefined ? null : { number: own.number, title: own.title, body: own.body, url: own.url, by: own.author })
    }
  }
  return pulls
}

/** `Shard the lock (#12)` of a squash, `Merge pull request #12 from …` with the title two lines below. */
function bySubject({ url }: Repository, { message }: PullCommit): MergedPull | null {
  const [subject = '', , title = ''] = message.split('\n')
  const [, squashed = '', squash] = /^(.*) \(#(\d{1,9})\)$/.exec(subject) ?? []
  const merge = /^Merge pull request #(\d{1,9}) from /.exec(subject)?.[1]
  const number = squash ?? merge
  if (number === undefined) return null
  return { number: Number(number), title: squash === undefined ? title : squashed, body: '', url: `${url}/pull/${number}`, by: null }
}

/** One commit with what it changed. */
import { changedFiles, diffText } from '../git/diff.ts'
import { pullCommits } from '../pull-facts.ts'
import { commitJson } from '../views/commit.ts'
import { diffEntry } from '../views/files.ts'
import { pullSummary } from '../views/pull.ts'
import { commitNamed } from './find.ts'
import { type Route, read } from './route.ts'

/** The tree of an empty repository: what a first commit is compared with. */
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904'

export const commitRoutes: readonly Route[] = [
  read('repos/get-commit', 'contents:read', ({ world, repository, params, accept }) => {
    const commit = commitNamed(repository, params.ref ?? '')
    const parent = commit.parents[0] ?? emptyTree
    if (accept.includes('sha')) return { bytes: Buffer.from(commit.oid), type: 'application/vnd.github.sha; charset=utf-8' }
    if (accept.includes('diff'))
      return { bytes: diffText(repository.git, parent, commit.oid), type: 'application/vnd.github.diff; charset=utf-8' }
    const files = changedFiles(repository.git, parent, commit.oid)
    const additions = files.reduce((sum, file) => sum + file.additions, 0)
    const deletions = files.reduce((sum, file) => sum + file.deletions, 0)
    const shown = files.slice(0, 300).map((file) => diffEntry(world, repository, commit.oid, file))
    return {
      json: { ...commitJson(world, repository, commit), stats: { additions, deletions, total: additions + deletions }, files: shown },
    }
  }),
  read('repos/list-pull-requests-associated-with-commit', 'pull_requests:read', ({ world, repository, params }) => {
    const sha = params.commit_sha ?? ''
    const pulls = [...repository.pulls.values()].filter(
      (pull) => pull.merged?.sha === sha || pullCommits(pull).some(({ oid }) => oid === sha),
    )
    return { list: pulls.map((pull) => pullSummary(world, pull)) }
  }),
]

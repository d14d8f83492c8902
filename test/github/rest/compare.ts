/** Two commits compared, from where they parted. */
import { commitsBetween, mergeBase } from '../git/commit.ts'
import { changedFiles, diffText } from '../git/diff.ts'
import { resolveCommit } from '../git/refs.ts'
import { notFound } from '../http/answer.ts'
import { pageOf } from '../http/pages.ts'
import type { Repository } from '../nouns/repository.ts'
import { commitJson } from '../views/commit.ts'
import { diffEntry } from '../views/files.ts'
import { fullName } from '../world.ts'
import { commitNamed } from './find.ts'
import { type Route, read } from './route.ts'

/** A branch, tag or id; `owner:branch` names a branch of a fork, which shares its objects once a pull request is open. */
function endOf(repository: Repository, name: string): string {
  const found = resolveCommit(repository.git, name.replace(/^[^:]+:/, ''))
  if (!found) throw notFound()
  return found
}

export const compareRoutes: readonly Route[] = [
  read('repos/compare-commits-with-basehead', 'contents:read', ({ world, repository, params, query, accept }) => {
    const [from = '', to = ''] = (params.basehead ?? '').split('...')
    const base = endOf(repository, from)
    const head = endOf(repository, to)
    const parted = mergeBase(repository.git, base, head)
    if (!parted) throw notFound()
    if (accept.includes('diff'))
      return { bytes: diffText(repository.git, parted, head), type: 'application/vnd.github.diff; charset=utf-8' }

    const ahead = commitsBetween(repository.git, base, head)
    const behind = commitsBetween(repository.git, head, base).length
    const name = fullName(repository)
    const page = `${world.html}/${name}/compare/${params.basehead}`
    const url = new URL(`${world.url}/repos/${name}/compare/${params.basehead}?${query}`)
    const commits = pageOf(ahead, url, query.has('page') || query.has('per_page') ? undefined : 250)
    return {
      headers: commits.link ? { link: commits.link } : {},
      json: {
        url: url.href,
        html_url: page,
        permalink_url: page,
        diff_url: `${page}.diff`,
        patch_url: `${page}.patch`,
        base_commit: commitJson(world, repository, commitNamed(repository, base)),
        merge_base_commit: commitJson(world, repository, commitNamed(repository, parted)),
        status: ahead.length > 0 ? (behind > 0 ? 'diverged' : 'ahead') : behind > 0 ? 'behind' : 'identical',
        ahead_by: ahead.length,
        behind_by: behind,
        total_commits: ahead.length,
        commits: (query.has('page') || query.has('per_page') ? (commits.items as typeof ahead) : ahead.slice(0, 250)).map((commit) =>
          commitJson(world, repository, commit),
        ),
        // Files come on the first page only, and never more than 300.
        files:
          Number(query.get('page') ?? 1) > 1
            ? []
            : changedFiles(repository.git, parted, head)
                .slice(0, 300)
                .map((file) => diffEntry(world, repository, head, file)),
      },
    }
  }),
]

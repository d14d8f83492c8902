/** One file written or deleted, as a commit of its own. */
import { moveRef } from '../acts/branch.ts'
import { gitHubItself } from '../acts/merge.ts'
import { readCommit, writeCommit } from '../git/commit.ts'
import { readRef } from '../git/refs.ts'
import { changeTree, entryAt } from '../git/tree.ts'
import { Refusal, type RepositoryRequest } from '../http/answer.ts'
import { commitJson } from '../views/commit.ts'
import { contentJson } from '../views/contents.ts'
import { gitIdentity } from '../views/user.ts'
import { doer } from './find.ts'
import { type Route, write } from './route.ts'

export const contentsWriteRoutes: readonly Route[] = [
  write('repos/create-or-update-file-contents', ['contents:write'], (request) => {
    const { content } = request.body as { content: string }
    return change(request, Buffer.from(content, 'base64'))
  }),
  write('repos/delete-file', ['contents:write'], (request) => change(request, null)),
]

function change({ world, repository, actor, params, body }: RepositoryRequest, bytes: Buffer | null) {
  const wanted = body as { message: string; branch?: string; sha?: string }
  const { git } = repository
  const branch = wanted.branch ?? repository.defaultBranch
  const path = params.path ?? ''
  const tip = readRef(git, `refs/heads/${branch}`)
  const commit = tip ? readCommit(git, tip) : null
  if (!commit) throw new Refusal(404, `Branch ${branch} not found`)
  if (repository.protectedBranches.has(branch))
    throw new Refusal(409, 'Repository rule violations found\n\nChanges must be made through a pull request.')
  const old = entryAt(git, commit.tree, path)
  if (old && !wanted.sha) throw new Refusal(422, 'Invalid request.\n\n"sha" wasn\'t supplied.')
  if (wanted.sha && old?.oid !== wanted.sha) throw new Refusal(409, `${path} does not match ${wanted.sha}`)
  const at = world.now()
  const by = doer(actor)
  const oid = writeCommit(git, {
    tree: changeTree(git, commit.tree, new Map([[path, bytes]])),
    parents: [commit.oid],
    author: { ...gitIdentity(by), date: at },
    committer: { ...gitHubItself, date: at },
    message: wanted.message,
    signed: true,
  })
  if (!moveRef(world, repository, `refs/heads/${branch}`, oid, tip, by)) throw new Refusal(409, 'The branch was updated by somebody else')
  const made = readCommit(git, oid)
  const entry = made && entryAt(git, made.tree, path)
  return {
    status: old || !bytes ? 200 : 201,
    json: {
      content: entry ? contentJson(world, repository, branch, path, entry) : null,
      commit: made && commitInContents(commitJson(world, repository, made)),
    },
  }
}

/** Here GitHub answers the commit flat. */
function commitInContents(view: Record<string, unknown>): Record<string, unknown> {
  const { commit, ...rest } = view as { commit: Record<string, unknown> }
  return { ...rest, ...commit }
}

/** What every object of the graph is made from: the request, and the makers of all other objects. */
import type { Commit } from '../git/commit.ts'
import type { Request } from '../http/answer.ts'
import type { Repository } from '../nouns/repository.ts'
import type { Issue, Pull } from '../nouns/thread.ts'

/** An object of the graph: a value for each field, or a function of the field's arguments. */
export type Node = Record<string, unknown>

export interface Context extends Request {
  repository(repository: Repository): Node
  pull(pull: Pull): Node
  issue(issue: Issue): Node
  commit(repository: Repository, commit: Commit): Node
  /** A blob, tree, tag or commit; null where the repository has none of this id. */
  object(repository: Repository, oid: string): Node | null
}

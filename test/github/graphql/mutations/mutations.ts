/** All mutations the fake knows. */
import type { Context, Node } from '../context.ts'
import { createCommitOnBranch } from './commit.ts'
import { convertPullRequestToDraft, createPullRequest, markPullRequestReadyForReview, updatePullRequest } from './pull.ts'
import { createRef, deleteRef } from './ref.ts'

export function mutations(context: Context): Node {
  const run =
    <Input>(mutation: (context: Context, input: Input) => Node) =>
    ({ input }: { input: Input }) =>
      mutation(context, input)
  return {
    createCommitOnBranch: run(createCommitOnBranch),
    createPullRequest: run(createPullRequest),
    updatePullRequest: run(updatePullRequest),
    convertPullRequestToDraft: run(convertPullRequestToDraft),
    markPullRequestReadyForReview: run(markPullRequestReadyForReview),
    createRef: run(createRef),
    deleteRef: run(deleteRef),
  }
}

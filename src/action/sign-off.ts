/** `command: sign-off`, in a showcase: judges the approvals of an entry's pull request; after the merge, records who signed. */

import { heading, print } from '../case-study/markdown-parts.ts'
import { configOf } from '../config.ts'
import { type Check, postCheck } from '../destinations/check.ts'
import { KnownError } from '../errors.ts'
import { gitHubWriter } from '../github/writer.ts'
import { configReader } from '../jobs/config-reader.ts'
import { loadConfig } from '../jobs/load-config.ts'
import { recordSignOff } from '../jobs/record-sign-off.ts'
import { reviewSignOff, type SignOffReview } from '../jobs/sign-off-review.ts'
import { mergedByPush } from '../sources/github/merged-by-push.ts'
import { reader, request, userAgent, wait } from './clients.ts'
import type { Run } from './event.ts'
import type { Inputs } from './inputs.ts'
import { type Annotation, noOutputs, nothing, type Outcome } from './outcome.ts'
import { outputPath } from './output-path.ts'

/** The pull requests of the run, one after the other. */
export async function signOff(run: Run, inputs: Inputs): Promise<Outcome> {
  const numbers = await pullsOf(run, inputs)
  if (numbers.length === 0) return nothing('This run is about no pull request.')
  const outcomes: Outcome[] = []
  for (const number of numbers) outcomes.push(await signOffOf(run, inputs, number))
  const [first] = outcomes
  return {
    outputs: first?.outputs ?? noOutputs,
    summary: outcomes.map(({ summary }) => summary).join('\n\n'),
    annotations: outcomes.flatMap(({ annotations }) => annotations),
    failed: outcomes.some(({ failed }) => failed),
  }
}

async function pullsOf(run: Run, { pullRequest, token }: Inputs): Promise<number[]> {
  const { owner, name, payload, event, ref, sha, api } = run
  if (pullRequest !== null) {
    const number = /^#?(\d{1,9})$/.exec(pullRequest)?.[1]
    if (number === undefined) throw new KnownError(`"command: sign-off" is about this repository: write "pull-request" as a number.`)
    return [Number(number)]
  }
  if (payload.pull !== null) return [payload.pull.number]
  if (event !== 'push')
    throw new KnownError(
      `"command: sign-off" does not know which pull request "${event}" is about. Run it on pull_request, pull_request_review, issue_comment, push, or by hand with "pull-request".`,
    )
  const commits = [...new Set([sha, ...payload.commits])]
  const branch = ref.replace(/^refs\/heads\//, '')
  return (await mergedByPush(reader(api, token), { owner, name, branch, commits })).map(({ number }) => number)
}

async function signOffOf(run: Run, inputs: Inputs, number: number): Promise<Outcome> {
  const { owner, name, api } = run
  const source = reader(api, inputs.token)
  const pull = { owner, name, number }
  const rules = ((await loadConfig({ read: configReader(source), repository: `${owner}/${name}` }))?.config ?? configOf({})).signOff
  const review = await reviewSignOff(source, pull, rules)
  const outcome = outcomeOf(review, number)
  if (inputs.dryRun || review.entries.length === 0) return outcome
  const writer = gitHubWriter({ baseUrl: api, token: { writes: inputs.token }, userAgent, wait, fetch: request })
  if (review.state === 'MERGED') {
    const { outcome: recorded, url, why } = await recordSignOff({ writer, pull, rules, wait })
    const words = RECORDED[recorded]
    const notes = [...(words === '' ? [] : [`${words}${url === null ? '' : ` ${url}`}`]), ...why]
    return { ...outcome, annotations: notes.map((text): Annotation => ({ level: 'notice', title: `Sign-off of #${number}`, text })) }
  }
  if (review.state !== 'OPEN') return outcome
  const place = { owner, name, sha: review.head, check: 'casewright / sign-off', wait } as const
  return { ...outcome, annotations: await posted(() => postCheck(writer, { ...place, ...review.check })) }
}

const RECORDED = {
  committed: 'Recorded:',
  proposed: 'Proposed, because the branch is protected:',
  unchanged: 'Recorded already.',
  declined: 'Somebody closed the pull request that records it, so it stays unrecorded:',
  none: '',
  closed: '',
  open: '',
} as const

/** A fork's token may write nothing: then the summary is all there is. */
async function posted(post: () => Promise<unknown>): Promise<Annotation[]> {
  try {
    await post()
    return []
  } catch (error) {
    if (!(error instanceof KnownError)) throw error
    return [{ level: 'notice', title: 'No check was posted', text: error.message }]
  }
}

function outcomeOf({ check, head, signed, entries }: SignOffReview, number: number): Outcome {
  const { title, summary }: Pick<Check, 'title' | 'summary'> = check
  return {
    outputs: {
      ...noOutputs,
      'pull-request-number': String(number),
      'pull-request-head-sha': head,
      entries: JSON.stringify(entries.map(({ folder, digest }) => ({ path: outputPath(folder), digest }))),
      signed: String(signed),
    },
    summary: `${print([heading(2, title)])}\n${summary}`,
    annotations: [],
    failed: false,
  }
}

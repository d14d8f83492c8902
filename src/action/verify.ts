/** `command: verify`: the entries of the workspace, or only those a pull request touches; annotations at their lines. */
import { relative, resolve, sep } from 'node:path'
import { heading, print } from '../case-study/markdown-parts.ts'
import { KnownError } from '../errors.ts'
import type { EntryAt } from '../jobs/entry-at.ts'
import { entryFiles, entryFolders } from '../jobs/entry-files.ts'
import { evidenceCheck, judged } from '../jobs/evidence-check.ts'
import { reader } from './clients.ts'
import type { Run } from './event.ts'
import type { Inputs } from './inputs.ts'
import { noOutputs, nothing, type Outcome } from './outcome.ts'
import { outputPath } from './output-path.ts'
import { annotationsOf, type VerifiedEntry, verificationOf } from './verification.ts'

/** Fails where something is wrong; with `strict` also where nobody backs a figure. */
export async function verify(run: Run, inputs: Inputs): Promise<Outcome> {
  const root = resolve(run.workspace)
  const path = resolve(root, inputs.path ?? '.')
  if (path !== root && !path.startsWith(`${root}${sep}`))
    throw new KnownError(`the input "path" leads out of the workspace: ${inputs.path}`)
  const touched = inputs.onlyChanged ? await touchedBy(run, inputs) : null
  const read: EntryAt[] = []
  for (const directory of await entryFolders(path)) {
    const folder = relative(root, directory).split(sep).join('/')
    const isTouched = touched === null || touched.some((file) => folder === '' || file.startsWith(`${folder}/`))
    if (isTouched) read.push({ folder, files: await entryFiles(directory), unread: null })
  }
  if (read.length === 0) return nothing('This pull request touches no entry.')
  const entries = read.map(judged)
  const check = evidenceCheck(read)
  const isUnbacked = inputs.strict && entries.some(({ findings }) => findings.some(({ grade }) => grade === 'unbacked'))
  return {
    outputs: { ...noOutputs, entries: JSON.stringify(entries.map(entryOf)), verification: verificationOf(entries) },
    summary: `${print([heading(2, check.title)])}\n${check.summary}`,
    annotations: annotationsOf(entries),
    failed: check.conclusion === 'failure' || isUnbacked,
  }
}

function entryOf({ folder, digest, figures }: VerifiedEntry): object {
  return { path: outputPath(folder), digest, figures, pullRequest: null }
}

/** Files that the run's pull request changes. */
async function touchedBy({ api, owner, name, payload }: Run, { token }: Inputs): Promise<string[]> {
  if (payload.pull === null)
    throw new KnownError('"only-changed" needs a pull request, and this run is about none. Run it on "pull_request", or leave it out.')
  const { changedPaths } = await import('../jobs/entry-at.ts')
  return (await changedPaths(reader(api, token), { owner, name, number: payload.pull.number })).paths
}

/** Labels that somebody wants on a pull request besides ours. */
import { z } from 'zod'
import { KnownError } from '../errors.ts'
import { Refused, Unsure } from '../github/write-faults.ts'
import type { GitHubWriter } from '../github/writer.ts'

/** Adds them; a label that is not there yet is made. Answers why not, a sentence: a label is no reason to fail. */
export async function addLabels(
  writer: GitHubWriter,
  pull: { owner: string; name: string; number: number },
  labels: readonly string[],
): Promise<string | null> {
  const { owner, name, number } = pull
  const write = { what: 'label the pull request', permission: 'Pull requests: write' }
  try {
    await writer.send(write, `POST /repos/${owner}/${name}/issues/${number}/labels`, { labels }, z.array(z.unknown()))
    return null
  } catch (error) {
    if (error instanceof Refused || error instanceof Unsure || error instanceof KnownError) return error.message
    throw error
  }
}

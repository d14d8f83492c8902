/** The first valid configuration of an installation gets one issue: what happens next, and the one line to try it. */
import { z } from 'zod'
import type { Config } from '../../config.ts'
import { KnownError } from '../../errors.ts'
import { writing } from './clients.ts'
import type { WorkContext } from './job.ts'
import type { Repository } from './repository.ts'
import { selfOf } from './sticky.ts'
import { targetOf } from './target.ts'

const MARKER = '<!-- casewright welcome -->'
const issueSchema = z.object({ html_url: z.string(), body: z.string().nullish(), user: z.object({ id: z.number() }).nullable() })

/** The issue's address; null where there was one before, or none may be opened. */
export async function welcome(context: WorkContext, here: Repository, config: Config): Promise<string | null> {
  const name = `welcome:${here.installation}`
  if ((await context.memory.recall(name)) !== null) return null
  const target = await targetOf(context, here, config)
  try {
    const writer = await writing(context, here, 'issue')
    const path = `/repos/${here.owner}/${here.name}/issues` as const
    const self = await selfOf(writer)
    const all = await writer.get(path, issueSchema.array(), { state: 'all', per_page: 100 })
    const own = all.find(({ user, body }) => user?.id === self && body?.startsWith(MARKER) === true)
    const body = `${MARKER}\n${words(here, config, target.kind === 'refused' ? target.words : null)}`
    const write = { what: 'open the welcoming issue', permission: 'Issues: write' }
    const issue = own ?? (await writer.send(write, `POST ${path}`, { title: 'Casewright is set up', body }, issueSchema))
    await context.memory.remember(name, issue.html_url)
    return issue.html_url
  } catch (error) {
    // A repository without issues, or an App that may only read.
    if (!(error instanceof KnownError && error.exitCode === 2)) throw error
    return null
  }
}

function words(here: Repository, { showcase, draft }: Config, refusal: string | null): string {
  const where = showcase === '.' ? 'this repository' : showcase
  const next = [
    draft.when.includes('label') ? `a pull request that is merged with the label \`${draft.label}\`, or gets it afterwards` : null,
    draft.when.includes('command') ? 'a comment `/casewright draft` on a merged pull request' : null,
    draft.when.includes('improvement') ? 'a merge whose recorded figures show a change beyond noise' : null,
    draft.when.includes('release') ? 'a published release' : null,
  ].filter((one) => one !== null)
  return [
    `The configuration is valid. A draft case study in ${where} is made by:`,
    next.map((one) => `- ${one}`).join('\n'),
    refusal === null ? null : `One thing is missing before that works: ${refusal}`,
    `To try it now, write this on the merged pull request you are proudest of:\n\n\`\`\`text\n/casewright draft\n\`\`\``,
    `Nothing is published before a person with write access approves the draft and merges it. You can close this issue; there will be no other one from ${here.fullName}.`,
  ]
    .filter((part) => part !== null)
    .join('\n\n')
}

/** Where entries go, and the client that may write there. */
import { KnownError } from '../errors.ts'
import { gitHubWriter } from '../github/writer.ts'
import type { Target } from '../jobs/draft-on-github.ts'
import { parseShowcase } from '../jobs/publish-to-showcase.ts'
import { request, userAgent, wait } from './clients.ts'
import type { Run } from './event.ts'
import type { Inputs } from './inputs.ts'

/** The folder of a dry run, or the showcase. Throws a KnownError where no showcase is named, or no token reaches it. */
export function targetOf(run: Run, inputs: Inputs, showcase: string | null): Target {
  if (inputs.dryRun) return { kind: 'folder', out: inputs.out, force: true }
  const own = `${run.owner}/${run.name}`
  if (showcase === null)
    throw new KnownError(
      `nobody says where entries go. Write "showcase: owner/repo" ("." is this repository) as an input or in .github/casewright.yml, or try it with "dry-run: true".`,
    )
  const named = showcase === '.' ? own : showcase
  const isOwn = named.toLowerCase() === own.toLowerCase()
  const writes = inputs.showcaseToken ?? (isOwn ? inputs.token : null)
  if (!writes)
    throw new KnownError(
      `"token" reaches only ${own}, and the showcase is ${named}. Give "showcase-token" a token with "Contents: write" and "Pull requests: write" on ${named}; actions/create-github-app-token makes one (docs/action.md).`,
    )
  const { owner, name, host } = parseShowcase(named)
  const place = { owner, name, host: named.includes('://') ? host : run.host }
  const writer = (token: string) => gitHubWriter({ baseUrl: run.api, token: { writes: token }, userAgent, wait, fetch: request })
  // A private source's draft waits in its own repository.
  const staging = inputs.token === '' ? null : writer(inputs.token)
  return { kind: 'showcase', writer: writer(writes), showcase: place, again: inputs.again, staging, askedBy: run.askedBy, wait }
}

/** The GitHub Action: the runner's environment → one command → outputs, summary, annotations. Its work is in `jobs/`. */
import { readRun } from './action/event.ts'
import { addSummary, setOutputs } from './action/file-commands.ts'
import { readInputs } from './action/inputs.ts'
import { annotate, mask } from './action/log.ts'
import { mended } from './action/mend.ts'
import { noOutputs, type Outcome } from './action/outcome.ts'
import { KnownError } from './errors.ts'

/** Each is loaded when it is asked for. */
const commands = {
  draft: async () => (await import('./action/draft.ts')).draft,
  'sign-off': async () => (await import('./action/sign-off.ts')).signOff,
  preview: async () => (await import('./action/preview.ts')).preview,
  verify: async () => (await import('./action/verify.ts')).verify,
}

async function act(): Promise<Outcome> {
  const run = readRun(process.env)
  const inputs = readInputs(process.env)
  for (const secret of [inputs.token, inputs.showcaseToken]) if (secret) mask(secret)
  const command = await commands[inputs.command]()
  return command(run, inputs)
}

function failed(error: KnownError): Outcome {
  const annotation = { level: 'error', title: 'casewright', text: mended(error.message) } as const
  return { outputs: noOutputs, summary: '', annotations: [annotation], failed: true }
}

const outcome = await act().catch((error: unknown) => {
  if (error instanceof KnownError) return failed(error)
  throw error
})
for (const { level, title, text, place } of outcome.annotations) annotate(level, title, text, place)
setOutputs(process.env, { ...outcome.outputs })
if (outcome.summary !== '') addSummary(process.env, outcome.summary)
if (outcome.failed) process.exitCode = 1

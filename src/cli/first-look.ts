/** `casewright` alone: inside a clone its three best candidates, elsewhere the help; with a pull request, the first minute. */
import type { Command } from 'commander'
import { KnownError } from '../errors.ts'
import type { FirstMinuteOptions } from './pull-request.ts'
import { note, print, progress } from './terminal.ts'

/** How many candidates a first look shows. */
const LIMIT = 3

export function register(program: Command): void {
  program
    .enablePositionalOptions()
    .argument(
      '[pull-request]',
      'owner/repo#n, a release as owner/repo@tag, or the address of either: drafts it into a folder and opens the preview',
    )
    .option('--out <dir>', 'the folder the entry is written to', 'casewright')
    .option('--no-open', 'do not open the preview')
    .option('--json', 'print the result as JSON')
    .action(async (word: string | undefined, options: FirstMinuteOptions) => {
      if (word === undefined) return firstLook(program)
      if (!/[#/]/.test(word)) {
        const names = program.commands.map((command) => command.name()).sort()
        throw new KnownError(`there is no command "${word}". There are: ${names.join(', ')}; or name a pull request: owner/repo#123.`)
      }
      const { firstMinute } = await import('./pull-request.ts')
      await firstMinute(word, options)
    })
}

async function firstLook(program: Command): Promise<void> {
  const { discover } = await import('../jobs/discover.ts')
  const { printCandidates } = await import('./discover.ts')
  const bar = progress()
  const candidates = await discover({ directory: '.', limit: LIMIT, onProgress: bar.step })
    .catch((error: unknown) => {
      if (error instanceof KnownError) return null
      throw error
    })
    .finally(bar.end)
  if (candidates === null) program.outputHelp()
  else if (candidates.length === 0) {
    note('No change of this clone has a figure in its message. Any range can still be drafted: casewright draft --range BASE..HEAD')
  } else {
    note('The changes of this clone with the strongest evidence in their messages:')
    print()
    printCandidates(candidates)
  }
}
